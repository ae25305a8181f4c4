package bliss4j.data;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of the tree. It holds no data: every question is asked of the store it came from, so the answers are those of
 * the moment. Any thread may ask.
 */
public sealed interface DataNode {
    /** The stored type of directories and sessions. */
    String CONTAINER = "container";
    /** The stored type of a scan. */
    String SCAN = "scan";
    /** The stored type of a channel. */
    String CHANNEL = "channel";
    /** The stored type of a channel of images. */
    String IMAGE = "lima";
    /** The stored type of a device of a scan's chain, such as {@code axis} or {@code timer}. */
    String DEVICE = "None";

    NodeIdentity identity();

    DataStore store();

    /** The same node in a tree that also lists scans that only files still hold: {@code walk(archive=True)}. */
    default DataNode archived() {
        return of(identity(), store().archive());
    }

    /** The node of the right kind for {@code identity.type()}; what is unknown is a container. */
    static DataNode of(NodeIdentity identity, DataStore store) {
        return switch (identity.type()) {
            case SCAN -> new Scan(identity, store);
            case CHANNEL -> new Channel(identity, store);
            case IMAGE -> new Image(identity, store);
            default -> new Container(identity, store);
        };
    }

    default String name() {
        return identity().name();
    }

    default String dbName() {
        return identity().dbName();
    }

    /** The type as the page prints it: {@code container}, {@code scan}, {@code channel}, {@code lima} or {@code None}. */
    default String type() {
        return identity().type();
    }

    /** The node above, empty for a session or when it has gone. */
    default Optional<DataNode> parent() {
        return identity().parent().flatMap(store()::node);
    }

    /** The node as a channel, if it is one, of images too. */
    default Optional<Channel> asChannel() {
        return switch (this) {
            case Channel channel -> Optional.of(channel);
            case Image image -> Optional.of(image.references());
            case Container container -> Optional.empty();
            case Scan scan -> Optional.empty();
        };
    }

    /** Everything known about this node, in no particular order. */
    default Map<String, Value> info() {
        return store().info(this);
    }

    /** The nodes right below, in the order of their creation. */
    default List<DataNode> children() {
        return store().children(List.of(this)).getFirst();
    }

