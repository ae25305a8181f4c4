package bliss4j.redis;

import bliss4j.block.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a read of one stream brought.
 *
 * @param feed which stream
 * @param last the id of the last entry
 * @param children nodes announced, if it is a list of children
 * @param data entries, if it is a channel
 * @param problem why the entries could not be read, if they could not
 */
record StreamNews(
        Feed feed, StreamId last, List<Child> children, List<DataEntry> data, Optional<DataException> problem) {

    /** A node as its parent's list announces it. */
    record Child(String dbName, StreamId announced) {}

    /** Reads the entries of a reply. */
    static StreamNews of(Feed feed, List<?> entries) {
        StreamId last = StreamId.of((List<?>) entries.getLast());
        List<Child> children = new ArrayList<>();
        List<DataEntry> data = new ArrayList<>();
        try {
            for (Object each : entries) {
                List<?> entry = (List<?>) each;
                switch (feed.kind()) {
                    case CHILDREN -> children.add(new Child(StreamReply.text(entry, Keys.DB_NAME), StreamId.of(entry)));
                    case DATA -> data.add(DataEntry.read(entry));
                    case PREPARED, END -> StreamReply.text(entry, Keys.EVENT);
                }
            }
        } catch (DataException e) {
            return new StreamNews(feed, last, children, data, Optional.of(e));
        }
        return new StreamNews(feed, last, children, data, Optional.empty());
    }
}
