package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.publish.ScanEnd;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Writes the end of an entry whose process was killed: what {@link NexusLayout#end} says, and of what only the living scan
 * could have known that nobody knows it: NaN with an attribute {@code error}.
 */
final class KilledEntry {
    private static final String ERROR = "error";
    private static final String EPOCH = "epoch";
    private static final String UNITS = "units";
    private static final String WHY = "not known: the process that scanned was killed";

    private final H5File file;
    private final H5Group entry;

    KilledEntry(H5File file, String entry) {
        this.file = file;
        this.entry = file.root().group(entry);
    }

    /** @param entries all of the scan's */
    void end(Collection<String> entries, ScanEnd end) {
        for (String name : entries) {
            write(file.root().group(name), NexusLayout.END_TIME, NexusPlan.text(NexusLayout.ISO.format(end.time())));
        }
        H5Group meta = group(entry, NexusLayout.SCAN_META);
        write(meta, NexusLayout.END_REASON, NexusPlan.text(end.reason()));
        H5Group points = group(meta, NexusLayout.POINTS);
        end.points()
                .forEach((channel, count) -> write(
                        points, channel.replace('/', '_'), Numbers.of(count).reshape(Shape.SCALAR)));
        path(entry, NexusLayout.INSTRUMENT).ifPresent(KilledEntry::positionsAtTheEnd);
        write(meta, NexusLayout.END, NexusPlan.text(ValueJson.write(Value.of(end.info()))));
    }

    /** Where the axes stood. */
    private static void positionsAtTheEnd(H5Group instrument) {
        for (String list : Positioners.LISTS) {
            if (!instrument.isGroup(list + "_start") || instrument.contains(list + "_end")) {
                continue;
            }
            H5Group start = instrument.group(list + "_start");
            H5Group end = group(instrument, list + "_end");
            for (String axis : start.names()) {
                end.write(axis, Numbers.scalar(Double.NaN));
                try (H5Dataset before = start.dataset(axis);
                        H5Dataset after = end.dataset(axis)) {
                    if (before.attributes().contains(UNITS)) {
                        after.attribute(UNITS, before.readAttribute(UNITS));
                    }
                    after.attribute(ERROR, NexusPlan.text(WHY));
                }
            }
        }
    }

    /**
     * The times of points are in the file alone: of those that Redis gave back they are lost.
     *
     * @param points how many the timer has
     */
    void timesUpTo(long points) {
        Optional<H5Group> timer = path(entry, NexusLayout.INSTRUMENT, "timer").filter(group -> group.contains(EPOCH));
        if (timer.isEmpty()) {
            return;
        }
        try (H5Dataset epoch = timer.get().dataset(EPOCH)) {
            long known = epoch.length();
            if (known < points && epoch.dtype().isFloat()) {
                double[] unknown = new double[Math.toIntExact(points - known)];
                Arrays.fill(unknown, Double.NaN);
                epoch.append(Numbers.of(unknown).as(epoch.dtype()));
                epoch.attribute(ERROR, NexusPlan.text("from point " + known + " on " + WHY));
            }
        }
    }

    private static Optional<H5Group> path(H5Group from, String... names) {
        H5Group group = from;
        for (String name : names) {
            if (!group.isGroup(name)) {
                return Optional.empty();
            }
            group = group.group(name);
        }
        return Optional.of(group);
    }

    private static H5Group group(H5Group parent, String name) {
        if (parent.contains(name)) {
            return parent.group(name);
        }
        H5Group made = parent.createGroup(name);
        made.attribute("NX_class", NexusPlan.COLLECTION);
        return made;
    }

    private static void write(H5Group group, String name, NdArray value) {
        if (!group.contains(name)) {
            group.write(name, value);
        }
    }
}
