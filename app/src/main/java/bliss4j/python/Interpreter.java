package bliss4j.python;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Instrument;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * One Python. One thread runs inputs, one at a time; {@link #interrupt} may come from any. What inputs spawn goes on beside
 * them.
 *
 * <p>Python may use files, threads, processes and its own library, as a user's Python may; of Java it reaches {@link
 * #functions} and nothing else.
 */
public final class Interpreter implements AutoCloseable {
    private static final String PYTHON = "python";
    private static final String CONSOLE = "bliss._console";

    private final Engine engine;
    private final Context context;
    private final Safepoints safepoints;
    private final Greenlets greenlets;
    private final Faces faces;
    private final HostFunctions functions;
    private volatile @Nullable Running running;

    private Interpreter(Engine engine, Context context, OutputStream out, OutputStream err) {
        this.engine = engine;
        this.context = context;
        this.safepoints = safepoints(engine);
        this.faces = new Faces(context);
        this.functions = new HostFunctions(faces);
        this.greenlets = new Greenlets(faces, safepoints, failure -> console().invokeMember("report", failure));
        boot();
        greenlets.addTo(functions);
        functions.add("print_out", given -> print(out, given.text(0, "text")));
        functions.add("print_error", given -> print(err, given.text(0, "text")));
    }

    /**
     * Starts Python; takes seconds. Nothing of the user's has run yet.
     *
     * @param out what Python prints
     * @param err where tracebacks of what was spawned go
     */
    public static Interpreter open(OutputStream out, OutputStream err) {
        Engine engine = Engine.newBuilder(PYTHON)
                .option("engine.WarnInterpreterOnly", "false") // without a compiler it is slower, as expected
                .out(out)
                .err(err)
                .build();
        Context context = Context.newBuilder(PYTHON)
                .engine(engine)
                .allowHostAccess(HostAccess.NONE)
                .allowIO(IOAccess.ALL)
                .allowCreateThread(true)
                .allowCreateProcess(true)
                .allowNativeAccess(true) // modules in C, such as numpy
                .allowEnvironmentAccess(EnvironmentAccess.INHERIT)
                .build();
        return new Interpreter(engine, context, out, err);
    }

    private static @Nullable Object print(OutputStream to, String text) {
        try {
            synchronized (to) {
                to.write(text.getBytes(StandardCharsets.UTF_8));
                to.flush();
            }
            return null;
        } catch (IOException e) {
            throw new PythonException("OSError", String.valueOf(e.getMessage()));
        }
    }

    private static Safepoints safepoints(Engine engine) {
        Instrument instrument = engine.getInstruments().get(SafepointInstrument.ID);
        if (instrument == null) {
            throw new IllegalStateException("Truffle did not find " + SafepointInstrument.ID);
        }
        return instrument.lookup(Safepoints.class);
    }

    private void boot() {
        ProxyExecutable read = names -> PythonModules.find(names[0].asString())
                .<Object>map(module ->
                        ProxyArray.fromArray(PythonModules.ORIGIN + module.file(), module.isPackage(), module.source()))
                .orElse(false);
        String source = PythonModules.find("boot").orElseThrow().source();
        context.eval(Source.newBuilder(PYTHON, source, PythonModules.ORIGIN + "boot.py")
                        .internal(true)
                        .buildLiteral())
                .executeVoid(functions, read);
    }

    /** What Python may call; to be filled before anything of the user's runs. */
    public HostFunctions functions() {
        return functions;
    }

    /** What Java objects are in Python. */
    public Faces faces() {
        return faces;
    }

    /** The Python that runs inputs, {@code _console.py}; it asks functions when it is first used. */
    public Value console() {
        return faces.module(CONSOLE);
    }

    /** Runs Python that the user is waiting for; {@link #interrupt} ends it. */
    public Outcome run(Supplier<Value> action) {
        try (Running now = Running.begin(safepoints)) {
            running = now;
            return Outcome.of(action.get());
        } catch (PolyglotException e) {
            if (e.isGuestException()) { // it was stopped in the last steps, outside of what the console looks after
                return new Outcome.Failed(e.getMessage() + "\n");
            }
            throw e;
        } finally {
            running = null;
        }
    }

    /** Stops the input that runs, if one does: its scan is aborted, then {@code KeyboardInterrupt} is raised. */
    public void interrupt() {
        Running now = running;
        if (now != null) {
            now.stop(Stop.INTERRUPT);
        }
    }

    /** Stops what was spawned and ends Python. */
    @Override
    public void close() {
        interrupt();
        greenlets.close();
        context.close(true);
        engine.close(true);
    }
}
