package bliss4j.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.ImageReference;
import bliss4j.edf.EdfFrame;
import bliss4j.edf.EdfWriter;
import bliss4j.hdf5.DatasetSpec;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.image.MissingImageException;
import bliss4j.packing.PackedChunk;
import bliss4j.packing.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedFileTest {
    private static final String PATH = "/entry_0000/instrument/frelon/data";
    private static final Shape SHAPE = Shape.of(2, 3);

    @TempDir
    Path folder;

    private static Numbers image(int number) {
        return Numbers.of(DType.INT32, number, -1, 2, 3, 4, 5).reshape(SHAPE);
    }

    private ImageReference reference(String file, String path, int frame, String format) {
        return ImageReference.saved(7, folder.resolve(file).toString(), path, frame, format);
    }

    private H5File hdf5(String file, String path, Packing packing) {
        H5File made = H5File.create(folder.resolve(file));
        H5Group group = made.root();
        String[] names = path.substring(1).split("/");
        for (int i = 0; i < names.length - 1; i++) {
            group = group.createGroup(names[i]);
        }
        DatasetSpec spec = DatasetSpec.ofFrames(DType.INT32, SHAPE, packing);
        try (H5Dataset data = group.createAppendable(names[names.length - 1], spec)) {
            for (int i = 0; i < 3; i++) {
                data.append(PackedChunk.of(image(i).reshape(SHAPE.times(1)), packing));
            }
        }
        made.flush();
        return made;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HDF5", "hdf5", "HDF5BS", "Hdf5Anything"})
    void hdf5IsReadWhileThisProcessWritesIt(String format) {
        try (H5File writer = hdf5("a.h5", PATH, Packing.BITSHUFFLE_LZ4)) {
            assertThat(SavedFile.read(reference("a.h5", PATH, 2, format))).isEqualTo(image(2));
            writer.root().createGroup("more");
        }
        assertThat(SavedFile.read(reference("a.h5", PATH, 0, format))).isEqualTo(image(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDF", "EDFConcat", "edf", "EdfGz"})
    void edfIsReadWhileItIsWritten(String format) {
        try (EdfWriter writer = EdfWriter.create(folder.resolve("a.edf"))) {
            writer.append(EdfFrame.of(0, image(0)));
            writer.append(EdfFrame.of(1, image(1)));
            assertThat(SavedFile.read(reference("a.edf", "", 1, format))).isEqualTo(image(1));
        }
    }

    @Test
    void olderLimasHaveADatasetBelow() {
        hdf5("older.h5", PATH + "/array", Packing.NONE).close();
        hdf5("oldest.h5", "/entry_0000/measurement/data/array", Packing.NONE).close();

        assertThat(SavedFile.read(reference("older.h5", PATH + "/array", 1, "HDF5")))
                .isEqualTo(image(1));
        assertThat(SavedFile.read(reference("older.h5", PATH, 1, "HDF5"))).isEqualTo(image(1));
        assertThat(SavedFile.read(reference("oldest.h5", "/entry_0000", 2, "HDF5")))
                .isEqualTo(image(2));
    }

    @Test
    void oneImageMayBeTheWholeDataset() {
        try (H5File file = H5File.create(folder.resolve("one.h5"))) {
            file.root().write("image", image(4));
        }

        assertThat(SavedFile.read(reference("one.h5", "/image", 0, "HDF5"))).isEqualTo(image(4));
        assertMissing(reference("one.h5", "/image", 1, "HDF5"), "its shape is (2, 3), expected one image a row");
    }

    @Test
    void virtualThreadsMayAsk() throws ExecutionException, InterruptedException {
        hdf5("a.h5", PATH, Packing.LZ4).close();
        FutureTask<NdArray> found = new FutureTask<>(() -> SavedFile.read(reference("a.h5", PATH, 1, "HDF5")));
        FutureTask<NdArray> missing = new FutureTask<>(() -> SavedFile.read(reference("a.h5", PATH, 3, "HDF5")));
        Thread.ofVirtual().start(found);
        Thread.ofVirtual().start(missing);

        assertThat(found.get()).isEqualTo(image(1));
        assertThatThrownBy(missing::get).hasRootCauseInstanceOf(DataException.class);
    }

    @Test
    void whatIsNotThereIsToldByImageAndFile() throws IOException {
        hdf5("a.h5", PATH, Packing.NONE).close();
        Files.writeString(folder.resolve("text.h5"), "hello");
        Files.writeString(folder.resolve("text.edf"), "hello");

        assertMissing(
                ImageReference.inMemory(7, "http://localhost", 1), "Cannot retrieve image 7 from file: it was not");
        assertMissing(reference("b.h5", PATH, 0, "HDF5"), "there is no file " + folder + "/b.h5; was it moved");
        assertMissing(reference("b.edf", "", 0, "EDF"), "there is no file " + folder + "/b.edf; was it moved");
        assertMissing(reference("a.h5", PATH, 3, "HDF5"), "a.h5::" + PATH + ": it holds only 3");
        assertMissing(reference("a.h5", "/entry_0000", 0, "HDF5"), "it is a group, expected a dataset of images");
        assertMissing(reference("a.h5", "/entry_0001/data", 0, "HDF5"), "entry_0001");
        assertMissing(reference("text.h5", PATH, 0, "HDF5"), "text.h5: cannot open the file: it is no HDF5 file");
        assertMissing(reference("text.edf", "", 0, "EDF"), "text.edf: cannot read frame 0: it is no EDF file");
        assertMissing(ImageReference.saved(7, "a\0b", "", 0, "EDF"), "is no path");
    }

    private static void assertMissing(ImageReference image, String why) {
        assertThatThrownBy(() -> SavedFile.read(image))
                .isInstanceOf(MissingImageException.class)
                .hasMessageStartingWith("Cannot retrieve image 7 from file: ")
                .hasMessageContaining(why);
    }

    @Test
    void asASourceItHasWhatWasSaved() {
        hdf5("a.h5", PATH, Packing.NONE).close();

        assertThat(new SavedFile().image(reference("a.h5", PATH, 1, "HDF5"))).contains(image(1));
        assertThat(new SavedFile().image(ImageReference.inMemory(7, "http://localhost", 1)))
                .isEmpty();
    }

    @Test
    void aFormatThatWeDoNotReadIsTold() {
        assertThatThrownBy(() -> SavedFile.read(reference("a.cbf", "", 0, "CBF")))
                .isInstanceOf(DataException.class)
                .isNotInstanceOf(MissingImageException.class)
                .hasMessageStartingWith("Format not managed yet: 'CBF' of ");
    }
}
