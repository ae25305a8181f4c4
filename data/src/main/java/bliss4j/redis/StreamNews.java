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
 * @param children db_names announced, if it is a list of children
 * @param data entries, if it is a channel
 * @param problem why the entries could not be read, if they could not
 */
record StreamNews(
        Feed feed, StreamId last, List<String> children, List<DataEntry> data, Optional<DataException> problem) {

    /** Reads the entries of a reply. */
    static StreamNews of(Feed feed, List<?> entries) {
        StreamId last = StreamId.of((List<?>) entries.getLast());
        List<String> children = new ArrayList<>();
        List<DataEntry> data = new ArrayList<>();
        try {
            for (Object each : entries) {
                List<?> entry = (List<?>) each;
                switch (feed.kind()) {
                    case CHILDREN -> children.add(StreamReply.text(entry, Keys.DB_NAME));
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
