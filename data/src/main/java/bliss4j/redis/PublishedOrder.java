package bliss4j.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Entries of several channels that came together, in the order in which they were published. Those of one channel stay as
 * they stand in its stream, whatever their numbers: another process may have brought the scan to its end.
 */
final class PublishedOrder {
    /** One entry, and who is told of it. */
    record Told(ChannelPosition position, DataEntry entry) {}

    private record Placed(Told told, long place) {}

    private final List<Placed> all = new ArrayList<>();

    /** Adds entries of a channel that was not added before. */
    void add(ChannelPosition position, List<DataEntry> entries) {
        long place = 0;
        for (DataEntry entry : entries) {
            place = Math.max(place, entry.sequence());
            all.add(new Placed(new Told(position, entry), place));
        }
    }

    List<Told> inOrder() {
        return all.stream()
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::told)
                .toList();
    }
}
