package bliss4j.session;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.Confined;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Issue 4, item 6: disks that are full and places that may not be written. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ConfinedIT {
    /** What plain h5py finds in an entry: points per channel, whether they are those that were taken, and the end. */
    private static final String LOOK = """
            import sys, h5py, numpy
            with h5py.File(sys.argv[1], "r") as f:
                f.visititems(lambda name, item: item[()] is None if isinstance(item, h5py.Dataset) else None)
                entry = f["1_ascan"]
                lengths = [len(entry["measurement"][name]) for name in ("axis:robz", "timer:elapsed_time", "watched:watched")]
                watched = entry["measurement/watched:watched"][()]
                assert (watched == numpy.arange(1, len(watched) + 1)).all(), watched
                robz = entry["measurement/axis:robz"][()]
                assert (robz == numpy.arange(len(robz))).all(), robz
                meta = entry["scan_meta"]
                print(*lengths, meta["end_reason"][()].decode() if "end_reason" in meta else "no end")
            """;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void make() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
    }

    /** So that the folder can be removed. */
    @AfterEach
    void allowAll() throws IOException {
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ChildJvm session(List<String> command, String what) {
        return ChildJvm.under(command, ConfinedMain.class, folder.toString(), RedisServer.url(), what);
    }

    private void refused(String... words) {
        try (ChildJvm child = session(Confined.toRightsOfUsers(), "once")) {
            assertThat(child.waitFor("message")).contains(words);
            assertThat(child.waitFor("state")).isEqualTo("state FAILED");
            assertThat(child.waitFor("robz")).as("no axis has moved").isEqualTo("robz 0.0");
        }
    }

    @Test
    void aDirectoryThatMayNotBeWritten() throws IOException {
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused("cannot make the directory " + disk.resolve("test_session"), "may not be written");
    }

    @Test
    void aFolderOfTheFileThatMayNotBeWritten() throws IOException {
        Path sample = Files.createDirectories(disk.resolve("test_session/sample1"));
        Files.setPosixFilePermissions(sample, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused("cannot lock " + sample.resolve("data.h5"), "may not be written");
    }

    @Test
    void aFileThatMayNotBeWritten() throws IOException {
        try (ChildJvm child = session(List.of(), "once")) {
            assertThat(child.waitFor("state")).isEqualTo("state DONE");
        }
        Path file = disk.resolve("test_session/sample1/data.h5");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        try (ChildJvm child = session(Confined.toRightsOfUsers(), "once")) {
            assertThat(child.waitFor("message")).contains(file.toString(), "it may not be written");
            assertThat(child.waitFor("state")).isEqualTo("state FAILED");
        }
    }

    @Test
    void aFileThatMayNotBeReadIsNotTakenForOneWithoutScans() throws IOException {
        Path file = disk.resolve("test_session/sample1/data.h5");
        Beamline.write(file, "precious");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w--w----"));
        refused(file.toString(), "it may not be read");
    }

    @Test
    void aDiskThatFillsUpDuringAScan() {
        String points;
        try (ChildJvm child = session(Confined.toSmallDisk(disk, 24), "fill")) {
            assertThat(child.waitFor("message")).contains("data.h5", "No space left on device");
            assertThat(child.waitFor("state")).isEqualTo("state FAILED");
            assertThat(child.waitFor("state")).as("with room again").isEqualTo("state DONE");
            double stopped = Double.parseDouble(child.waitFor("robz").substring("robz ".length()));
            assertThat(stopped).isBetween(900.0, 999_998.0);
        }
        try (Beamline beamline =
                Beamline.at(folder, RedisServer.url(), Map.of("watched", spec -> new Watched("watched")))) {
            DataNode.Scan scan = (DataNode.Scan) beamline.node(Beamline.SESSION)
                    .walk(NodeFilter.types(DataNode.SCAN))
                    .findFirst()
                    .orElseThrow();
            assertThat(scan.state()).contains(ScanState.FAILED);
            assertThat(Value.of(scan.info()).at("end_reason").asText()).contains("No space left on device");
            points = Stream.of("robz", "elapsed_time", "watched")
                    .map(name -> Objects.requireNonNull(scan.data().get(name)).length())
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }
        String full = Oracles.python(List.of("h5py", "numpy"), LOOK, folder.resolve("full.h5"));
        int flushed = Integer.parseInt(full.split(" ")[0]);
        assertThat(flushed).as("flushed before").isGreaterThan(0);
        // The next scan has put back what Redis had, and the end that Redis knew.
        assertThat(Oracles.python(List.of("h5py", "numpy"), LOOK, folder.resolve("after.h5")))
                .startsWith(points)
                .contains("No space left on device");
    }
}
