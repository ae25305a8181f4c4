package bliss4j.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory between our arrays and HDF5, used again and again; at most one user at a time, under the lock.
 *
 * @param bytes the memory, little-endian, from position 0
 * @param pointer the same memory
 */
record Scratch(ByteBuffer bytes, BytePointer pointer) {
    /** How much is moved in one native call, where it can be divided. */
    static final int SLICE = 16 << 20;

    /** An image of a large detector, which comes again. */
    private static final int LARGEST = 128 << 20;

    private static final int SMALLEST = 64 << 10;
    private static Scratch kept = allocate(SMALLEST);

    private static Scratch allocate(int size) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        return new Scratch(bytes, new BytePointer(bytes));
    }

    /** Memory of at least {@code size} bytes; what it held before is gone. */
    static Scratch of(int size) {
        if (size > kept.bytes.capacity()) {
            if (size > LARGEST) {
                return allocate(size); // rare, and not worth keeping
            }
            kept = allocate(Math.max(size, Integer.highestOneBit(size) << 1));
        }
        kept.bytes.clear();
        return kept;
    }
}
