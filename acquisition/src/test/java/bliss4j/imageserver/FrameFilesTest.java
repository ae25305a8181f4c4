package bliss4j.imageserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.frames.SavedFile;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class FrameFilesTest {
    @TempDir
    Path folder;

    /** Long enough for a busy machine. */
    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(50));
    }

    private ImageSaving saving(ImageFormat format) {
        return ImageSaving.of(format, folder.resolve("scan0001"), "lima_simulator_", "lima_simulator");
    }

    private static FrameFiles open(ImageSaving saving, DType dtype, SavingListener listener) {
        return FrameFiles.open(saving, dtype, Told.SHAPE, SavingRules.DEFAULT, listener);
    }

    private static void save(FrameFiles files, DType dtype, long from, long to) throws InterruptedException {
        for (long i = from; i < to; i++) {
            assertThat(files.save(i, Told.image(dtype, i))).isTrue();
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder.resolve("scan0001"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesCanBeReadWhenTheyAreToldInEveryFormat(ImageFormat format) throws InterruptedException {
        for (DType dtype : List.of(DType.UINT8, DType.INT16, DType.UINT32, DType.FLOAT32)) {
            ImageSaving saving =
                    saving(format).withFramesPerFile(4).withNames(dtype.numpyName() + "_", "%04d", format.suffix());
            Told told = new Told(saving, dtype);
            try (FrameFiles files = open(saving, dtype, told)) {
                save(files, dtype, 0, 10);
            }

            told.assertSaved(10);
            assertThat(told.failures()).isEmpty();
            assertThat(names())
                    .filteredOn(name -> name.startsWith(dtype.numpyName() + "_"))
                    .hasSize(3);
        }
    }

    /** controllers_sw/test_lima_data_node.py::test_LimaDataView_edf_2_frames_per_edf, as far as it is about files. */
    @Test
    void f27LimaDataViewEdf2FramesPerEdf() throws InterruptedException {
        assertResolvedNamesAreTheFilesOnDisk(ImageFormat.EDF, 2);
    }

    /** controllers_sw/test_lima_data_node.py::test_LimaDataView_edf_1_frame_per_hdf5, as far as it is about files. */
    @Test
    void f28LimaDataViewEdf1FramePerHdf5() throws InterruptedException {
        assertResolvedNamesAreTheFilesOnDisk(ImageFormat.HDF5, 1);
    }

    /** controllers_sw/test_lima_data_node.py::test_LimaDataView_edf_2_frames_per_hdf5, as far as it is about files. */
    @Test
    void f29LimaDataViewEdf2FramesPerHdf5() throws InterruptedException {
        assertResolvedNamesAreTheFilesOnDisk(ImageFormat.HDF5, 2);
    }

    private void assertResolvedNamesAreTheFilesOnDisk(ImageFormat format, int framesPerFile)
            throws InterruptedException {
        int count = 5;
        ImageSaving saving = saving(format).withFramesPerFile(framesPerFile).withFrames(count);
        Told told = new Told(saving, DType.UINT32);
        try (FrameFiles files = open(saving, DType.UINT32, told)) {
            save(files, DType.UINT32, 0, count);
        }

        List<String> resolved = Stream.iterate(0L, image -> image + 1)
                .limit(count)
                .map(image ->
                        Path.of(saving.reference(image).file()).getFileName().toString())
                .distinct()
                .toList();
        assertThat(names()).isEqualTo(resolved);
        told.assertSaved(count);
    }

    @Test
    void theLastImageOfAnAcquisitionEndsItsFileBeforeTheSaverIsClosed() throws InterruptedException {
        ImageSaving saving = saving(ImageFormat.HDF5).withFramesPerFile(100).withFrames(3);
        Told told = new Told(saving, DType.UINT16);
        try (FrameFiles files = open(saving, DType.UINT16, told)) {
            save(files, DType.UINT16, 0, 3);
            within().until(() -> files.lastSaved() == 2);

            told.assertSaved(3);
            assertThat(saving.file(0))
                    .isRegularFile()
                    .satisfies(file ->
                            assertThat(Files.size(file)).isLessThan(1_000_000)); // an open one runs ahead by 16 MiB
        }
    }

    @Test
    void anAcquisitionWithoutImagesMakesNoFile() {
        open(saving(ImageFormat.HDF5), DType.UINT16, new Told(saving(ImageFormat.HDF5), DType.UINT16))
                .close();

        assertThat(names()).isEmpty();
    }

    @Test
    void filesThatExistAreRefusedBeforeTheFirstImage() throws IOException {
        Files.createDirectories(folder.resolve("scan0001"));
        for (String name : List.of("lima_simulator_0000.edf", "lima_simulator_0002.edf")) {
            Path existing = Files.createFile(folder.resolve("scan0001").resolve(name));
            assertRefused(
                    saving(ImageFormat.EDF).withFrames(3), existing + " exists: images are not saved over others");
            assertRefused(saving(ImageFormat.EDF), existing + " exists");
            Files.delete(existing);
        }
        for (String other : List.of(
                "lima_simulator_0003.edf", "lima_simulator_0000.h5", "lima_simulator_x.edf", "lima_simulator_00.edf")) {
            Files.createFile(folder.resolve("scan0001").resolve(other));
        }
        open(saving(ImageFormat.EDF).withFrames(3), DType.UINT8, new Told(saving(ImageFormat.EDF), DType.UINT8))
                .close();
        assertRefused(saving(ImageFormat.EDF).withFrames(4), "lima_simulator_0003.edf exists");
        assertRefused(saving(ImageFormat.EDF).withNextNumber(2).withFrames(2), "lima_simulator_0003.edf exists");
        open(saving(ImageFormat.EDF).withNextNumber(4), DType.UINT8, new Told(saving(ImageFormat.EDF), DType.UINT8))
                .close();
    }

    @Test
    void whatCannotBeSavedIsRefusedBeforeTheFirstImage() throws IOException {
        Files.createFile(folder.resolve("scan0001"));
        assertRefused(saving(ImageFormat.EDF), "is a file, expected a directory");
        Files.delete(folder.resolve("scan0001"));
        ImageSaving cbf = new ImageSaving(
                "CBF",
                folder,
                "a",
                "%04d",
                ".cbf",
                1,
                0,
                0,
                saving(ImageFormat.EDF).inside());
        assertRefused(cbf, "image format 'CBF' cannot be written: expected one of EDF");
        assertThatThrownBy(() -> open(saving(ImageFormat.EDF), DType.TEXT, new Told(cbf, DType.UINT8)))
                .hasMessageContaining("images of str cannot be saved");
    }

    private static void assertRefused(ImageSaving saving, String why) {
        assertThatThrownBy(() -> open(saving, DType.UINT8, new Told(saving, DType.UINT8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(why);
    }

    @Test
    void imagesOfAnotherOrderTypeOrShapeAreRefused() throws InterruptedException {
        ImageSaving saving = saving(ImageFormat.EDF);
        try (FrameFiles files = open(saving, DType.UINT8, new Told(saving, DType.UINT8))) {
            assertThatThrownBy(() -> files.save(0, Told.image(DType.INT8, 0)))
                    .hasMessage("image 0 of int8(60, 50) cannot be saved: expected uint8(60, 50)");
            assertThatThrownBy(() -> files.save(0, Told.image(DType.UINT8, 0).reshape(Shape.of(50, 60))))
                    .hasMessageContaining("expected uint8(60, 50)");
            assertThat(files.save(4, Told.image(DType.UINT8, 4))).isTrue();
            assertThatThrownBy(() -> files.save(4, Told.image(DType.UINT8, 4)))
                    .hasMessage("image 4 cannot be saved: expected image 5 or a later one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void imagesThatWereLostLeaveTheirPlacesEmpty(ImageFormat format) throws InterruptedException {
        ImageSaving saving = saving(format).withFramesPerFile(4);
        List<Long> given = List.of(1L, 3L, 4L, 13L, 14L);
        Told told = new Told(saving, DType.UINT16);
        try (FrameFiles files = open(saving, DType.UINT16, told)) {
            for (long image : given) {
                files.save(image, Told.image(DType.UINT16, image));
            }
        }

        assertThat(told.failures()).isEmpty();
        assertThat(told.saved()).isEqualTo(given);
        assertThat(names()).hasSize(3); // none for images 8 to 11
        for (long image : given) {
            assertThat(SavedFile.read(saving.reference(image))).isEqualTo(Told.image(DType.UINT16, image));
        }
        for (long lost : List.of(0L, 2L, 12L)) {
            assertThatThrownBy(() -> SavedFile.read(saving.reference(lost)))
                    .hasMessageStartingWith("Cannot retrieve image " + lost + " from file: ")
                    .hasMessageContaining("was lost before it was saved");
        }
    }

    @Test
    void whoSavesWaitsWhileAsManyAsMayArePending() throws InterruptedException {
        ImageSaving saving = saving(ImageFormat.HDF5BS).withFramesPerFile(100);
        CountDownLatch disk = new CountDownLatch(1);
        Told told = new Told(saving, DType.UINT8);
        SavingListener slow = new SlowListener(told, disk);
        SavingRules rules = new SavingRules(2, 3L * Told.SHAPE.size(), false);
        try (FrameFiles files = FrameFiles.open(saving, DType.UINT8, Told.SHAPE, rules, slow)) {
            AtomicBoolean done = new AtomicBoolean();
            Thread camera = Thread.ofPlatform().name("camera").start(() -> {
                try {
                    save(files, DType.UINT8, 0, 40); // more than are written before they are told
                    done.set(true);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            within().until(files::isFull);
            assertThat(done).isFalse();
            disk.countDown();
            camera.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(done).isTrue();
        }
        told.assertSaved(40);
    }

    private record SlowListener(Told told, CountDownLatch disk) implements SavingListener {
        @Override
        public void saved(long image) {
            try {
                if (!disk.await(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("the test did not end");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            told.saved(image);
        }

        @Override
        public void failed(Path file, String reason) {
            told.failed(file, reason);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeMadeIsToldOnceAndNothingHangs(ImageFormat format) throws IOException, InterruptedException {
        ImageSaving saving = saving(format).withFramesPerFile(2);
        Told told = new Told(saving, DType.UINT16);
        SavingRules rules = new SavingRules(1, 0, false);
        try (FrameFiles files = FrameFiles.open(saving, DType.UINT16, Told.SHAPE, rules, told)) {
            save(files, DType.UINT16, 0, 2);
            within().until(() -> files.lastSaved() == 1);
            Files.createDirectory(saving.file(2)); // in the way of the next file
            long taken = 2;
            while (files.save(taken, Told.image(DType.UINT16, taken))) {
                taken++;
            }
            assertThat(taken).isBetween(2L, 5L);
            assertThat(files.save(taken, Told.image(DType.UINT16, taken))).isFalse();
            assertThat(files.lastSaved()).isEqualTo(1);
        }
        assertThat(told.failures()).singleElement().asString().contains(saving.file(2) + ": ", "exists");
        told.assertSaved(2);
    }

    @ParameterizedTest
    @EnumSource
    void anAbortLeavesTheImagesThatWereTold(ImageFormat format) throws InterruptedException {
        ImageSaving saving = saving(format).withFramesPerFile(1000);
        Told told = new Told(saving, DType.UINT16);
        FrameFiles files = open(saving, DType.UINT16, told);
        save(files, DType.UINT16, 0, 200);
        within().until(() -> files.lastSaved() > 3);
        files.abort();

        assertThat(files.save(200, Told.image(DType.UINT16, 200))).isFalse();
        assertThat(told.failures()).isEmpty();
        assertThat(files.lastSaved()).isEqualTo(told.saved().size() - 1L);
        told.assertSaved(told.saved().size());
    }
}
