package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataNode;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.hdf5.Hdf5Exception;
import bliss4j.publish.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compares the points in a file with the digests of what was published, which stand beside them. Reads 4 MiB at a time,
 * each in one hold of HDF5's lock. Only platform threads may come.
 */
public final class FileCheck {
    private static final int SLICE_BYTES = 4 << 20;
    private static final String FULLNAME = "fullname";

    private final Path path;

    private FileCheck(Path path) {
        this.path = path;
    }

    /** Whether points are those that were published. */
    public enum Outcome {
        HOLDS,
        DIFFERS,
        /** Nothing can be said: there is no digest. */
        UNKNOWN
    }

    /**
     * What was found of a channel.
     *
     * @param dataset its path in the file
     * @param detail what differs, for people; how many points hold
     */
    public record ChannelCheck(String dataset, Outcome outcome, String detail) {}

    /**
     * What was found of a scan.
     *
     * @param entry its entry in the file
     * @param unknown why nothing can be said of a scan without digests; empty for one that has some
     */
    public record ScanCheck(String entry, Optional<String> unknown, List<ChannelCheck> channels) {
        public Outcome outcome() {
            if (channels.stream().anyMatch(channel -> channel.outcome() == Outcome.DIFFERS)) {
                return Outcome.DIFFERS;
            }
            return unknown.isPresent() ? Outcome.UNKNOWN : Outcome.HOLDS;
        }
    }

    /** A dataset of points, and what is said of it in the file; without a length if it is not there. */
    private record Stored(
            String dataset,
            DType published,
            Optional<Long> length,
            Optional<Digest.Sum> sum,
            Optional<String> missing) {}

    /** Rows that were read and not unpacked yet. */
    private record Piece(int index, long end, Supplier<NdArray> rows) {}

    /**
     * Checks every scan of a file, in the order of their entries. Entries that others wrote are left out.
     *
     * @param found is told of each scan as soon as it was read
     * @throws DataException if it is missing or no HDF5 file
     */
    public static void run(Path path, Consumer<ScanCheck> found) {
        FileCheck check = new FileCheck(path);
        new FileEntries(path).more().forEach(entry -> found.accept(check.scan(entry)));
    }

    private ScanCheck scan(FileEntries.Entry entry) {
        List<Stored> stored = ScanFile.read(path, file -> stored(file, entry));
        if (stored.stream().allMatch(channel -> channel.sum().isEmpty())) {
            List<ChannelCheck> none = stored.stream()
                    .map(channel -> new ChannelCheck(channel.dataset(), Outcome.UNKNOWN, "has no digest"))
                    .toList();
            return new ScanCheck(entry.name(), Optional.of(ScanFile.read(path, file -> why(file, entry))), none);
        }
        return new ScanCheck(entry.name(), Optional.empty(), compare(stored));
    }

    private static String why(H5File file, FileEntries.Entry entry) {
        List<String> meta = List.of(entry.name(), NexusLayout.SCAN_META);
        Optional<String> reason = FileEntries.text(file, meta, NexusLayout.END_REASON);
        return reason.map(text -> "it ended as '" + text + "', without digests")
                .orElse("it has no end: its process was killed, or it still runs");
    }

    /** All datasets of points: those of the tree's channels, and those that stand beside them in instrument. */
    private static List<Stored> stored(H5File file, FileEntries.Entry entry) {
        Map<String, DType> datasets = new LinkedHashMap<>();
        TreeSet<String> groups = new TreeSet<>();
        groups.add(entry.name());
        for (NodeList.Item item : entry.nodes()) {
            if (item.identity().isChannel()) {
                String dataset = item.dataset().orElse("");
                boolean images = item.identity().type().equals(DataNode.IMAGE);
                datasets.put(dataset, images ? DType.TEXT : ChannelInfo.dtype(item.info()));
                groups.add(dataset.split("/")[1]);
            }
        }
        List<Stored> all = new ArrayList<>();
        datasets.forEach((dataset, dtype) -> all.add(stored(file, dataset, Optional.of(dtype))));
        for (String group : groups) {
            unpublished(file.root().group(group)).forEach(dataset -> all.add(stored(file, dataset, Optional.empty())));
        }
        return all;
    }

    private static List<String> unpublished(H5Group entry) {
        List<String> datasets = new ArrayList<>();
        if (!entry.isGroup("instrument")) {
            return datasets;
        }
        H5Group instrument = entry.group("instrument");
        for (String name : instrument.names()) {
            if (instrument.linkTarget(name).isPresent() || !instrument.isGroup(name)) {
                continue;
            }
            H5Group device = instrument.group(name);
            for (String item : device.names()) {
                if (device.linkTarget(item).isEmpty() && !device.isGroup(item) && isChannel(device, item)) {
                    datasets.add(device.path() + "/" + item);
                }
            }
        }
        return datasets;
    }

    private static boolean isChannel(H5Group group, String name) {
        try (H5Dataset dataset = group.dataset(name)) {
            return dataset.attributes().contains(FULLNAME);
        }
    }

