package bliss4j.pickle;

/**
 * How much one reading may build: what the memo shares costs two bytes to name again, and copies of it could fill any
 * memory.
 */
final class PickleBudget {
    private static final long SMALL = 1 << 20;
    private static final int MOST_PER_BYTE = 16;

    private final long most;
    private long spent;

    PickleBudget(int pickleLength) {
        most = SMALL + (long) MOST_PER_BYTE * pickleLength;
    }

    void spend(long cost) {
        spent += cost;
        check(spent);
    }

    /** Refuses a whole that is too large by itself. */
    void check(long weight) {
        if (weight > most) {
            throw PickleException.tooMuch("it repeats its parts to more than " + most + " bytes");
        }
    }
}
