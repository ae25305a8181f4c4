package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Ragged;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataLostException;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.PointRange;
import bliss4j.data.ScanState;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.publish.ScanEnd;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings the scans of a file to an end whose process was killed: puts back the points that Redis has beyond the file's,
 * and writes the end that nobody wrote. Entries that have an end are not touched. By who holds the file's writer lock, so
 * that no scan is running in it.
 */
public final class Recovery {
    private static final int SLICE_POINTS = 4096;
    private static final String KILLED = "killed";
    private static final String NEVER_BEGAN = "killed before it began";
    private static final String ELAPSED_TIME = "timer:elapsed_time";

    private final H5File file;
    private final DataStore live;

    /** @param live where the points of lately may still be */
    Recovery(H5File file, DataStore live) {
        this.file = file;
        this.live = live;
    }

    /**
     * What was done for a scan.
     *
     * @param entry its entry in the file
     * @param end what the entry says now
     * @param added how many points were put back, by the channel's full name
     * @param lost why points of a channel could not be put back, one line each
     * @param running the scan's node in Redis if it still runs there
     */
    public record Recovered(
            String entry, ScanEnd end, Map<String, Long> added, List<String> lost, Optional<String> running) {
        /** One line for people. */
        @Override
        public String toString() {
            long points = added.values().stream().mapToLong(Long::longValue).sum();
            return entry + ": " + end.state() + ": " + end.reason() + "; put back " + points + " points of "
                    + added.size() + " channels from Redis, ended at "
                    + end.time().toOffsetDateTime()
                    + (lost.isEmpty() ? "" : "; " + String.join("; ", lost));
        }
    }

    /**
     * All scans of the file that have no end.
     *
     * @throws DataException if Redis cannot be asked; then the scan keeps its chance
     */
    List<Recovered> run() {
        List<Recovered> done = new ArrayList<>();
        for (String entry : file.root().names()) {
            List<String> meta = List.of(entry, NexusLayout.SCAN_META);
            if (ScanFile.number(entry) > 0
                    && isOurs(entry)
                    && FileEntries.text(file, meta, NexusLayout.END).isEmpty()) {
                done.add(FileEntries.text(file, meta, NexusLayout.NODES)
                        .map(nodes -> recover(entry, NodeList.read(nodes)))
                        .orElseGet(() -> endUnbegun(entry)));
            }
        }
        return done;
    }

    /** Groups of others may have a number, too; what was claimed has the class and nothing that we do not write. */
    private boolean isOurs(String entry) {
        if (!file.root().isGroup(entry)) {
            return false;
        }
        H5Group group = file.root().group(entry);
        return attribute(group, "NX_class").equals("NXentry")
                && (group.names().isEmpty() || !attribute(group, "scan_uid").isEmpty());
    }

    /** A scan that was claimed and never announced: nobody has seen it, nothing was measured. */
    private Recovered endUnbegun(String entry) {
        ScanEnd end =
                new ScanEnd(ScanState.ABORTED, NEVER_BEGAN, Instant.now().atZone(ZoneId.systemDefault()), Map.of());
        new KilledEntry(file, entry).end(List.of(entry), end);
        return new Recovered(entry, end, Map.of(), List.of(), Optional.empty());
    }

    private Recovered recover(String entry, List<NodeList.Item> nodes) {
        Optional<DataNode.Scan> scan = scan(entry);
        Map<String, Value> info = scan.map(DataNode::info).orElse(Map.of());
        Map<String, Long> points = new LinkedHashMap<>();
        Map<String, Long> added = new LinkedHashMap<>();
        List<String> lost = new ArrayList<>();
        Set<String> entries = new TreeSet<>();
        entries.add(entry);
        for (NodeList.Item item : nodes) {
            if (!item.identity().isChannel()) {
                continue;
            }
            String path = item.dataset().orElseThrow();
            entries.add(path.split("/")[1]);
            String fullname = item.info().get("fullname") instanceof Value.Text text
                    ? text.value()
                    : item.identity().name();
            try (H5Dataset dataset = NexusStore.dataset(file, path)) {
                long before = dataset.length();
                if (scan.isPresent()) {
                    putBack(item, dataset).ifPresent(why -> lost.add(fullname + ": " + why));
                }
                if (dataset.length() > before) {
                    added.put(fullname, dataset.length() - before);
                }
                points.put(fullname, dataset.length());
            }
        }
        ScanEnd end = end(entry, info, points);
        KilledEntry killed = new KilledEntry(file, entry);
        killed.timesUpTo(points.getOrDefault(ELAPSED_TIME, 0L));
        killed.end(entries, end);
        Optional<String> running = scan.filter(
                        node -> !node.state().filter(ScanState::ended).isPresent())
                .map(DataNode::dbName);
        return new Recovered(entry, end, added, lost, running);
    }

