package bliss4j.disk;

import java.lang.foreign.MemorySegment;

/** Bytes for one write. */
final class Piece {
    private final long address;
    private final MemorySegment bytes;

    /**
     * @param start the address of the array's first byte
     * @param from the first one to be written
     * @param to behind the last one
     */
    Piece(long start, byte[] array, int from, int to) {
        this.address = start + from;
        this.bytes = MemorySegment.ofArray(array).asSlice(from, to - from);
    }

    long address() {
        return address;
    }

    MemorySegment bytes() {
        return bytes;
    }
}
