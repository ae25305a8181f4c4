package bliss4j.data;

import bliss4j.array.NdArray;

/** What happens in the tree. Records carry the node it happened to. */
public sealed interface DataEvent {
    /** The kinds of events, as the shell names and prints them: {@code event.NEW_NODE}. */
    enum Type {
        NEW_NODE,
        NEW_DATA_IN_CHANNEL,
        PREPARED_SCAN,
        END_SCAN,
        DATA_LOST,
        EXTERNAL_EVENT;

        /** What {@link #NEW_NODE} was called before. */
        public static final Type NEW_CHILD = NEW_NODE;

        @Override
        public String toString() {
            return "event." + name();
        }
    }

    DataNode node();

    Type type();

    /** The event's name as the shell prints it: {@code event.NEW_NODE}. */
    default String label() {
        return type().toString();
    }

    /** A node that had not been seen before; its parent always comes first. */
    record NewNode(DataNode node) implements DataEvent {
        @Override
        public Type type() {
            return Type.NEW_NODE;
        }
    }

    /**
     * New points of a channel. The blocks of one channel follow each other without gap or overlap.
     *
     * @param node whose
     * @param firstIndex the index of the block's first point
     * @param points shape (n,) + the channel's shape
     */
    record NewData(DataNode.Channel node, long firstIndex, NdArray points) implements DataEvent {
        @Override
        public Type type() {
            return Type.NEW_DATA_IN_CHANNEL;
        }
    }

    /** New points of a channel as an event: of numbers and texts, or of images. */
    static DataEvent newPoints(DataNode.Channel channel, long firstIndex, NdArray points) {
        return channel.type().equals(DataNode.IMAGE)
                ? new NewImages(new DataNode.Image(channel.identity(), channel.store()), firstIndex, points.length())
                : new NewData(channel, firstIndex, points);
    }

    /**
     * New images of a channel, by reference: {@code node.get(firstIndex, firstIndex + count)}. As dense as {@link NewData}.
     *
     * @param node whose
     * @param firstIndex the number of the first image
     * @param count how many
     */
    record NewImages(DataNode.Image node, long firstIndex, int count) implements DataEvent {
        @Override
        public Type type() {
            return Type.NEW_DATA_IN_CHANNEL;
        }
    }

    /** The scan's file entry and nodes are there; points come next. */
    record ScanPrepared(DataNode.Scan node) implements DataEvent {
        @Override
        public Type type() {
            return Type.PREPARED_SCAN;
        }
    }

    /** The scan is over: its info is final, and no event of it follows. */
    record EndScan(DataNode.Scan node) implements DataEvent {
        @Override
        public Type type() {
            return Type.END_SCAN;
        }
    }

    /**
     * Points that can be had from nowhere.
     *
     * @param from the first missing index
     * @param to the index after the last missing one
     * @param expectedIn where they should have been
     */
    record DataLost(DataNode.Channel node, long from, long to, String expectedIn) implements DataEvent {
        @Override
        public Type type() {
            return Type.DATA_LOST;
        }
    }

    /**
     * Nothing happened in the tree: somebody called {@link Follower#signal}.
     *
     * @param node where following began
     */
    record External(DataNode node) implements DataEvent {
        @Override
        public Type type() {
            return Type.EXTERNAL_EVENT;
        }
    }
}
