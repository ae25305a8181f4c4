package bliss4j.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block as it is on the disk and as it is to be, of the same length. */
final class Change {
    private static final int TREE = 0x45455254;
    private static final int HEAP = 0x50414548;
    private static final int KIND_FIELD = 4;
    private static final int LEVEL_FIELD = 5;
    private static final int COUNT_FIELD = 6;
    private static final int NODE_HEADER = 24;
    private static final int TEXT_HEADER = 16;
    private static final int HEAP_HEADER = 32;
    private static final int OF_CHUNKS = 1;
    private static final int FREE_NAMES_FIELD = 16;
    private static final byte[] NO_FREE_NAMES = {1, 0, 0, 0, 0, 0, 0, 0};
    private static final int LEVELS = 256;

    private final Block block;
    private final byte[] old;

    Change(Block block, byte[] old) {
        this.block = block;
        this.old = old;
    }

    /** Its place among the others of a commit, the lowest first; see {@link WriteOrder}. */
    int rank() {
        return switch (block.kind()) {
            case RAW, TEXTS -> 0;
            case NAMES -> LEVELS;
            case NODE -> gains() ? 2 * LEVELS + level() : 4 * LEVELS - level();
            case HEADER -> 5 * LEVELS;
            case SUPERBLOCK -> 6 * LEVELS;
        };
    }

    private boolean gains() {
        return Arrays.equals(block.bytes(), 0, COUNT_FIELD, old, 0, COUNT_FIELD) && count(block.bytes()) >= count(old);
    }

    /** Above the leaves; 0 for the lists of names below them, too. */
    private int level() {
        return signature(block.bytes()) == TREE ? 1 + (block.bytes()[LEVEL_FIELD] & 0x7F) : 0;
    }

    /** Chunks come at the end, and nobody looks beyond the count. */
    private boolean growsAtItsEnd() {
        return isOfChunks() && gains();
    }

    /**
     * A node of chunks that gave some to a new sibling. They may stay in it for a while, as nobody who comes by way of the
     * node above looks for them here any more, but who came from there before still does.
     */
    boolean canWait() {
        return isOfChunks() && Arrays.equals(block.bytes(), 0, COUNT_FIELD, old, 0, COUNT_FIELD) && !gains();
    }

    private boolean isOfChunks() {
        return block.kind() == Kind.NODE && signature(block.bytes()) == TREE && block.bytes()[KIND_FIELD] == OF_CHUNKS;
    }

    Block block() {
        return block;
    }

    boolean isOfNames() {
        return block.kind() == Kind.NAMES;
    }

    /** For the names of a group, before its pieces: that none of their room is free. */
    List<Piece> forgetFreeNames() {
        if (signature(block.bytes()) != HEAP || signature(old) != HEAP) {
            return List.of();
        }
        System.arraycopy(NO_FREE_NAMES, 0, old, FREE_NAMES_FIELD, NO_FREE_NAMES.length);
        return List.of(new Piece(block.address() + FREE_NAMES_FIELD, NO_FREE_NAMES, 0, NO_FREE_NAMES.length));
    }

    /** What is different, cut at the ends of pages; the last one first: what is added stands behind what tells of it. */
    List<Piece> pieces() {
        byte[] bytes = block.bytes();
        List<Piece> pieces = new ArrayList<>();
        int told = told();
        int end = bytes.length;
        while (end > 0) {
            int start = start(end, told);
            int different = Arrays.mismatch(bytes, start, end, old, start, end);
            if (different >= 0) {
                int to = end;
                while (bytes[to - 1] == old[to - 1]) {
                    to--;
                }
                pieces.add(new Piece(block.address(), bytes, start + different, to));
            }
            end = start;
        }
        return pieces;
    }

    /** Where the piece begins that ends at {@code end}: with a page, or behind what tells of it. */
    private int start(int end, int told) {
        int inPage = (int) ((block.address() + end - 1) % Pages.PAGE);
        int page = Math.max(0, end - 1 - inPage);
        return end > told ? Math.max(page, told) : page;
    }

    /**
     * Where that begins which nobody looks at until what stands before it tells of it: entries behind the count of a
     * node, texts behind the head of the first new one, which was the head of what is free, names behind their header.
     */
    private int told() {
        if (growsAtItsEnd()) {
            return NODE_HEADER;
        }
        if (signature(block.bytes()) == HEAP) {
            return HEAP_HEADER;
        }
        return block.kind() == Kind.TEXTS ? Math.max(0, Arrays.mismatch(block.bytes(), old)) + TEXT_HEADER : 0;
    }

    private static int signature(byte[] bytes) {
        return bytes.length < NODE_HEADER ? 0 : words(bytes).getInt(0);
    }

    private static int count(byte[] bytes) {
        return bytes.length < NODE_HEADER ? 0 : words(bytes).getShort(COUNT_FIELD) & 0xFFFF;
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
