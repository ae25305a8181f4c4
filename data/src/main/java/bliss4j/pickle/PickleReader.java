package bliss4j.pickle;

import bliss4j.block.Value;

/**
 * Reads what Python publishers write, protocols 0 to 5.
 *
 * <p>Only these come out: None, bools, ints, floats, text, bytes, lists, tuples, sets, dicts, naive datetimes, numpy's
 * scalar classes, scalars and arrays of our dtypes, and the original's {@code ScanState} as an int. Everything else is
 * refused by its name before anything is built; nothing is ever run. The work is bounded by the length of the pickle,
 * whatever lengths it claims inside. Safe for use by any threads.
 */
public final class PickleReader {
    private PickleReader() {}

    /**
     * The value in {@code pickle}; bytes after its end are ignored, as Python ignores them.
     *
     * @throws PickleException if it is broken, or holds anything else
     */
    public static Value read(byte[] pickle) {
        return new PickleResult(pickle.length).of(new PickleMachine(new PickleInput(pickle)).run());
    }
}
