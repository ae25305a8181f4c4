package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Ragged;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.folder.FileTrouble;
import bliss4j.hdf5.H5Dataset;
import bliss4j.image.ImageTable;
import bliss4j.publish.PublishException;
import bliss4j.publish.SavedPoints;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one scan into its entry of a shared file, and lets go of the file at the end, or as soon as it fails. */
final class NexusSink implements ScanSink, SavedPoints {
    private final ScanFile file;
    private final EntryWriter writer;
    private @Nullable NexusLayout layout;
    private @Nullable ScanDescription scan;
    private OptionalInt firstSignal = OptionalInt.empty();
    private List<Shape> shapes = List.of();
    /** The channels whose spectra differ in length. */
    private final Map<Integer, SpectrumLengths> spectra = new HashMap<>();

    /** The channels of images, and of each how many of their files were linked, and the last. */
    private final Set<Integer> ofImages = new HashSet<>();

    private final Map<Integer, Integer> imageFiles = new HashMap<>();
    private final Map<Integer, String> lastImageFile = new HashMap<>();

    private long[] written = {};
    private boolean released;
    private final boolean syncFlushes;
    private boolean endOwed;

    /**
     * @param file open, with the scan's entry claimed; taken
     * @param syncFlushes whether each flush waits for the disk
     */
    NexusSink(ScanFile file, boolean syncFlushes) {
        this.file = file;
        this.syncFlushes = syncFlushes;
        this.writer = new EntryWriter(file.h5());
    }

    @Override
    public String name() {
        return file.path().toString();
    }

    @Override
    public void announce(ScanDescription description) {
        boolean done = false;
        try {
            scan = description;
            layout = NexusLayout.of(description);
            firstSignal = layout.signal();
            shapes = description.channels().stream()
                    .map(placed -> placed.channel().shape())
                    .toList();
            for (int i = 0; i < shapes.size(); i++) {
                if (description.channels().get(i).channel().images().isPresent()) {
                    ofImages.add(i);
                }
            }
            written = new long[shapes.size()];
            List<NexusItem> items = layout.start();
            FileTrouble.telling(() -> {
                writer.write(items);
                file.h5().flush();
            });
            file.changed();
            endOwed = true;
            done = true;
        } finally {
            if (!done) {
                abandon(); // the scan never starts, so nobody will end it
            }
        }
    }

    private NexusLayout layout() {
        if (layout == null) {
            throw new DataException(file.path() + ": no scan was announced");
        }
        return layout;
    }

    @Override
    public void prepared(Map<String, Value> info) {
        List<NexusItem> items = layout().prepared(info);
        FileTrouble.telling(() -> writer.write(items));
    }

    @Override
    public void append(List<Points> points) {
        FileTrouble.telling(() -> points.forEach(this::append));
    }

    private void append(Points points) {
        int channel = points.channel();
        if (channel < 0 || channel >= written.length || points.first() != written[channel]) {
            throw new PublishException(file.path() + ": points from " + points.first() + " of channel "
                    + fullname(channel) + " do not follow those that are there");
        }
        writer.append(channel, toSave(points));
        written[channel] += points.rows().length();
        if (ofImages.contains(channel) && points.rows() instanceof Texts rows) {
            linkImages(channel, rows);
        }
        if (firstSignal.isPresent() && firstSignal.getAsInt() == channel) {
            firstSignal = OptionalInt.empty();
            writer.write(layout().firstPoints());
        }
    }

    private void linkImages(int channel, Texts rows) {
        for (int i = 0; i < rows.length(); i++) {
            Texts row = rows.row(i);
            String file = ImageTable.fromDataFile(row);
            if (ImageTable.isSaved(row) && !file.equals(lastImageFile.put(channel, file))) {
                writer.write(layout().imageFile(channel, imageFiles.merge(channel, 1, Integer::sum) - 1, row));
            }
        }
    }

    @Override
    public NdArray read(int channel, long from, long to) {
        if (from >= written[channel]) {
            throw new PublishException(
                    file.path() + ": point " + from + " of channel " + fullname(channel) + " was never written");
        }
        SpectrumLengths lengths = spectra.get(channel);
        long known = lengths == null ? Long.MAX_VALUE : lengths.end(from);
        long end = Math.min(Math.min(to, written[channel]), known);
        NdArray rows =
                released ? readAgain(channel, from, end) : FileTrouble.telling(() -> writer.read(channel, from, end));
        return lengths == null ? rows : lengths.published(from, rows);
    }

    /** After the end the file is no longer ours; another scan may have it open. */
    private NdArray readAgain(int channel, long from, long to) {
        String path = writer.path(channel)
                .orElseThrow(
                        () -> new PublishException(file.path() + ": channel " + fullname(channel) + " is not saved"));
        return ScanFile.read(file.path(), h5 -> {
            try (H5Dataset dataset = NexusStore.dataset(h5, path)) {
                return dataset.read(from, to);
            }
        });
    }

    /** Points as the dataset takes them: spectra of another length make it wider, or are filled up to its width. */
    private NdArray toSave(Points points) {
        int channel = points.channel();
        Shape row = points.rows().shape().row();
        SpectrumLengths lengths = spectra.get(channel);
        if (lengths == null && row.equals(shapes.get(channel))) {
            return points.rows();
        }
        if (shapes.get(channel).rank() != 1 || row.rank() != 1 || !(points.rows() instanceof Numbers)) {
            throw new PublishException("channel " + fullname(channel) + " cannot be saved in " + file.path()
                    + ": its point " + points.first() + " has the shape " + row + ", expected " + shapes.get(channel));
        }
        if (lengths == null) {
            lengths = new SpectrumLengths(
                    points.rows().dtype(), shapes.get(channel).length(0));
            spectra.put(channel, lengths);
        }
        lengths.add(points.first(), row.length(0));
        writer.widen(channel, lengths.width());
        return Ragged.widen(points.rows(), lengths.width());
    }

    private String fullname(int channel) {
        return scan == null || channel < 0 || channel >= scan.channels().size()
                ? Integer.toString(channel)
                : scan.channels().get(channel).channel().fullname();
    }

    @Override
    public void flush() {
        if (released) {
            return; // the lane's last flush may come after the end, which has synced the file
        }
        file.checkInPlace();
        FileTrouble.telling(() -> {
            if (syncFlushes) {
                file.h5().flushToDisk();
            } else {
                file.h5().flush();
            }
        });
    }

    @Override
    public void end(ScanEnd end) {
        try {
            List<NexusItem> items = layout().end(end);
            file.checkInPlace();
            FileTrouble.telling(() -> {
                writer.write(items);
                file.h5().sync();
            });
            endOwed = false;
        } finally {
            abandon();
        }
    }

    @Override
    public void abandon() {
        if (released) {
            return;
        }
        released = true;
        try {
            if (endOwed) {
                file.unfinished(true);
            }
            FileTrouble.telling(writer::close);
        } finally {
            file.release();
        }
    }
}
