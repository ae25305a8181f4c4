package bliss4j.shell;

/** What came of one input. */
sealed interface Outcome {
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
}
