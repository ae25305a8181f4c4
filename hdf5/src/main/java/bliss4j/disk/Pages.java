package bliss4j.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Where new blocks are placed: small ones of metadata never across the end of a page.
 *
 * <p>The system copies a page at a time, to readers too; a killed process leaves a page changed or unchanged.
 */
final class Pages {
    static final int PAGE = 4096;

    /** How many pages with room are remembered. */
    private static final int MOST_OPEN = 16;

    private static final int LEAST_ROOM = 64;

    /** The free end of a page. */
    private record Room(long from, long to) {}

    private final Deque<Room> open = new ArrayDeque<>();

    /**
     * A place for a new block.
     *
     * @param end where the space given out so far ends
     * @return its address, at or beyond {@code end} or in a page given out before
     */
    long place(long size, long end, boolean metadata) {
        if (!metadata || size > PAGE) {
            return end;
        }
        for (Iterator<Room> rooms = open.iterator(); rooms.hasNext(); ) {
            Room room = rooms.next();
            if (room.to() - room.from() >= size) {
                rooms.remove();
                keep(room.from() + size, room.to());
                return room.from();
            }
        }
        long pageEnd = endOfPage(end);
        long start = end + size <= pageEnd ? end : pageEnd;
        keep(start + size, endOfPage(start));
        return start;
    }

    /** Where the space given out ends once a block of metadata has been placed, with what is left of its page. */
    static long endOfPage(long address) {
        return (address / PAGE + 1) * PAGE;
    }

    private void keep(long from, long to) {
        if (to - from >= LEAST_ROOM) {
            open.addFirst(new Room(from, to));
            if (open.size() > MOST_OPEN) {
                open.removeLast();
            }
        }
    }
}
