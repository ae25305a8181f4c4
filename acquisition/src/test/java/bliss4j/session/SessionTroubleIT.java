package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Limits;
import bliss4j.scan.Scan;
import bliss4j.sim.SimAxis;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.PrivateRedis;
import bliss4j.testing.RedisServer;
import bliss4j.testing.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and scans in a world that is not as it should be. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class SessionTroubleIT {
    /** Nobody listens there. */
    private static final String NO_REDIS = "redis://127.0.0.1:1";

    @TempDir
    private Path folder;

    private Beamline beamline;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url());
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Scan ascanOfRobz(String counter) {
        return beamline.session.scan(ascan(beamline.axis("robz"), 5, 9, 3, 0, beamline.counter(counter)));
    }

    private List<String> scans() {
        return beamline.live.store().node(Beamline.SESSION).stream()
                .flatMap(session -> session.walk(NodeFilter.types(DataNode.SCAN)))
                .map(DataNode::name)
                .toList();
    }

    private List<Path> dataFiles() throws IOException {
        if (!Files.exists(folder.resolve("data"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneClearError() throws IOException {
        Path file = Files.createFile(folder.resolve("plain"));
        beamline.session.saving().set("base_path", file.resolve("below").toString());
        Scan scan = ascanOfRobz("diode");
        assertThatThrownBy(scan::run)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot make the directory")
                .hasMessageContaining(file + " is a file");
        assertThat(scan.state()).isEqualTo(ScanState.FAILED);
        assertThat(scan.number()).isEmpty();
        assertThat(beamline.axis("robz").position()).isZero();
        assertThat(scans()).isEmpty();
        assertThat(beamline.session.scans().all()).isEmpty();
        // counting needs no file
        assertThat(beamline.session.run(ct(0, beamline.counter("diode"))).state())
                .isEqualTo(ScanState.DONE);
    }

    @Test
    void aFileThatIsNoHdf5IsNotTouched() throws IOException {
        Beamline.write(beamline.file(), "precious");
        Scan scan = ascanOfRobz("diode");
        assertThatThrownBy(scan::run).isInstanceOf(DataException.class).hasMessageContaining("data.h5");
        assertThat(beamline.file()).hasContent("precious");
        assertThat(scans()).isEmpty();
        assertThat(beamline.axis("robz").position()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a/b"})
    void aForbiddenNameOfAnAxisIsRefusedBeforeAnythingIsWritten(String name) throws IOException {
        SimAxis axis = new SimAxis(name, Optional.empty(), 1e12, 1e15, Limits.NONE);
        Scan scan = beamline.session.scan(ascan(axis, 5, 9, 3, 0, beamline.counter("diode")));
        assertThatThrownBy(scan::run).isInstanceOf(DataException.class).hasMessageContaining("'" + name + "'");
        assertThat(axis.position()).isZero();
        assertThat(dataFiles()).isEmpty();
        assertThat(scans()).isEmpty();
        assertThat(beamline.session.run(ct(0, beamline.counter("diode"))).number())
                .contains(1);
    }

    @Test
    void namesWhoseKeysWouldBeMixedUpAreRefusedBeforeAnythingIsWritten() throws IOException {
        SimAxis timer = new SimAxis("timer_info", Optional.empty(), 1e12, 1e15, Limits.NONE);
        Scan scan = beamline.session.scan(ascan(timer, 5, 9, 3, 0, beamline.counter("diode")));
        assertThatThrownBy(scan::run).isInstanceOf(DataException.class).hasMessageContaining("timer_info");
        assertThat(timer.position()).isZero();
        assertThat(dataFiles()).isEmpty();
        assertThat(scans()).isEmpty();

        beamline.session.run(ct(0, beamline.counter("diode")));
        beamline.session.saving().set("s_name", "sample1_data");
        Scan mixedUp = ascanOfRobz("diode");
        assertThatThrownBy(mixedUp::run).isInstanceOf(DataException.class).hasMessageContaining("sample1_data");
        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void otherNamesWorkAsTheyAre() {
        SimAxis axis = new SimAxis("größe 1.5_漢字", Optional.of("Å"), 1e12, 1e15, Limits.NONE);
        Scan scan = beamline.session.run(
                ascan(axis, 0, 1, 2, 0, beamline.counter("diode")).withName("été {x}"));
        assertThat(scan.data().keySet()).containsExactly("größe 1.5_漢字", "elapsed_time", "diode");
        assertThat(scans()).containsExactly("1_été {x}");
    }

    @Test
    void aTemplateThatNamesNothingLetsTheSessionStartAndTheScanFail() {
        beamline.session.saving().set("template", "{session}/{s_name}/{nope}");
        beamline.close();
        try (Warnings warnings = Warnings.heard()) {
            start();
            assertThat(warnings.messages()).anyMatch(line -> line.contains("Missing 'nope' attribute in ScanSaving"));
        }
        Scan scan = ascanOfRobz("diode");
        assertThatThrownBy(scan::run)
                .isInstanceOf(AcquisitionException.class)
                .hasMessage("Missing 'nope' attribute in ScanSaving");
        assertThat(beamline.axis("robz").position()).isZero();
        beamline.session.saving().set("template", "{session}");
        assertThat(beamline.session
                        .run(loopscan(1, 0, beamline.counter("diode")))
                        .number())
                .contains(1);
    }

    @Test
    void aDeviceThatThereIsNotOrThatIsAnotherKindIsNamed() {
        assertThatThrownBy(() -> beamline.axis("robx"))
                .isInstanceOf(AcquisitionException.class)
                .hasMessage("session test_session has no device 'robx'; it has diode, diode2, roby, robz, slow");
        assertThatThrownBy(() -> beamline.axis("diode")).hasMessageContaining("'diode' is no axis");
        assertThatThrownBy(() -> beamline.counter("roby")).hasMessageContaining("'roby' is no counter");
        assertThat(beamline.session.devices().keySet()).containsExactly("diode", "diode2", "roby", "robz", "slow");
    }

    @Test
    void anAxisThatCannotBeReadDoesNotKeepOthersFromBeingScanned() {
        beamline.close();
        Path other = folder.resolve("other");
        beamline = Beamline.at(other, RedisServer.url(), Map.of("broken", spec -> new BrokenAxis()));
        Scan scan = beamline.session.run(loopscan(1, 0, beamline.counter("diode")));
        assertThat(scan.state()).isEqualTo(ScanState.DONE);
        assertThat(scan.node().orElseThrow().info())
                .hasEntrySatisfying(
                        "positioners",
                        positioners -> assertThat(positioners.toString()).contains("'broken': nan", "'roby': 0.0"));
    }

    @Test
    void withRedisAwayTheSessionStartsAndItsFilesAreComplete() {
        beamline.session.saving().set("s_name", "sample2");
        assertThat(beamline.session
                        .run(loopscan(1, 0, beamline.counter("diode2")))
                        .number())
                .contains(1);
        beamline.close();
        try (Warnings warnings = Warnings.heard()) {
            beamline = Beamline.at(folder, NO_REDIS);
            assertThat(beamline.session.saving().get("s_name").asText()).isEqualTo("sample2");
            Scan scan = beamline.session.run(loopscan(3, 0, beamline.counter("diode2")));
            assertThat(scan.state()).isEqualTo(ScanState.DONE);
            assertThat(scan.number()).contains(2);
            assertThat(scan.degraded()).anyMatch(line -> line.contains("Redis"));
            assertThat(warnings.messages()).anyMatch(line -> line.contains("settings and scan numbers come from"));
            assertThat(warnings.messages()).anyMatch(line -> line.startsWith("Redis at"));
            assertThat(values("2_loopscan")).isEqualTo("4.0 4.0 4.0");
            beamline.session.saving().set("s_name", "sample3");
        }
        beamline.close();

        start(); // with Redis again: what was set without it is there, and no number comes twice
        assertThat(beamline.session.saving().get("s_name").asText()).isEqualTo("sample3");
        beamline.session.saving().set("s_name", "sample2");
        assertThat(beamline.session
                        .run(loopscan(1, 0, beamline.counter("diode2")))
                        .number())
                .contains(3);
    }

    @Test
    void aSavedScanGoesOnWhenRedisDies() {
        end();
        try (PrivateRedis redis = PrivateRedis.start()) {
            Watched watched = new Watched("watched");
            beamline = Beamline.at(folder.resolve("other"), redis.url(), Map.of("watched", spec -> watched));
            watched.reads(number -> {
                if (number == 3) {
                    redis.kill();
                }
                return number;
            });
            Scan scan = beamline.session.run(loopscan(6, 0, watched, beamline.counter("diode2")));
            assertThat(scan.state()).isEqualTo(ScanState.DONE);
            assertThat(scan.degraded()).anyMatch(line -> line.contains("Redis"));
            assertThat(values("1_loopscan")).isEqualTo("4.0 4.0 4.0 4.0 4.0 4.0");
            end();
            start();
        }
    }

    /** What the file has of diode2. */
    private String values(String entry) {
        String script = """
                import sys, h5py
                e = h5py.File(sys.argv[1], 'r')[sys.argv[2]]
                assert 'end_time' in e
                print(' '.join(str(float(x)) for x in e['measurement/box:diode2'][()]))
                """;
        return Oracles.python(List.of("h5py"), script, beamline.file(), entry).strip();
    }
}
