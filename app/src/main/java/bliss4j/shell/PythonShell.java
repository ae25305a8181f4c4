package bliss4j.shell;

import bliss4j.config.SessionSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
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
 * Python with the names of a session. One thread gives it inputs, one at a time; {@link #interrupt} may come from any. What
 * inputs spawn goes on beside them.
 *
 * <p>Python may use files, threads, processes and its own library, as a user's Python may; of Java it reaches {@link
 * HostFunctions} and nothing else.
 */
public final class PythonShell implements AutoCloseable {
    private static final String PYTHON = "python";

    private final ShellSession place;
    private final Engine engine;
    private final Context context;
    private final Safepoints safepoints;
    private final Greenlets greenlets;
    private final Value console;
    private volatile @Nullable Running running;

    private PythonShell(Engine engine, Context context, ShellSession place, OutputStream out, OutputStream err) {
        this.place = place;
        this.engine = engine;
        this.context = context;
        this.safepoints = safepoints(engine);
        Faces faces = new Faces(context);
        HostFunctions functions = new HostFunctions(faces);
        this.greenlets = new Greenlets(faces, safepoints, this::report);
        boot(functions);
        new NodeFunctions(place.store(), faces).addTo(functions);
        new ScanFunctions(place).addTo(functions);
        new SavingFunctions(place.session(), faces).addTo(functions);
        new DeviceFunctions(place).addTo(functions);
        new ArrayFunctions(faces).addTo(functions);
        greenlets.addTo(functions);
        functions.add("print_out", given -> print(out, given.text(0, "text")));
        functions.add("print_error", given -> print(err, given.text(0, "text")));
        this.console = faces.module("bliss._console");
    }

    /**
     * Starts Python for a session; takes seconds. Nothing of the user's has run yet, see {@link #setUp}.
     *
     * @param out what Python prints
     * @param err where tracebacks of what was spawned go
     */
    public static PythonShell open(ShellSession place, OutputStream out, OutputStream err) {
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
                .allowEnvironmentAccess(org.graalvm.polyglot.EnvironmentAccess.INHERIT)
                .build();
        return new PythonShell(engine, context, place, out, err);
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

    private void boot(HostFunctions functions) {
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

    /**
     * Puts the session's names into reach and runs its setup scripts, included sessions' first. One that fails does not keep
     * the session from starting.
     *
     * @return how each went that did not go well
     */
    public List<Outcome> setUp() {
        run(() -> console.invokeMember("open"));
        List<Outcome> outcomes = new ArrayList<>();
        SessionSpec own = place.config().session(place.session().name());
        List<SessionSpec> specs = new ArrayList<>();
        own.includes().forEach(name -> specs.add(place.config().session(name)));
        specs.add(own);
        for (SessionSpec spec : specs) {
            spec.setup().ifPresent(script -> {
                Outcome outcome = execute(script.text(), script.location());
                if (!(outcome instanceof Outcome.Done)) {
                    outcomes.add(outcome);
                }
            });
        }
        return outcomes;
    }

    /** Runs a file of Python as a program. */
    public Outcome script(Path file) throws IOException {
        return execute(Files.readString(file), file.toString());
    }

    /** @param name what tracebacks call it */
    public Outcome execute(String source, String name) {
        return run(() -> console.invokeMember("execute", source, name));
    }

    private Outcome run(java.util.function.Supplier<Value> action) {
        try (Running now = Running.begin(safepoints)) {
            running = now;
            return outcome(action.get());
        } catch (PolyglotException e) {
            if (e.isGuestException()) { // it was stopped in the last steps, outside of what the console looks after
                return new Outcome.Failed(e.getMessage() + "\n");
            }
            throw e;
        } finally {
            running = null;
        }
    }

    private static Outcome outcome(Value result) {
        if (result.isNull()) {
            return new Outcome.Done("");
        }
        String text = result.getArrayElement(1).asString();
        return switch (result.getArrayElement(0).asString()) {
            case "done" -> new Outcome.Done(text);
            case "failed" -> new Outcome.Failed(text);
            case "exit" -> new Outcome.Exit(result.getArrayElement(2).asInt(), text);
            case String other -> throw new IllegalStateException("unknown outcome " + other);
        };
    }

    /** Stops the input that runs, if one does: its scan is aborted, then {@code KeyboardInterrupt} is raised. */
    public void interrupt() {
        Running now = running;
        if (now != null) {
            now.stop(Stop.INTERRUPT);
        }
    }

    /** Whether more lines are needed before this can be run. */
    boolean unfinished(String source) {
        return console.invokeMember("unfinished", source).asBoolean();
    }

    /** Words that could stand in place of the one that ends {@code line}. */
    List<Completion> completions(String line) {
        Value found = console.invokeMember("completions", line);
        List<Completion> completions = new ArrayList<>();
        for (long i = 0; i < found.getArraySize(); i++) {
            Value each = found.getArrayElement(i);
            completions.add(new Completion(
                    each.getArrayElement(0).asString(), each.getArrayElement(1).asString()));
        }
        return completions;
    }

    /** How the function is called whose parenthesis is open at the end of {@code line}; empty if none is. */
    Optional<String> signature(String line) {
        return Optional.of(console.invokeMember("signature", line).asString()).filter(text -> !text.isEmpty());
    }

    private void report(Value failure) {
        console.invokeMember("report", failure);
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