    private static Stored stored(H5File file, String path, Optional<DType> published) {
        try (H5Dataset dataset = NexusStore.dataset(file, path)) {
            DType dtype = published.orElse(dataset.dtype());
            return new Stored(path, dtype, Optional.of(dataset.length()), sum(dataset), Optional.empty());
        } catch (Hdf5Exception e) {
            return new Stored(
                    path,
                    published.orElse(DType.FLOAT64),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Digest.Sum> sum(H5Dataset dataset) {
        List<String> names = dataset.attributes();
        if (names.contains(NexusLayout.DIGEST)
                && names.contains(NexusLayout.DIGEST_ALGORITHM)
                && names.contains(NexusLayout.DIGEST_POINTS)
                && dataset.readAttribute(NexusLayout.DIGEST) instanceof Texts hex
                && dataset.readAttribute(NexusLayout.DIGEST_ALGORITHM) instanceof Texts algorithm
                && dataset.readAttribute(NexusLayout.DIGEST_POINTS) instanceof Numbers points) {
            return Optional.of(new Digest.Sum(algorithm.item(0), hex.item(0), points.longAt(0)));
        }
        return Optional.empty();
    }

    private List<ChannelCheck> compare(List<Stored> stored) {
        List<ChannelCheck> checks = new ArrayList<>();
        Reading reading = new Reading(stored);
        for (int i = 0; i < stored.size(); i++) {
            Stored channel = stored.get(i);
            Optional<String> wrong = obstacle(channel).or(() -> reading.differs(checks.size()));
            checks.add(new ChannelCheck(
                    channel.dataset(),
                    wrong.isPresent() ? Outcome.DIFFERS : Outcome.HOLDS,
                    wrong.orElse(channel.length().orElse(0L) + " points")));
        }
        return checks;
    }

    /** What is wrong before a point is read. */
    private static Optional<String> obstacle(Stored channel) {
        if (channel.missing().isPresent()) {
            return channel.missing();
        }
        if (channel.sum().isEmpty()) {
            return Optional.of("its digest is gone, those of other channels are there");
        }
        Digest.Sum sum = channel.sum().get();
        long length = channel.length().orElse(0L);
        if (length != sum.points()) {
            return Optional.of("holds " + length + " points, " + sum.points() + " were published");
        }
        return sum.algorithm().equals(Digest.ALGORITHM)
                ? Optional.empty()
                : Optional.of("its digest is of the kind '" + sum.algorithm() + "', expected " + Digest.ALGORITHM);
    }

    /** Reads the channels of a scan one after the other, short ones several at once. */
    private final class Reading {
        private final List<Stored> stored;
        private List<Piece> ahead = List.of();

        Reading(List<Stored> stored) {
            this.stored = stored;
        }

        /** What differs in a channel; empty if nothing does. */
        Optional<String> differs(int index) {
            Stored channel = stored.get(index);
            Digest digest = new Digest(channel.published());
            long length = channel.length().orElse(0L);
            try {
                for (long next = 0; next < length; ) {
                    Piece piece = piece(index, next);
                    digest.add(piece.rows().get());
                    next = piece.end();
                }
            } catch (Hdf5Exception | DataException e) {
                return Optional.of("cannot be read: " + e.getMessage());
            }
            return Optional.of(digest.sum())
                    .filter(sum -> !Optional.of(sum).equals(channel.sum()))
                    .map(sum -> "its values are not those that were published");
        }

        private Piece piece(int index, long from) {
            while (!ahead.isEmpty() && ahead.getFirst().index() != index) {
                ahead = ahead.subList(1, ahead.size()); // of channels that were not asked for
            }
            if (ahead.isEmpty()) {
                ahead = ScanFile.read(path, file -> pieces(file, index, from));
            }
            Piece piece = ahead.getFirst();
            ahead = ahead.subList(1, ahead.size());
            return piece;
        }

        private List<Piece> pieces(H5File file, int index, long from) {
            List<Piece> pieces = new ArrayList<>();
            long room = SLICE_BYTES;
            for (int i = index; i < stored.size() && room > 0; i++) {
                Stored channel = stored.get(i);
                if (i > index && obstacle(channel).isPresent()) {
                    continue;
                }
                try (H5Dataset dataset = NexusStore.dataset(file, channel.dataset())) {
                    long rowBytes = Math.max(
                            1,
                            (long) dataset.shape().row().size()
                                    * Math.max(1, dataset.dtype().itemSize()));
                    long first = i == index ? from : 0;
                    long end = Math.min(channel.length().orElse(0L), first + Math.max(1, room / rowBytes));
                    pieces.add(new Piece(i, end, dataset.fetch(first, end)));
                    room -= (end - first) * rowBytes;
                } catch (Hdf5Exception e) {
                    if (i == index) {
                        throw e;
                    }
                    return pieces; // it will be told when its turn comes
                }
            }
            return pieces;
        }
    }
}
