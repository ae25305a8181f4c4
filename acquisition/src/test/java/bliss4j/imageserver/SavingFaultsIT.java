package bliss4j.imageserver;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.frames.SavedFile;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left when the disk is full, and when the process is killed. */
class SavingFaultsIT {
    private static final int ONE_FILE = 1_000_000;

    /** Opens every file with h5py or fabio, and prints how many frames they hold. */
    private static final String COUNT = """
            import sys, glob, h5py, fabio
            frames = 0
            for path in sorted(glob.glob(sys.argv[1] + "/frelon_*")):
                if path.endswith(".h5"):
                    with h5py.File(path, "r") as f:
                        frames += len(f["/entry_0000/instrument/frelon/data"])
                else:
                    with fabio.open(path) as f:
                        frames += f.nframes
            print(frames)
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void onAFullDiskTheImagesBeforeCanBeReadAndItIsTold(ImageFormat format) {
        ImageSaving saving = SavingChild.saving(format, folder, ONE_FILE);
        List<String> lines = new ArrayList<>();
        // HDF5 takes 32 MiB ahead that cost nothing; a file that may not be so long fails at its begin
        try (ChildJvm child = ChildJvm.start(
                SavingChild.class,
                format.name(),
                folder.toString(),
                Integer.toString(ONE_FILE),
                format.isHdf5() ? "40000000" : "100000")) {
            String line = child.line();
            while (!line.equals("closed")) {
                lines.add(line);
                line = child.line();
            }
        }

        assertThat(lines)
                .last()
                .asString()
                .startsWith("failed " + saving.file(0) + ": ")
                .contains("File too large");
        int saved = lines.size() - 1;
        assertThat(saved).isGreaterThan(5);
        int seen = framesForOthers();
        assertThat(seen).isGreaterThanOrEqualTo(saved);
        assertReadable(saving, seen); // what was not told but can be seen is whole, too
    }

    @ParameterizedTest
    @EnumSource
    void aKilledProcessLeavesTheImagesThatWereTold(ImageFormat format) {
        for (int round = 0; round < 3; round++) {
            Path directory = folder.resolve("round" + round);
            ImageSaving saving = SavingChild.saving(format, directory, 7);
            int least = 10 + new Random().nextInt(20);
            int saved = 0;
            try (ChildJvm child =
                    ChildJvm.start(SavingChild.class, format.name(), directory.toString(), "7", "unlimited")) {
                while (saved < least) {
                    assertThat(child.line()).isEqualTo("saved " + saved);
                    saved++;
                }
                child.kill9();
            }

            assertReadable(saving, saved);
        }
    }

    private static void assertReadable(ImageSaving saving, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(SavedFile.read(saving.reference(i))).isEqualTo(Told.image(DType.UINT16, i));
        }
    }

    private int framesForOthers() {
        return Integer.parseInt(
                Oracles.python(List.of("h5py", "fabio"), COUNT, folder).strip());
    }
}
