package bliss4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.block.ImageReference;
import bliss4j.block.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ImageSavingTest {
    private static final Path DIRECTORY = Path.of("/data/scan0001");
    private static final ImageSaving EDF =
            ImageSaving.of(ImageFormat.EDF, DIRECTORY, "lima_simulator_", "lima_simulator");
    private static final ImageSaving HDF5 =
            ImageSaving.of(ImageFormat.HDF5, DIRECTORY, "lima_simulator_", "lima_simulator");

    @Test
    void defaultsAreOneImageAFile() {
        assertThat(EDF.file(0)).hasToString("/data/scan0001/lima_simulator_0000.edf");
        assertThat(EDF.file(12345)).hasToString("/data/scan0001/lima_simulator_12345.edf");
        assertThat(EDF.frame(12345)).isZero();
        assertThat(EDF.pathInFile()).isEmpty();
        assertThat(HDF5.file(3)).hasToString("/data/scan0001/lima_simulator_0003.h5");
        assertThat(HDF5.pathInFile()).isEqualTo("/entry_0000/instrument/lima_simulator/data");
    }

    @Test
    void fileAndFrameFollowFromFramesPerFileAndTheNumberOfTheFirstFile() {
        ImageSaving saving = HDF5.withFramesPerFile(3).withNextNumber(7).withNames("a b", "%d", ".nx5");

        assertThat(saving.reference(0))
                .isEqualTo(ImageReference.saved(
                        0, "/data/scan0001/a b7.nx5", "/entry_0000/instrument/lima_simulator/data", 0, "HDF5"));
        assertThat(saving.reference(8))
                .isEqualTo(ImageReference.saved(
                        8, "/data/scan0001/a b9.nx5", "/entry_0000/instrument/lima_simulator/data", 2, "HDF5"));
        assertThat(saving.file(3L * Integer.MAX_VALUE)).hasToString("/data/scan0001/a b2147483654.nx5");
    }

    @Test
    void numbersAreWrittenAsCDoes() {
        assertThat(EDF.withNames("", "%04d", ".edf").file(42).getFileName()).hasToString("0042.edf");
        assertThat(EDF.withNames("", "%1d", ".edf").file(42).getFileName()).hasToString("42.edf");
        assertThat(EDF.withNames("", "%5d", ".edf").file(42).getFileName()).hasToString("   42.edf");
        assertThat(EDF.withNames("", "%0d", ".edf").file(42).getFileName()).hasToString("42.edf");
        assertThat(EDF.withNames("", "%012d", ".edf").file(42).getFileName()).hasToString("000000000042.edf");
    }

    @Test
    void describesItselfInACamerasWords() {
        Value.MapOf words = Value.of(HDF5.withFramesPerFile(2).withFrames(10).description());

        assertThat(words)
                .hasToString("{'saving_mode': 'AUTO_FRAME', 'saving_format': 'HDF5',"
                        + " 'saving_directory': '/data/scan0001', 'saving_prefix': 'lima_simulator_',"
                        + " 'saving_index_format': '%04d', 'saving_suffix': '.h5', 'saving_frame_per_file': 2,"
                        + " 'saving_frame_per_acquisition': 10, 'saving_next_number': 0,"
                        + " 'user_instrument_name': 'instrument', 'user_detector_name': 'lima_simulator',"
                        + " 'lima_version': '1.9.1'}");
    }

    @Test
    void isReadBackFromItsDescriptionAmongOtherEntries() {
        ImageSaving saving = HDF5.withFramesPerFile(2).withFrames(10).withNextNumber(3);
        Value.MapOf info = Value.of(saving.description()).with("acq_trigger_mode", Value.of("INTERNAL_TRIGGER"));

        assertThat(ImageSaving.of(info)).contains(saving);
        assertThat(ImageSaving.of(Value.of(EDF.description()))).contains(EDF);
    }

    @Test
    void aCameraThatDoesNotSaveHasNone() {
        Value.MapOf info = Value.of(EDF.description());

        assertThat(ImageSaving.of(info.with("saving_mode", Value.of("NOSAVING"))))
                .isEmpty();
        assertThat(ImageSaving.of(info.with("saving_mode", Value.of("MANUAL")))).isEmpty();
        assertThat(ImageSaving.of(Value.of(Map.of("shape", Value.tuple())))).isEmpty();
    }

    @Test
    void anOlderLimaHasItsOwnPath() {
        String older = "/entry_0000/instrument/frelon/data/array";
        String newer = "/entry_0000/ESRF-ID00/frelon/data";

        assertThat(pathOfVersion("1.9.0")).isEqualTo(older);
        assertThat(pathOfVersion("1.8.12")).isEqualTo(older);
        assertThat(pathOfVersion("")).isEqualTo(older);
        assertThat(pathOfVersion("<1.9.1")).isEqualTo(older);
        assertThat(pathOfVersion("1.9.1")).isEqualTo(newer);
        assertThat(pathOfVersion("1.10.0rc2")).isEqualTo(newer);
        assertThat(pathOfVersion("2.0")).isEqualTo(newer);
    }

    private static String pathOfVersion(String version) {
        Value.MapOf info = Value.of(HDF5.description())
                .with("user_instrument_name", Value.of("ESRF-ID00"))
                .with("user_detector_name", Value.of("frelon"))
                .with("lima_version", Value.of(version));
        return ImageSaving.of(info).orElseThrow().pathInFile();
    }

    @Test
    void refusesWhatMakesNoFileNames() {
        assertRefused(() -> EDF.withFramesPerFile(0), "frames per file is 0: expected 1 or more");
        assertRefused(() -> EDF.withNextNumber(-1), "next number of an image file is -1: expected 0 or more");
        assertRefused(() -> EDF.withFrames(-2), "frames of an acquisition is -2: expected 0 or more");
        assertRefused(() -> EDF.withNames("a", "%04d", "edf"), "suffix 'edf' of image files: expected a dot first");
        assertRefused(() -> EDF.withNames("a", "%04d", "."), "suffix '.' of image files: expected a dot first");
        assertRefused(() -> EDF.withNames("a/b", "%04d", ".edf"), "prefix 'a/b' of image files: expected a part");
        assertRefused(() -> EDF.withNames("a%", "%04d", ".edf"), "without '%', which stands for the number");
        assertRefused(
                () -> EDF.withDirectory(Path.of("here")), "directory 'here' of image files: expected an absolute");
        assertRefused(() -> EDF.file(-1), "number of an image is -1");
        for (String format : new String[] {"", "%s", "04d", "%04d%d", "%-4d", "%100d", "%04x", "%%"}) {
            assertRefused(
                    () -> EDF.withNames("a", format, ".edf"),
                    "index format '" + format + "' of image files: expected one number such as %04d");
        }
        assertRefused(
                () -> ImageSaving.of(ImageFormat.HDF5, DIRECTORY, "a", "b/c"),
                "name of detector 'b/c' cannot be a group of a file");
    }

    @Test
    void aDescriptionThatLacksAnEntryIsRefusedByItsName() {
        assertRefused(
                () -> ImageSaving.of(Value.of(Map.of("saving_mode", Value.of("AUTO_FRAME")))),
                "no entry 'saving_format'");
        assertRefused(
                () -> ImageSaving.of(Value.of(EDF.description()).with("saving_frame_per_file", Value.of("two"))),
                "expected an int");
    }

    @Test
    void formatsAreKnownByTheirNames() {
        assertThat(ImageFormat.of("edf")).isEqualTo(ImageFormat.EDF);
        assertThat(ImageFormat.of("HDF5BS")).isEqualTo(ImageFormat.HDF5BS);
        assertThat(ImageFormat.isEdf("EDFConcat")).isTrue();
        assertThat(ImageFormat.isHdf5("hdf5_something")).isTrue();
        assertThat(ImageFormat.isEdf("CBF") || ImageFormat.isHdf5("CBF")).isFalse();
        assertRefused(
                () -> ImageFormat.of("CBF"),
                "image format 'CBF' cannot be written: expected one of EDF, EDFGZ, HDF5, HDF5GZ, HDF5LZ4, HDF5BS");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContaining(why);
    }
}
