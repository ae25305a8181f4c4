package bliss4j.nexus;

import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.image.ImageTable;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.Digest;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a scan looks like in a file: follows from its description alone, and at the end from how it ended.
 *
 * <p>The first top master has the entry {@code 3_ascan}, each further one {@code 3.1_ascan}, {@code 3.2_ascan}. An entry
 * holds {@code title}, {@code start_time}, {@code measurement} (the points, by full name), {@code instrument} (devices and
 * positions), {@code plot} (links, for viewers) and the scan's own one {@code scan_meta}.
 */
final class NexusLayout {
    static final String SCAN_META = "scan_meta";
    static final String INFO = "bliss4j_info";
    static final String PREPARED = "bliss4j_prepared";
    static final String END = "bliss4j_end";
    static final String NODES = "bliss4j_nodes";
    static final String START_TIME = "start_time";
    static final String END_TIME = "end_time";
    static final String DIGEST = "digest";
    static final String DIGEST_ALGORITHM = "digest_algorithm";
    static final String DIGEST_POINTS = "digest_points";

    /** The libhdf5 that writes; checked by a test, since only {@code hdf5} may ask the library. */
    static final String HDF5_VERSION = "1.14.3";

    static final String END_REASON = "end_reason";
    static final String POINTS = "points";
    static final String INSTRUMENT = "instrument";
    /** One file an image makes many; a group of names that nobody looks through is of no use. */
    private static final int MOST_IMAGE_FILES = 1000;

    static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    /** Metadata of the scan that stand in {@code scan_meta} if the scan's info does not say which. */
    private static final List<String> CATEGORIES = List.of("sample", "sample_description", "proposal", "technique");

    /** What stands elsewhere. */
    private static final List<String> NO_CATEGORIES = List.of("positioners", INSTRUMENT);

    private final ScanDescription scan;
    private final NexusPlan plan = new NexusPlan();
    private final List<ChannelPlace> channels;
    private final List<String> paths = new ArrayList<>();
    private final List<EntryLayout> entries = new ArrayList<>();
    private final Map<String, String> datasets = new LinkedHashMap<>();
    private final Map<String, String> cameras = new LinkedHashMap<>();

    private NexusLayout(ScanDescription scan) {
        this.scan = scan;
        this.channels = ChannelPlace.of(scan);
    }

    static NexusLayout of(ScanDescription scan) {
        NexusLayout layout = new NexusLayout(scan);
        layout.build();
        return layout;
    }

    /** What a new file holds. */
    static List<NexusItem> root(Path file, ZonedDateTime now) {
        NexusPlan plan = new NexusPlan();
        Path name = file.getFileName();
        plan.attribute(NexusPlan.ROOT, "NX_class", "NXroot");
        plan.attribute(NexusPlan.ROOT, "creator", "bliss4j");
        plan.attribute(NexusPlan.ROOT, "file_name", name == null ? file.toString() : name.toString());
        plan.attribute(NexusPlan.ROOT, "file_time", ISO.format(now));
        plan.attribute(NexusPlan.ROOT, "HDF5_Version", HDF5_VERSION);
        return plan.items();
    }

    /** Everything that is known before the first point. */
    List<NexusItem> start() {
        return plan.items();
    }

    /** What is known when the devices are ready. */
    List<NexusItem> prepared(Map<String, Value> info) {
        NexusPlan more = new NexusPlan();
        more.fixed(scanMeta(), PREPARED, json(info));
        return more.items();
    }

    /** The channel whose first point makes the scan's entry the one that viewers open first. */
    OptionalInt signal() {
        return entries.getFirst().plotted().stream()
                .mapToInt(plot -> scan.channels().indexOf(plot.signal()))
                .findFirst();
    }

    /** What the first points add. */
    List<NexusItem> firstPoints() {
        NexusPlan more = new NexusPlan();
        more.attribute(NexusPlan.ROOT, "default", scan.scan().name());
        return more.items();
    }

    /**
     * The images themselves, where a viewer looks for a detector's data; nothing for formats that HDF5 cannot link to.
     *
     * @param number which of the scan's files of that camera it is, from 0
     * @param row one of {@link ImageTable}, of an image in that file
     */
    List<NexusItem> imageFile(int channel, int number, Texts row) {
        NexusPlan more = new NexusPlan();
        String camera = cameras.get(scan.channels().get(channel).node().dbName());
        if (camera != null
                && number < MOST_IMAGE_FILES
                && !ImageTable.pathInFile(row).isEmpty()) {
            String name = number == 0 ? "data" : String.format(Locale.ROOT, "data_%06d", number);
            more.external(camera, name, ImageTable.fromDataFile(row), ImageTable.pathInFile(row));
        }
        return more.items();
    }

