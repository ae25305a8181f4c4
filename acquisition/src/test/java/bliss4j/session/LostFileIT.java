package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.NdArray;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.publish.PublishException;
import bliss4j.scan.Scan;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Issue 4, item 6: what others do to the file of a running scan ends it with one clear line, and its points are in Redis. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class LostFileIT {
    private static final int WHEN = 20;

    @TempDir
    private Path folder;

    private final Watched watched = new Watched("watched");
    private Beamline beamline;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url(), Map.of("watched", spec -> watched));
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    /** What a test does to a file. */
    @FunctionalInterface
    private interface Deed {
        void to(Path file) throws IOException;
    }

    /** Runs a scan without an end; the deed is done at a point of it. */
    private Scan scanWhile(Deed deed) {
        Path file = beamline.file();
        watched.reads(number -> {
            if (number == WHEN) {
                try {
                    deed.to(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return number;
        });
        return beamline.session.scan(ascan(beamline.axis("robz"), 0, 999_999, 1_000_000, 0, watched));
    }

    private void failsFor(Scan scan, String why) {
        assertThatThrownBy(scan::run)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(beamline.file() + why)
                .hasMessageNotContaining("\n");
        assertThat(scan.state()).isEqualTo(ScanState.FAILED);
        assertThat(Value.of(scan.node().orElseThrow().info()).at("end_reason").asText())
                .contains(beamline.file() + why);
        double stopped = beamline.axis("robz").position();
        assertThat(stopped).isLessThan(999_999);
        NdArray read = Objects.requireNonNull(scan.data().get("watched"));
        long points = read.length();
        assertThat(points).isGreaterThanOrEqualTo(WHEN);
        assertThat(read.item(WHEN - 1)).isEqualTo((double) WHEN);
        assertThat(Value.of(scan.node().orElseThrow().info()).at("points").at("watched:watched"))
                .isEqualTo(Value.of(points));
        assertThat(beamline.axis("robz").position()).isEqualTo(stopped);
    }

    private void theNextOneGoesOn() {
        watched.reads(number -> number);
        Scan next = beamline.session.run(loopscan(3, 0, watched));
        assertThat(next.state()).isEqualTo(ScanState.DONE);
        assertThat(next.number()).contains(2);
    }

    @Test
    void aFileRemovedDuringAScan() {
        failsFor(scanWhile(Files::delete), " was removed while a scan wrote it");
        theNextOneGoesOn();
    }

    @Test
    void aFileReplacedDuringAScan() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        failsFor(
                scanWhile(file -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING)),
                " was replaced by another file while a scan wrote it");
        assertThat(beamline.file()).hasContent("precious");
    }

    @Test
    void aDirectoryRemovedDuringAScan() {
        failsFor(
                scanWhile(file -> removeAll(folder.resolve("data/test_session/sample1"))),
                " was removed while a scan wrote it");
        theNextOneGoesOn();
    }

    private static void removeAll(Path directory) throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.list(directory)) {
            inside = files.toList();
        }
        for (Path file : inside) {
            Files.delete(file);
        }
        Files.delete(directory);
    }
}
