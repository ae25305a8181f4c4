package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * How long the file is, and where its superblock says that it ends.
 *
 * <p>Who reads refuses a file that is shorter than its superblock says, and everything that lies beyond. So while a file
 * is written both run ahead of what is in it, the length first and the superblock at the next commit: a reader asks for
 * the length, then for the superblock, and then for whatever came meanwhile. What runs ahead are zeros that take no room;
 * the close cuts them off. That is eight bytes of a superblock of version 0, which has no checksum and is what we write;
 * in files that others made with another one the superblock is left to HDF5.
 */
final class FileEnd {
    private static final byte[] VERSION_0 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n', 0};
    private static final int OFFSET_SIZE_FIELD = 13;
    private static final int END_FIELD = 40;
    private static final int FIELDS = 48;
    private static final long LEAST_AHEAD = 16 << 20;

    /** By how many commits of the largest size it runs ahead. */
    private static final long COMMITS_AHEAD = 32;

    private final RawFile file;
    private final MemorySegment word = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
    private boolean known;
    private long length;
    private long promised;
    private long committed;
    private long largest;
    private boolean ranAhead;

    FileEnd(RawFile file) throws IOException {
        this.file = file;
        length = file.length();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment start = arena.allocate(FIELDS);
            file.read(start, 0);
            look(start.toArray(ValueLayout.JAVA_BYTE));
        }
    }

    private void look(byte[] start) {
        known = start.length >= FIELDS
                && Arrays.equals(start, 0, VERSION_0.length, VERSION_0, 0, VERSION_0.length)
                && start[OFFSET_SIZE_FIELD] == Long.BYTES;
        if (known && promised == 0) {
            promised = MemorySegment.ofArray(start).get(ValueLayout.JAVA_LONG_UNALIGNED, END_FIELD);
            committed = promised;
        }
    }

    /** The length now; raw data may have made it longer. */
    long length() throws IOException {
        return file.length();
    }

    /** Before blocks are written up to {@code end}: there must be a file, and it must be said. */
    void reach(long end) throws IOException {
        if (end > promised) {
            if (known) {
                lengthen(end + ahead(end));
                promise(length);
            } else {
                lengthen(end);
            }
        }
    }

    /** After a commit: runs ahead again where half the way is gone. */
    void runAhead(long end) throws IOException {
        long ahead = ahead(end);
        largest = Math.max(largest, end - committed);
        committed = end;
        if (known) {
            if (length > promised) {
                promise(length);
            } else if (promised - end < ahead / 2) {
                lengthen(end + ahead);
            }
        }
    }

    private long ahead(long end) {
        return Math.max(LEAST_AHEAD, COMMITS_AHEAD * Math.max(largest, end - committed));
    }

    private void lengthen(long least) throws IOException {
        length = Math.max(least, file.length());
        file.length(length);
        ranAhead = true;
    }

    /** Whether it must be settled at the close. */
    boolean ranAhead() {
        return ranAhead;
    }

    private void promise(long end) throws IOException {
        word.set(ValueLayout.JAVA_LONG, 0, end);
        file.write(word, END_FIELD);
        promised = end;
    }

    /** Puts into a superblock that HDF5 writes what this promises. */
    void correct(byte[] superblock) {
        look(superblock);
        if (known) {
            MemorySegment.ofArray(superblock).set(ValueLayout.JAVA_LONG_UNALIGNED, END_FIELD, promised);
        }
    }

    /** The file ends at {@code end}, and says so before it does. */
    void settle(long end) throws IOException {
        if (known) {
            lengthen(end);
            promise(end);
        }
        file.length(end);
    }
}
