package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the file is, and where its superblock says that it ends.
 *
 * <p>Who reads asks for the length, then for the superblock, and then for whatever came meanwhile; refuses a file that is
 * shorter than its superblock says, and everything that lies beyond. So both run ahead of what is in the file, the length
 * first and the superblock when whoever asked before is done. What runs ahead are zeros that take no room. The close cuts
 * all but {@link #SPARE} of them, with which the next scan begins. Where the content ends is noted behind them
 * ({@link EndNote}), so that who opens the file to write goes on there, also where a process was killed.
 *
 * <p>The end is eight bytes of a superblock of version 0, which has no checksum and is what we write; in files that others
 * made with another one the superblock is left to HDF5.
 */
final class FileEnd {
    private static final byte[] VERSION_0 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n', 0};
    private static final int OFFSET_SIZE_FIELD = 13;
    private static final int END_FIELD = 40;
    private static final int FIELDS = 48;

    /** What a closed file has more than its content. */
    private static final long SPARE = 512 << 10;

    private static final long LEAST_AHEAD = 16 << 20;

    /** By how many commits of the largest size it runs ahead. */
    private static final long COMMITS_AHEAD = 32;

    /** Longer than a reader takes from the length to the superblock, and from there to what it lists first. */
    private static final long READER_NS = 100_000_000;

    /** The same where a commit has to wait for it. */
    private static final long SHORT_READER_NS = 5_000_000;

    private final RawFile file;
    private final EndNote note;
    private final MemorySegment word = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG);
    private boolean known;
    private long length;
    private long promised;
    private long committed;
    private long largest;
    private boolean ranAhead;
    /** When others were last shown more of it. */
    private long shownNs = System.nanoTime();

    FileEnd(RawFile file) throws IOException {
        this.file = file;
        note = new EndNote(file);
        length = file.length();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment start = arena.allocate(FIELDS);
            file.read(start, 0);
            look(start.toArray(ValueLayout.JAVA_BYTE));
            committed = known && promised <= length ? note.read(promised) : promised;
        }
    }

    private void look(byte[] start) {
        known = start.length >= FIELDS
                && Arrays.equals(start, 0, VERSION_0.length, VERSION_0, 0, VERSION_0.length)
                && start[OFFSET_SIZE_FIELD] == Long.BYTES;
        if (known && promised == 0) {
            promised = MemorySegment.ofArray(start).get(ValueLayout.JAVA_LONG_UNALIGNED, END_FIELD);
        }
    }

    /** The length now; raw data may have made it longer. */
    long length() throws IOException {
        return file.length();
    }

    /** Of bytes read from the file: HDF5 goes on where the content ends. */
    void conceal(long address, MemorySegment read) {
        long field = END_FIELD - address;
        if (known && committed < promised && field >= 0 && field + Long.BYTES <= read.byteSize()) {
            read.set(ValueLayout.JAVA_LONG_UNALIGNED, field, committed);
        }
    }

    /** Before blocks are written up to {@code end}: there must be a file, and it must be said. */
    void reach(long end) throws IOException {
        if (!known) {
            lengthen(Math.max(length, end));
            return;
        }
        if (end + EndNote.BYTES > promised) {
            if (end + EndNote.BYTES > length) {
                lengthen(end + ahead(end));
            }
            letReadersPass();
            promise(length, end);
            letReadersPass();
        } else if (end > committed) {
            note.write(promised, end);
        }
    }

    /** Until who opened the file before others were shown more of it is beyond what that changes. */
    private void letReadersPass() {
        while (committed > 0 && System.nanoTime() - shownNs < SHORT_READER_NS) {
            LockSupport.parkNanos(SHORT_READER_NS - (System.nanoTime() - shownNs));
        }
    }

    /** After a commit: runs ahead again where half the way is gone. */
    void runAhead(long end) throws IOException {
        long ahead = ahead(end);
        boolean unseen = committed == 0;
        largest = Math.max(largest, end - committed);
        committed = end;
        if (!known) {
            return;
        }
        if (length <= promised && promised - end < ahead / 2) {
            lengthen(end + ahead);
        }
        if (length > promised && (unseen || System.nanoTime() - shownNs > READER_NS)) {
            promise(length, end);
        }
    }

    private long ahead(long end) {
        return Math.max(LEAST_AHEAD, COMMITS_AHEAD * Math.max(largest, end - committed));
    }

    private void lengthen(long least) throws IOException {
        long now = file.length();
        long wanted = known ? (least / LEAST_AHEAD + 1) * LEAST_AHEAD : least; // often the same as of the scan before
        if (wanted > now) {
            file.length(wanted);
        }
        length = Math.max(wanted, now);
        shownNs = System.nanoTime();
        ranAhead = true;
    }

    /** Whether it must be settled at the close. */
    boolean ranAhead() {
        return ranAhead;
    }

    /** Says that the file ends there, having noted where the content does. */
    private void promise(long newEnd, long content) throws IOException {
        long before = promised;
        note.write(newEnd, content);
        word.set(ValueLayout.JAVA_LONG, 0, newEnd);
        file.write(word, END_FIELD);
        promised = newEnd;
        shownNs = System.nanoTime();
        if (before != newEnd && before - EndNote.BYTES >= content && before < newEnd) {
            note.erase(before);
        }
    }

    /** Puts into a superblock that HDF5 writes what this promises. */
    void correct(byte[] superblock) {
        look(superblock);
        if (known) {
            MemorySegment.ofArray(superblock).set(ValueLayout.JAVA_LONG_UNALIGNED, END_FIELD, promised);
        }
    }

    /** Nothing more comes: the file ends soon after {@code end}, and says so before it does. */
    void settle(long end) throws IOException {
        long last = end;
        if (known) {
            last = Pages.endOfPage(end) + SPARE;
            if (file.length() < last) {
                file.length(last);
            }
            promise(last, end);
        }
        file.length(last);
    }
}
