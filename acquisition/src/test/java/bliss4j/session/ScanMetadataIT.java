package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.ConfigException;
import bliss4j.config.DeviceFactory;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanMetadata;
import bliss4j.scan.ScanServices;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import bliss4j.testing.Warnings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a scan says of itself beside its points: users' metadata, where the axes stand, and what of it is in the file. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ScanMetadataIT {
    @TempDir
    private Path folder;

    private Beamline beamline;
    private ScanMetadata metadata;

    @BeforeEach
    void start() {
        open(Map.of());
    }

    private void open(Map<String, DeviceFactory> more) {
        beamline = Beamline.at(folder, RedisServer.url(), more);
        metadata = beamline.session.metadata();
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Scan count() {
        return beamline.session.run(loopscan(1, 0, beamline.counter("diode")));
    }

    private static Value info(Scan scan, String key) {
        return scan.node().orElseThrow().info().getOrDefault(key, Value.nothing());
    }

    private static Value.MapOf name(String name) {
        return Value.of(Map.of("name", Value.of(name)));
    }

    /** What h5py prints for an expression in {@code f}, the open file. */
    private String h5py(String expression) {
        String script = "import sys, h5py\nwith h5py.File(sys.argv[1], 'r') as f: print(" + expression + ")\n";
        return Oracles.python(List.of("h5py"), script, beamline.file()).strip();
    }

    @Test
    void f57ScanMetaOrderFunction() {
        metadata.set("sample", "holder", Value.of(Map.of("name", Value.of("first"), "holder", Value.of(3))));
        metadata.set("sample", "user", plan -> name("sample of " + plan.name()));
        assertThat(info(count(), "sample"))
                .isEqualTo(Value.of(Map.of("name", Value.of("sample of loopscan"), "holder", Value.of(3))));

        metadata.set("sample", "holder", name("again"));
        assertThat(info(count(), "sample")).isEqualTo(name("again"));

        assertThat(metadata.remove("sample", "holder")).isTrue();
        assertThat(metadata.remove("sample", "holder")).isFalse();
        assertThat(info(count(), "sample")).isEqualTo(name("sample of loopscan"));

        assertThat(metadata.remove("sample", "user")).isTrue();
        assertThat(info(count(), "sample").isNothing()).isTrue();
        assertThat(h5py("[f[e]['scan_meta/sample/name'].asstr()[()] for e in list(f)[:3]]"))
                .isEqualTo("['sample of loopscan', 'again', 'sample of loopscan']");
        assertThat(h5py("'sample' in f['4_loopscan/scan_meta']")).isEqualTo("False");
    }

    @Test
    void metadataOfTheInstrumentStandInTheFilesInstrument() {
        metadata.set("instrument", "mono", Value.of(Map.of("mono", Value.of(Map.of("energy", Value.of(12.5))))));
        Scan scan = count();
        assertThat(info(scan, "scan_meta_categories")).isEqualTo(Value.texts(List.of("positioners", "instrument")));
        assertThat(h5py("f['1_loopscan/instrument/mono/energy'][()]")).isEqualTo("12.5");
    }

    @Test
    void aFunctionThatFailsLeavesTheScanAloneAndIsSaid() {
        metadata.set("technique", "broken", plan -> {
            throw new IllegalStateException("no technique");
        });
        try (Warnings warnings = Warnings.heard()) {
            assertThat(count().state()).isEqualTo(ScanState.DONE);
            assertThat(warnings.messages())
                    .anyMatch(message -> message.contains("technique broken") && message.contains("no technique"));
        }
        assertThatThrownBy(() -> metadata.set("title", "mine", name("x")))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("'title'")
                .hasMessageContaining("sample");
    }

    @Test
    void f16PositionsAtTheStartAndAtTheEndAreInInfoAndFile() throws InterruptedException {
        beamline.axis("robz").move(-3);
        Scan scan = beamline.session.run(ascan(beamline.axis("robz"), 0, 5, 2, 0, beamline.counter("diode")));

        Value positioners = info(scan, "positioners");
        assertThat(positioners.at("positioners_start").at("robz")).isEqualTo(Value.of(-3.0));
        assertThat(positioners.at("positioners_end").at("robz")).isEqualTo(Value.of(5.0));
        assertThat(positioners.at("positioners_dial_end").at("robz")).isEqualTo(Value.of(5.0));
        assertThat(h5py("[float(f['1_ascan/instrument'][p]['robz'][()]) for p in ('positioners', 'positioners_start',"
                        + " 'positioners_dial', 'positioners_dial_start', 'positioners_end', 'positioners_dial_end')]"))
                .isEqualTo("[-3.0, -3.0, -3.0, -3.0, 5.0, 5.0]");
        assertThat(h5py("f['1_ascan/instrument/positioners_end/robz'].attrs['units']"))
                .isEqualTo("mm");
    }

    @Test
    void anAxisThatCannotBeReadIsNanWithItsReasonAtTheStartAndAtTheEnd() {
        beamline.close();
        folder = folder.resolve("other");
        open(Map.of("broken", spec -> new BrokenAxis()));
        assertThat(count().state()).isEqualTo(ScanState.DONE);
        for (String list : List.of("positioners", "positioners_dial", "positioners_end", "positioners_dial_end")) {
            String broken = "f['1_loopscan/instrument/" + list + "/broken']";
            assertThat(h5py(broken + "[()], " + broken + ".attrs['error']")).isEqualTo("nan no answer");
        }
    }

    @Test
    void howStronglySpectraArePackedIsConfigured() {
        beamline.close();
        Beamline.write(folder.resolve("config/bliss4j.yml"), "file: {deflate: 9}\n");
        open(Map.of());
        assertThat(count().state()).isEqualTo(ScanState.DONE);
    }

    @Test
    void aLevelOfPackingThatThereIsNotIsRefused() {
        Beamline.write(folder.resolve("config/bliss4j.yml"), "file: {deflate: 10}\n");
        BeamlineConfig config = BeamlineConfig.load(folder.resolve("config"), Map.of());
        ScanServices services = new ScanServices(
                beamline.live.recorder(), beamline.live.store(), beamline.live.settings(), Clock.systemUTC());
        assertThatThrownBy(() -> Session.start("test_session", config, services))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("deflate")
                .hasMessageContaining("1 (fast) to 9 (small)");
    }
}
