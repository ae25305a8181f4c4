package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import bliss4j.parameters.ParameterFunction;

/** Calls functions that are values of parameters; whoever knows their language. Any thread may ask. */
@FunctionalInterface
public interface FunctionCaller {
    /**
     * What a function gives.
     *
     * @param saving the parameters of the moment, which it may read but not change
     * @throws ParameterException RUNTIME if it cannot be called here
     */
    Value call(ParameterFunction function, ScanSaving saving);

    /** Knows no language. */
    static FunctionCaller none() {
        return (function, saving) -> {
            throw new ParameterException(
                    Kind.RUNTIME, function + " can only be called by the shell that it was written for");
        };
    }
}
