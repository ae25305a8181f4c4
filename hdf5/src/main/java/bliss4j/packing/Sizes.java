package bliss4j.packing;

/** The check that what is unpacked is a whole chunk. */
final class Sizes {
    private Sizes() {}

    static byte[] checked(byte[] chunk, int expected) {
        check(chunk.length, expected);
        return chunk;
    }

    static void check(long found, int expected) {
        if (found != expected) {
            throw new PackingException("it holds " + found + " bytes, expected " + expected);
        }
    }
}
