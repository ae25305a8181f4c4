package bliss4j.imageserver;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last frames of a camera, in memory of a fixed size. One thread writes; any may copy, and never gets half of a frame or
 * another one than it asked for: what a place holds is looked at before and after. Frames are counted on from one
 * acquisition to the next.
 */
final class FrameRing {
    private static final long WRITING = -1;

    private final byte[][] places;
    private final AtomicLongArray numbers;
    private volatile long next;

    /**
     * @param frames how many it holds
     * @param frameBytes bytes of one
     */
    FrameRing(int frames, int frameBytes) {
        places = new byte[frames][frameBytes];
        numbers = new AtomicLongArray(frames);
        for (int i = 0; i < frames; i++) {
            numbers.set(i, WRITING);
        }
    }

    int frames() {
        return places.length;
    }

    /** The number after the highest that was ever written. */
    long next() {
        return next;
    }

    /** The place of a frame, to be filled; what was there can no longer be had. Numbers grow. */
    byte[] write(long number) {
        next = number + 1;
        int place = place(number);
        numbers.set(place, WRITING);
        VarHandle.fullFence();
        return places[place];
    }

    /** The frame is there. */
    void written(long number) {
        numbers.set(place(number), number);
    }

    /** What lies in a frame's place; for who knows that it is not written meanwhile. */
    byte[] lent(long number) {
        return places[place(number)];
    }

    /** A frame, empty if it is not there, or not any more. */
    Optional<byte[]> copy(long number) {
        int place = place(number);
        if (numbers.get(place) != number) {
            return Optional.empty();
        }
        byte[] copy = Arrays.copyOf(places[place], places[place].length);
        VarHandle.loadLoadFence();
        return numbers.get(place) == number ? Optional.of(copy) : Optional.empty();
    }

    private int place(long number) {
        return (int) Math.floorMod(number, (long) places.length);
    }
}
