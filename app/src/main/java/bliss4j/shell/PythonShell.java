package bliss4j.shell;

import bliss4j.config.SessionSpec;
import bliss4j.display.ScanDisplay;
import bliss4j.python.Faces;
import bliss4j.python.HostFunctions;
import bliss4j.python.Interpreter;
import bliss4j.python.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Value;

/**
 * Python with the names of a session. One thread gives it inputs, one at a time; {@link #interrupt} may come from any. What
 * inputs spawn goes on beside them.
 */
public final class PythonShell implements AutoCloseable {
    private final ShellSession place;
    private final Interpreter interpreter;
    private final Value console;

    private PythonShell(Interpreter interpreter, ShellSession place, ScanDisplay display) {
        this.place = place;
        this.interpreter = interpreter;
        Faces faces = interpreter.faces();
        HostFunctions functions = interpreter.functions();
        new NodeFunctions(place.store(), faces).addTo(functions);
        new ScanFunctions(place, display).addTo(functions);
        new DisplayFunctions(display).addTo(functions);
        new SavingFunctions(place, faces).addTo(functions);
        new DeviceFunctions(place).addTo(functions);
        new GroupFunctions(place.session().groups()).addTo(functions);
        new AlignmentFunctions(place.session()).addTo(functions);
        new PresetFunctions(place.session().defaultChain(), faces).addTo(functions);
        new ArrayFunctions(faces).addTo(functions);
        new ImageFunctions().addTo(functions);
        this.console = interpreter.console();
    }

    /**
     * Starts Python for a session; takes seconds. Nothing of the user's has run yet, see {@link #setUp}.
     *
     * @param display shows the session's scans, and is waited for at the end of each
     * @param out what Python prints
     * @param err where tracebacks of what was spawned go
     */
    public static PythonShell open(ShellSession place, ScanDisplay display, OutputStream out, OutputStream err) {
        return new PythonShell(Interpreter.open(out, err), place, display);
    }

    /**
     * Puts the session's names into reach and runs its setup scripts, included sessions' first. One that fails does not keep
     * the session from starting. From then on the functions that say where the session saves can be asked.
     *
     * @return how each went that did not go well
     */
    public List<Outcome> setUp() {
        interpreter.run(() -> console.invokeMember("open"));
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
        interpreter.run(() -> console.invokeMember("opened"));
        return outcomes;
    }

    /** Runs a file of Python as a program. */
    public Outcome script(Path file) throws IOException {
        return execute(Files.readString(file), file.toString());
    }

    /** @param name what tracebacks call it */
    public Outcome execute(String source, String name) {
        return interpreter.run(() -> console.invokeMember("execute", source, name));
    }

    /** Stops the input that runs, if one does: its scan is aborted, then {@code KeyboardInterrupt} is raised. */
    public void interrupt() {
        interpreter.interrupt();
    }

    /** Whether more lines are needed before this can be run. */
    public boolean unfinished(String source) {
        return console.invokeMember("unfinished", source).asBoolean();
    }

    /** Words that could stand in place of the one that ends {@code line}. */
    public List<Completion> completions(String line) {
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
    public Optional<String> signature(String line) {
        return Optional.of(console.invokeMember("signature", line).asString()).filter(text -> !text.isEmpty());
    }

    /** Stops what was spawned and ends Python. */
    @Override
    public void close() {
        interpreter.close();
    }
}