    /** The same scan in Redis, if it is there still. */
    private Optional<DataNode.Scan> scan(String entry) {
        H5Group group = file.root().group(entry);
        String uid = attribute(group, "scan_uid");
        return live.node(attribute(group, "db_name"))
                .flatMap(node -> node instanceof DataNode.Scan scan ? Optional.of(scan) : Optional.empty())
                .filter(scan -> Value.of(uid).equals(scan.info().get("scan_uid")));
    }

    private static String attribute(H5Group group, String name) {
        return group.attributes().contains(name) && group.readAttribute(name) instanceof Texts texts
                ? texts.item(0)
                : "";
    }

    /** Adds what Redis has beyond the dataset's end; says why if there is something that cannot be added. */
    private Optional<String> putBack(NodeList.Item item, H5Dataset dataset) {
        DataNode.Channel channel = new DataNode.Channel(item.identity(), live);
        long end = live.lengths(List.of(channel)).getFirst();
        for (long next = dataset.length(); next < end; next = dataset.length()) {
            NdArray rows;
            try {
                rows = live.read(List.of(new PointRange(channel, next, Math.min(end, next + SLICE_POINTS))))
                        .getFirst();
            } catch (DataLostException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            if (rows.length() == 0) {
                return Optional.empty();
            }
            Optional<NdArray> fitting = fit(rows, dataset);
            if (fitting.isEmpty()) {
                return Optional.of(
                        "points from " + next + " on are " + rows.dtype().numpyName()
                                + rows.shape().row() + " in Redis, the file has "
                                + dataset.dtype().numpyName() + dataset.shape().row());
            }
            dataset.append(fitting.get());
        }
        return Optional.empty();
    }

    /** Rows as the dataset takes them: spectra filled up to its width. */
    private static Optional<NdArray> fit(NdArray rows, H5Dataset dataset) {
        Shape row = dataset.shape().row();
        if (rows.dtype() == dataset.dtype() && rows.shape().row().equals(row)) {
            return Optional.of(rows);
        }
        boolean spectra = rows instanceof Numbers && rows.shape().rank() == 2 && dataset.widens();
        if (!spectra || !dataset.dtype().isFloat()) {
            return Optional.empty();
        }
        int width = Math.max(rows.shape().length(1), row.length(0));
        dataset.widen(width);
        Numbers wide = Ragged.widen(rows, width);
        return Optional.of(wide.as(dataset.dtype()));
    }

    /** As Redis says that it ended; if nobody told it, as killed, at the last point whose time the file has. */
    private ScanEnd end(String entry, Map<String, Value> info, Map<String, Long> points) {
        OffsetDateTime start = OffsetDateTime.parse(
                FileEntries.text(file, List.of(entry), NexusLayout.START_TIME).orElseThrow());
        ZonedDateTime time = lastTime(entry)
                .map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000)))
                .orElseGet(Instant::now)
                .atZone(start.getOffset());
        Optional<ScanState> told = Optional.ofNullable(info.get("state"))
                .flatMap(ScanState::of)
                .filter(state -> state == ScanState.ABORTED || state == ScanState.FAILED);
        return told.isPresent() && info.get(NexusLayout.END_REASON) instanceof Value.Text reason
                ? new ScanEnd(told.get(), reason.value(), time, points)
                : new ScanEnd(ScanState.ABORTED, KILLED, time, points);
    }

    /** When the last point was measured of those that the file has a time for. */
    private Optional<Double> lastTime(String entry) {
        H5Group group = file.root().group(entry);
        for (String name : List.of("instrument", "timer")) {
            if (!group.isGroup(name)) {
                return Optional.empty();
            }
            group = group.group(name);
        }
        if (!group.contains("epoch")) {
            return Optional.empty();
        }
        try (H5Dataset epoch = group.dataset("epoch")) {
            long length = epoch.length();
            return length > 0
                            && epoch.dtype() == DType.FLOAT64
                            && epoch.read(length - 1, length) instanceof Numbers last
                    ? Optional.of(last.doubleAt(0))
                    : Optional.empty();
        }
    }
}