    /** The child created last. */
    default Optional<DataNode> lastChild() {
        List<DataNode> all = children();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Whether it is there: a session's node may be followed before it is, and any node may have gone. */
    default boolean exists() {
        return store().node(dbName()).isPresent();
    }

    /** This node and all below it that match and exist now: depth first, children in the order of their creation. */
    default Stream<DataNode> walk(NodeFilter filter) {
        return TreeWalk.of(this).filter(filter::matches);
    }

    /** The node that {@link #walk} would give last. */
    default Optional<DataNode> last(NodeFilter filter) {
        return TreeWalk.last(this, filter);
    }

    /** The last scan here or below that is saved in a file. */
    default Optional<Scan> lastSavedScan() {
        return last(node -> node instanceof Scan scan && scan.file().isPresent())
                .map(Scan.class::cast);
    }

    /** See {@link DataStore#expire}. */
    default void expire() {
        store().expire(this);
    }

    /** Those of {@link #walk} and then every node that is new, in the order of their arrival. */
    default NodeWalk walkLive(NodeFilter filter) {
        return NodeWalk.of(this, Interest.in(filter));
    }

    /** The {@link #last} one, if there is one, and then every node that is new. */
    default NodeWalk walkFromLast(NodeFilter filter) {
        return NodeWalk.fromLast(this, filter);
    }

    /** Every node that is new from now on. */
    default NodeWalk walkNew(NodeFilter filter) {
        return NodeWalk.of(this, Interest.in(filter).onlyFromNow());
    }

    /**
     * Every event of this node and all below it, first those of what exists and then those to come, each once. Of a scan
     * they come in this order: its nodes, that it is prepared, its points, its end.
     *
     * @param filter which nodes' events are wanted; what does not match is still descended into
     */
    default Follower follow(NodeFilter filter) {
        return store().follow(this, Interest.in(filter));
    }

    /** Every event from now on; a channel's first block begins with the first point that is new. */
    default Follower followNew(NodeFilter filter) {
        return store().follow(this, Interest.in(filter).onlyFromNow());
    }

    /** A session, a directory, or a device of a scan's chain. */
    record Container(NodeIdentity identity, DataStore store) implements DataNode {}

    /** One scan. Its info is the scan's. */
    record Scan(NodeIdentity identity, DataStore store) implements DataNode {
        /** Where the scan is in its life; empty if its writer did not say. */
        public Optional<ScanState> state() {
            Value state = info().get("state");
            return state == null ? Optional.empty() : ScanState.of(state);
        }

        /** The file that it is saved in; empty if it is in none. */
        public Optional<Path> file() {
            Map<String, Value> info = info();
            boolean unsaved = info.get("save") instanceof Value.Flag save && !save.value();
            return !unsaved && info.get("filename") instanceof Value.Text file
                    ? Optional.of(Path.of(file.value()))
                    : Optional.empty();
        }

        /** The channels under the names that {@link #data} gives them, in the order of their creation. */
        public Map<String, Channel> channels() {
            return ScanData.channels(this);
        }

        /** A view of all images so far of each channel of images, by full name. */
        public Map<String, ImageView> images() {
            return ScanData.images(this);
        }

        /**
         * All points of all channels so far, but for images, from any process, whether the scan runs or not. Costs a few round trips, one
         * for each kind of question and level of the scan's tree, however many channels and points there are.
         */
        public ScanData data() {
            return ScanData.of(this);
        }
    }

    /** A channel: numbers or texts, one row a point. */
    record Channel(NodeIdentity identity, DataStore store) implements DataNode {
        /** The name with its device: {@code axis:roby}. */
        public String fullname() {
            Value fullname = info().get("fullname");
            return fullname == null ? name() : fullname.asText();
        }

        /** Another name that users gave it, empty if it has none. */
        public Optional<String> alias() {
            return info().get("alias") instanceof Value.Text alias
                            && !alias.value().equals("None")
                    ? Optional.of(alias.value())
                    : Optional.empty();
        }

        public String aliasOrName() {
            return alias().orElseGet(this::name);
        }

        public String aliasOrFullname() {
            return alias().orElseGet(this::fullname);
        }

        /** How many points were published so far. */
        public long length() {
            return store().lengths(List.of(this)).getFirst();
        }

        /** The unit, empty if it has none. */
        public Optional<String> unit() {
            Value unit = info().get("unit");
            return unit instanceof Value.Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /** The type of a point's items. */
        public DType dtype() {
            return ChannelInfo.dtype(info());
        }

        /** The shape of one point: {@code ()} for a number. */
        public Shape shape() {
            return ChannelInfo.shape(info());
        }

        /**
         * Point {@code index}; −1 is the last. Empty when there is none yet.
         *
         * @throws IndexOutOfBoundsException for another negative index
         * @throws DataLostException if the point was there and can no longer be had
         */
        public Optional<NdArray> get(long index) {
            return ChannelRead.one(this, index);
        }

        /**
         * The points from {@code from} up to but not including {@code to}; {@code to} −1 is the end. A {@code to}
         * beyond the last point is cut there.
         *
         * @return an array of shape (n,) + the channel's shape, perhaps of no rows
         * @throws IndexOutOfBoundsException for another negative index
         * @throws DataLostException if a point in between can no longer be had
         */
        public NdArray get(long from, long to) {
            return ChannelRead.range(this, from, to);
        }
    }

    /** A channel of images, which are kept elsewhere: its points say where. */
    record Image(NodeIdentity identity, DataStore store) implements DataNode {
        /** The name with its device: {@code lima_simulator:image}. */
        public String fullname() {
            return references().fullname();
        }

        /** The type of a pixel. */
        public DType dtype() {
            return acquisition().dtype();
        }

        /** Rows and columns of an image. */
        public Shape shape() {
            return acquisition().shape();
        }

        /** What the node says of its images. */
        public ImageAcquisition acquisition() {
            return ImageAcquisition.of(info());
        }

        /** How many images there are so far. */
        public long length() {
            return references().length();
        }

        /** This node as a channel whose points are rows of {@link bliss4j.image.ImageTable}. */
        public Channel references() {
            return new Channel(identity, store);
        }

        /**
         * Image {@code index}; −1 is the last. The view is empty if it is not there yet.
         *
         * @throws IndexOutOfBoundsException for another negative index
         */
        public ImageView get(long index) {
            return ImageView.of(new StoredImages(this), index);
        }

        /**
         * The images from {@code from} up to but not including {@code to}; {@code to} −1 is the end. A {@code to}
         * beyond the last image is cut there.
         *
         * @throws IndexOutOfBoundsException for another negative index
         */
        public ImageView get(long from, long to) {
            return ImageView.of(new StoredImages(this), from, to);
        }
    }
}
