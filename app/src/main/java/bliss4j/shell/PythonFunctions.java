package bliss4j.shell;

import bliss4j.parameters.ParameterFunction;
import bliss4j.python.Faces;
import bliss4j.python.PythonException;
import bliss4j.saving.FunctionCaller;
import bliss4j.saving.ScanSaving;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Value;

/** Python's functions among the parameters of {@code SCAN_SAVING}: those that were set here, and those made from their source. */
final class PythonFunctions implements FunctionCaller {
    private static final String MODULE = "bliss._functions";

    private final Faces faces;
    private final Map<ParameterFunction, Value> known = new ConcurrentHashMap<>();

    PythonFunctions(Faces faces) {
        this.faces = faces;
    }

    /**
     * What is kept of a function.
     *
     * @param source empty if it cannot be made of its source
     */
    ParameterFunction keep(Value function, String name, Optional<String> source) {
        ParameterFunction kept =
                new ParameterFunction(name, source, UUID.randomUUID().toString());
        known.put(kept, function);
        return kept;
    }

    /** @throws PythonException RuntimeError if this process neither set it nor can make it */
    Value find(ParameterFunction kept) {
        Value function = known.get(kept);
        if (function == null) {
            String source = kept.source()
                    .orElseThrow(() -> new PythonException(
                            "RuntimeError",
                            "function '" + kept.name() + "' was kept for the session that set it only; set it again"));
            function = faces.callBack(faces.python(MODULE, "make"), kept.name(), source);
            known.put(kept, function);
        }
        return function;
    }

    @Override
    public bliss4j.block.Value call(ParameterFunction function, ScanSaving saving) {
        Value given = faces.callBack(find(function), saving);
        return faces.toInfo(given)
                .orElseThrow(() -> new PythonException(
                        "TypeError",
                        "function '" + function.name() + "' gave " + faces.repr(given)
                                + ", expected a number, text, True, False or None"));
    }
}
