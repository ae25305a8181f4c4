package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that shows others only what was committed.
 *
 * <p>Raw data goes to the disk at once: it only ever fills places that nothing committed points to. Metadata is held, and
 * read back from here, until {@link #commit}. Not thread-safe but for {@link #sync}.
 */
public final class HeldFile implements AutoCloseable {
    /** "GCOL" */
    private static final int TEXTS = 0x4C4F4347;

    /** Longer than a reader takes from one node to the next. */
    private static final long WAIT_NS = 2_000_000_000;

    private static final int BUFFER = 256 << 10;

    private final RawFile file;
    private final boolean writable;
    private final FileEnd fileEnd;
    private final Pages pages = new Pages();
    private final TreeMap<Long, Block> held = new TreeMap<>();

    /** What was given out since the last commit, from … to: nothing on the disk points there. */
    private final TreeMap<Long, Long> fresh = new TreeMap<>();

    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER);
    private final AtomicLong waits = new AtomicLong();
    private long end;
    private boolean changed;
    /** Why nothing is committed any more. */
    private Optional<String> broken = Optional.empty();

    private HeldFile(RawFile file, boolean writable) throws IOException {
        this.file = file;
        this.writable = writable;
        this.fileEnd = new FileEnd(file);
    }

    /** How a file is opened. */
    public enum Mode {
        READ,
        WRITE,
        /** Makes it anew. */
        CREATE
    }

    /** Opens a file; to create one that exists cuts it to nothing. */
    public static HeldFile open(String path, Mode mode) throws IOException {
        RawFile file = RawFile.open(
                path,
                switch (mode) {
                    case READ -> RawFile.READ_ONLY;
                    case WRITE -> RawFile.READ_WRITE;
                    case CREATE -> RawFile.READ_WRITE | RawFile.CREATE | RawFile.EMPTY;
                });
        boolean opened = false;
        try {
            HeldFile held = new HeldFile(file, mode != Mode.READ);
            opened = true;
            return held;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** Where the space ends that was given out. */
    public long end() {
        return end;
    }

    /** Sets where it ends, as far as HDF5 knows. */
    public void end(long newEnd) {
        if (newEnd > end && changed) {
            giveOut(end, newEnd);
        }
        end = newEnd;
    }

    /** The length of the file on the disk. */
    public long length() throws IOException {
        return fileEnd.length();
    }

    /** Gives out space for a new block. */
    public long allocate(Kind kind, long size) {
        boolean metadata = kind != Kind.RAW || size == Pages.PAGE; // texts, which HDF5 asks for as raw data
        long address = pages.place(size, end, metadata);
        if (address >= end) {
            end = metadata && size <= Pages.PAGE ? Pages.endOfPage(address) : address + size;
        }
        changed = true;
        giveOut(address, address + size);
        return address;
    }

    private void giveOut(long from, long to) {
        long start = from;
        Map.Entry<Long, Long> before = fresh.floorEntry(from);
        if (before != null && before.getValue() == from) {
            start = before.getKey();
        }
        fresh.put(start, to);
    }

    private boolean isFresh(Block block) {
        Map.Entry<Long, Long> range = fresh.floorEntry(block.address());
        return range != null && block.end() <= range.getValue();
    }

    /** Fills native memory with what was last written, committed or not. */
    public void read(long address, MemorySegment into) throws IOException {
        long to = address + into.byteSize();
        Map.Entry<Long, Block> before = held.floorEntry(address);
        if (before == null || before.getValue().end() < to) {
            file.read(into, address);
            fileEnd.conceal(address, into);
        }
        if (before != null && before.getValue().end() > address) {
            copy(before.getValue(), address, into);
        }
        held.subMap(address, false, to, false).values().forEach(block -> copy(block, address, into));
    }

    private static void copy(Block block, long address, MemorySegment into) {
        long from = Math.max(address, block.address());
        long to = Math.min(address + into.byteSize(), block.end());
        MemorySegment.copy(
                MemorySegment.ofArray(block.bytes()), from - block.address(), into, from - address, to - from);
    }

    /** Takes what HDF5 writes. */
    public void write(Kind kind, long address, MemorySegment bytes) throws IOException {
        changed = true;
        boolean texts = kind == Kind.RAW && isOfTexts(bytes);
        if (kind == Kind.RAW && !texts) {
            writeRaw(bytes, address);
        } else {
            hold(new Block(address, texts ? Kind.TEXTS : kind, bytes.toArray(ValueLayout.JAVA_BYTE)));
        }
    }

    /** What HDF5 knows of data that could not be written is ahead of what there is: it must not reach the disk any more. */
    private void writeRaw(MemorySegment bytes, long address) throws IOException {
        try {
            file.write(bytes, address);
        } catch (IOException e) {
            giveUp(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** HDF5 gives texts out as raw data. Raw data that looks like texts is held as well, which does no harm. */
    private static boolean isOfTexts(MemorySegment bytes) {
        return bytes.byteSize() >= Pages.PAGE && bytes.get(ValueLayout.JAVA_INT_UNALIGNED, 0) == TEXTS;
    }

    private void hold(Block block) {
        Map.Entry<Long, Block> before = held.lowerEntry(block.address());
        if (before != null && before.getValue().end() > block.address()) {
            Block old = before.getValue();
            keep(old, old.address(), block.address());
            keep(old, block.end(), old.end());
        }
        List<Block> covered = new ArrayList<>(
                held.subMap(block.address(), true, block.end(), false).values());
        for (Block old : covered) {
            held.remove(old.address());
            keep(old, block.end(), old.end());
        }
        held.put(block.address(), block);
    }

    /** Keeps a part of a block that is written over elsewhere. */
    private void keep(Block block, long from, long to) {
        if (from < to) {
            byte[] part = new byte[(int) (to - from)];
            System.arraycopy(block.bytes(), (int) (from - block.address()), part, 0, part.length);
            held.put(from, new Block(from, block.kind(), part));
        }
    }

    /**
     * Brings what is held to the system, from where other processes have it.
     *
     * @param sync whether to wait for the disk: for the new blocks, before the old ones change, and for all at the end
     * @return whether texts were among it
     * @throws IOException if it cannot; what is held stays, and the next commit brings it. Not once data that HDF5 does
     *     not write again was refused.
     */
    public boolean commit(boolean sync) throws IOException {
        if (broken.isPresent()) {
            throw new IOException("nothing more is written since an earlier write failed: " + broken.get());
        }
        return changed && commit(sync, WAIT_NS);
    }

    /** @param waitNs how long a block waits that can */
    private boolean commit(boolean sync, long waitNs) throws IOException {
        boolean texts = held.values().stream().anyMatch(block -> block.kind() == Kind.TEXTS);
        fileEnd.reach(end);
        held.values().stream()
                .filter(block -> block.kind() == Kind.SUPERBLOCK)
                .forEach(block -> fileEnd.correct(block.bytes()));
        List<Change> changes =
                changes(held.values().stream().filter(block -> !isFresh(block)).toList());
        write(WriteOrder.first(changes));
        writeFresh();
        if (sync) {
            sync();
        }
        List<Change> waiting = changes.stream()
                .filter(change -> change.canWait() && change.block().ageNs() < waitNs)
                .toList();
        changes.removeAll(waiting);
        write(WriteOrder.of(changes));
        held.clear();
        fresh.clear();
        waiting.forEach(change -> held.put(change.block().address(), change.block()));
        changed = !waiting.isEmpty();
        fileEnd.runAhead(end);
        if (sync) {
            sync();
        }
        return texts;
    }

    private void write(List<Piece> pieces) throws IOException {
        for (Piece piece : pieces) {
            MemorySegment bytes = buffer.asSlice(0, piece.bytes().byteSize());
            file.write(bytes.copyFrom(piece.bytes()), piece.address());
        }
    }

    /** Writes the new blocks, neighbours together. */
    private void writeFresh() throws IOException {
        long start = 0;
        int count = 0;
        for (Block block : held.values()) {
            if (!isFresh(block)) {
                continue;
            }
            if (start + count != block.address() || count + block.bytes().length > BUFFER) {
                file.write(buffer.asSlice(0, count), start);
                start = block.address();
                count = 0;
            }
            if (block.bytes().length > BUFFER) {
                writeLarge(block);
                start = block.end();
            } else {
                MemorySegment.copy(block.bytes(), 0, buffer, ValueLayout.JAVA_BYTE, count, block.bytes().length);
                count += block.bytes().length;
            }
        }
        file.write(buffer.asSlice(0, count), start);
    }

    private void writeLarge(Block block) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            file.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, block.bytes()), block.address());
        }
    }

    private List<Change> changes(List<Block> blocks) throws IOException {
        List<Change> changes = new ArrayList<>(blocks.size());
        for (Block block : blocks) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment before = arena.allocate(block.bytes().length);
                file.read(before, block.address());
                changes.add(new Change(block, before.toArray(ValueLayout.JAVA_BYTE)));
            }
        }
        return changes;
    }

    /** Waits until the disk has what was committed; any thread may, beside one that writes. */
    public void sync() throws IOException {
        waits.incrementAndGet();
        file.sync();
    }

    /** How often the disk was waited for. */
    public long waits() {
        return waits.get();
    }

    /** Forgets what is not committed, since it is not whole. */
    public void giveUp(String why) {
        broken = broken.or(() -> Optional.of(why));
    }

    /** Why nothing is written any more, if an earlier write failed. */
    public Optional<String> broken() {
        return broken;
    }

    /** Commits and closes; the file ends soon after its content. */
    @Override
    public void close() throws IOException {
        try {
            if (writable && broken.isEmpty() && wasChanged()) {
                var unused = commit(false, 0);
                fileEnd.settle(end);
            }
        } finally {
            file.close();
        }
    }

    private boolean wasChanged() {
        return changed || fileEnd.ranAhead();
    }
}