    /** What is known only when the scan is over. */
    List<NexusItem> end(ScanEnd end) {
        NexusPlan more = new NexusPlan();
        paths.forEach(entry -> more.fixed(entry, END_TIME, ISO.format(end.time())));
        more.fixed(scanMeta(), END_REASON, end.reason());
        String points = more.group(scanMeta(), POINTS, NexusPlan.COLLECTION);
        end.points()
                .forEach((channel, count) ->
                        more.fixed(points, channel, Numbers.of(count).reshape(Shape.SCALAR)));
        entries.forEach(entry -> entry.endPlot(more, end.points()));
        new Positioners(more, end.found()).end(NexusPlan.join(paths.getFirst(), INSTRUMENT));
        digests(more, end.digests());
        more.fixed(scanMeta(), END, json(end.info()));
        return more.items();
    }

    private void digests(NexusPlan more, List<Digest.Sum> digests) {
        for (int i = 0; i < digests.size(); i++) {
            String path = datasets.get(scan.channels().get(i).node().dbName());
            if (path != null) {
                Digest.Sum sum = digests.get(i);
                more.attribute(path, DIGEST, sum.hex());
                more.attribute(path, DIGEST_ALGORITHM, sum.algorithm());
                more.attribute(path, DIGEST_POINTS, Numbers.of(sum.points()).reshape(Shape.SCALAR));
            }
        }
    }

    private void build() {
        List<String> masters = scan.draft().devices().stream()
                .map(DeviceDescription::name)
                .distinct()
                .toList();
        entry(scan.scan().name(), masters.isEmpty() ? "" : masters.getFirst());
        scanMetaItems();
        for (int i = 1; i < masters.size(); i++) {
            entry(scan.number() + "." + i + "_" + scan.draft().name(), masters.get(i));
        }
        // Last of all: with it the entry is complete for who rebuilds the tree.
        plan.reserved(scanMeta(), NODES, NodeList.write(scan, datasets));
    }

    private void entry(String name, String master) {
        List<ChannelPlace> its = channels.stream()
                .filter(channel -> channel.placed().master().equals(master))
                .toList();
        boolean main = paths.isEmpty();
        String path = plan.group(NexusPlan.ROOT, name, "NXentry");
        paths.add(path);
        EntryLayout entry = new EntryLayout(plan, path, its, scan.info());
        entries.add(entry);
        plan.attribute(path, "db_name", scan.scan().dbName());
        plan.attribute(path, "scan_uid", scan.uid());
        plan.fixed(path, "title", scan.info().get("title") instanceof Value.Text title ? title.value() : name);
        plan.fixed(path, START_TIME, ISO.format(scan.draft().start()));
        entry.measurement();
        String instrument = plan.group(path, INSTRUMENT, "NXinstrument");
        if (main) {
            new Positioners(plan, scan.info()).start(instrument);
        }
        entry.devices(instrument);
        if (main && scan.info().get(INSTRUMENT) instanceof Value.MapOf metadata) {
            new NexusMetadata(plan).entries(instrument, metadata);
        }
        entry.plot();
        datasets.putAll(entry.datasets());
        cameras.putAll(entry.cameras());
    }

    private void scanMetaItems() {
        String group = plan.group(paths.getFirst(), SCAN_META, NexusPlan.COLLECTION);
        plan.reserve(group, List.of(INFO, PREPARED, END, NODES, END_REASON, POINTS));
        NexusMetadata metadata = new NexusMetadata(plan);
        for (String category : categories()) {
            Value value = scan.info().get(category);
            if (value instanceof Value.MapOf || value instanceof Value.Nothing) {
                metadata.write(group, category, value, category.equals("sample") ? "NXsample" : NexusPlan.COLLECTION);
            }
        }
        plan.reserved(group, INFO, json(scan.info()));
    }

    private List<String> categories() {
        if (scan.info().get("scan_meta_categories") instanceof Value.ListOf list) {
            return list.items().stream()
                    .filter(Value.Text.class::isInstance)
                    .map(Value::asText)
                    .filter(name -> !NO_CATEGORIES.contains(name))
                    .toList();
        }
        return CATEGORIES;
    }

    private String scanMeta() {
        return NexusPlan.join(paths.getFirst(), SCAN_META);
    }

    private static String json(Map<String, Value> info) {
        return ValueJson.write(Value.of(info));
    }
}
