package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.hdf5.DatasetSpec;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.image.ImageFormat;
import bliss4j.image.PathInFile;
import bliss4j.packing.PackedChunk;
import bliss4j.packing.Packing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Images in HDF5 files, one a chunk, as NeXus has a detector: {@code /entry_0000/instrument/<detector>/data}, shown by
 * default when the file is opened. The groups are there from the start, so that a file that nobody ended is whole too.
 */
record Hdf5Frames(ImageFormat format, PathInFile inside, DType dtype, Shape frame) implements FrameFormat<PackedChunk> {
    private static final String ENTRY = "entry_0000";
    private static final String DATA = "data";
    private static final String PLOT = "plot";
    private static final String CLASS = "NX_class";

    private Packing packing() {
        return switch (format) {
            case HDF5GZ -> Packing.deflate(1);
            case HDF5LZ4 -> Packing.LZ4;
            case HDF5BS -> Packing.BITSHUFFLE_LZ4;
            case HDF5, EDF, EDFGZ -> Packing.NONE;
        };
    }

    @Override
    public boolean packs() {
        return !packing().isNone();
    }

    @Override
    public PackedChunk pack(long image, Numbers pixels) {
        return PackedChunk.of(pixels.reshape(pixels.shape().times(1)), packing());
    }

    @Override
    public FrameFile<PackedChunk> create(Path path) {
        H5File file = H5File.create(path, this::layOut, made -> {});
        boolean opened = false;
        try {
            H5Group detector =
                    file.root().group(ENTRY).group(inside.instrument()).group(inside.detector());
            FrameFile<PackedChunk> open = new Open(file, detector.dataset(DATA));
            opened = true;
            return open;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private void layOut(H5File file) {
        H5Group root = file.root();
        root.attribute(CLASS, "NXroot");
        root.attribute("creator", "bliss4j");
        root.attribute("default", ENTRY);
        H5Group entry = group(root, ENTRY, "NXentry");
        H5Group instrument = group(entry, inside.instrument(), "NXinstrument");
        H5Group detector = group(instrument, inside.detector(), "NXdetector");
        try (H5Dataset data = detector.createAppendable(DATA, DatasetSpec.ofFrames(dtype, frame, packing()))) {
            data.attribute("interpretation", "image");
        }
        String target = detector.path() + "/" + DATA;
        group(entry, "measurement", "NXcollection").softLink(DATA, target);
        H5Group plot = group(entry, PLOT, "NXdata");
        plot.attribute("signal", DATA);
        plot.softLink(DATA, target);
        entry.attribute("default", PLOT);
    }

    private static H5Group group(H5Group parent, String name, String nxClass) {
        H5Group group = parent.createGroup(name);
        group.attribute(CLASS, nxClass);
        return group;
    }

    private record Open(H5File file, H5Dataset data) implements FrameFile<PackedChunk> {
        @Override
        public void append(PackedChunk image) {
            data.append(image);
        }

        @Override
        public void leaveOut(long image) {
            data.leaveOut();
        }

        @Override
        public void flush() {
            file.flush();
        }

        @Override
        public void close(boolean sync) {
            try (file) {
                if (sync) {
                    file.sync();
                }
            }
            if (sync) {
                syncEnd(file.path());
            }
        }

        /** What the close itself wrote: where the file ends. */
        private static void syncEnd(Path path) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw new DataException(path + ": cannot sync the file: " + e.getMessage(), e);
            }
        }
    }
}
