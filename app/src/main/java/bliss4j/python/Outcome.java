package bliss4j.python;

import org.graalvm.polyglot.Value;

/** What came of one input. */
public sealed interface Outcome {
    /** It ran, and what it gave prints as this; empty text for None. */
    record Done(String shown) implements Outcome {}

    /**
     * It raised.
     *
     * @param traceback as Python writes it, without frames of ours
     */
    record Failed(String traceback) implements Outcome {}

    /**
     * It called {@code exit()}.
     *
     * @param message to be told to the user, perhaps empty
     */
    record Exit(int status, String message) implements Outcome {}

    /** As {@code _console.execute} says it: a tuple of how it ended, a text and perhaps a status; None for nothing. */
    static Outcome of(Value result) {
        if (result.isNull()) {
            return new Done("");
        }
        String text = result.getArrayElement(1).asString();
        return switch (result.getArrayElement(0).asString()) {
            case "done" -> new Done(text);
            case "failed" -> new Failed(text);
            case "exit" -> new Exit(result.getArrayElement(2).asInt(), text);
            case String other -> throw new IllegalStateException("unknown outcome " + other);
        };
    }
}
