package bliss4j.frames;

import bliss4j.array.NdArray;
import bliss4j.block.DataException;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.hdf5.Hdf5;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** The images of a detector in an HDF5 file: one a row of a dataset. */
final class DetectorData {
    private static final int IMAGE_RANK = 2;

    /** Where the images are below a group that a reference leads to instead, in the files of older Limas. */
    private static final List<String> BELOW = List.of("array", "data", "measurement");

    private DetectorData() {}

    static NdArray read(Path file, String path, int frame) {
        if (!Thread.currentThread().isVirtual()) {
            return take(file, path, frame).get();
        }
        FutureTask<Supplier<NdArray>> work = new FutureTask<>(() -> take(file, path, frame));
        Thread.ofPlatform().daemon().name("bliss-h5-image").start(work); // HDF5 takes platform threads only
        return result(work).get();
    }

    private static Supplier<NdArray> result(FutureTask<Supplier<NdArray>> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for a file to be read", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new DataException("reading failed", e);
        }
    }

    /** In one hold of the lock; the result is unpacked without it. */
    private static Supplier<NdArray> take(Path path, String inside, int frame) {
        return Hdf5.hold(() -> {
            try (H5File file = H5File.openForRead(path);
                    H5Dataset data = dataset(file, inside)) {
                if (data.shape().rank() == IMAGE_RANK && frame == 0) {
                    NdArray image = data.read();
                    return () -> image;
                }
                if (data.shape().rank() <= IMAGE_RANK) {
                    throw new DataException(data + ": its shape is " + data.shape() + ", expected one image a row");
                }
                if (frame >= data.length()) {
                    throw new DataException(data + ": it holds only " + data.length());
                }
                if (!data.isWritten(frame)) {
                    throw new DataException(data + ": frame " + frame + " was lost before it was saved");
                }
                Supplier<NdArray> rows = data.fetch(frame, frame + 1L);
                return () -> rows.get().row(0);
            }
        });
    }

    private static H5Dataset dataset(H5File file, String inside) {
        List<String> names =
                Arrays.stream(inside.split("/")).filter(name -> !name.isEmpty()).toList();
        H5Group group = file.root();
        for (String name : names) {
            if (!group.isGroup(name)) {
                return group.dataset(name);
            }
            group = group.group(name);
        }
        return below(group);
    }

    private static H5Dataset below(H5Group start) {
        H5Group group = start;
        while (true) {
            H5Group here = group;
            String name = BELOW.stream()
                    .filter(here::contains)
                    .findFirst()
                    .orElseThrow(() -> new DataException(start + ": it is a group, expected a dataset of images"));
            if (!group.isGroup(name)) {
                return group.dataset(name);
            }
            group = group.group(name);
        }
    }
}
