package bliss4j.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.chain.AcquisitionChain;
import bliss4j.chain.ChainPreset;
import bliss4j.data.ScanState;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanCommands;
import bliss4j.scan.ScanPreset;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users do beside scans. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class PresetsIT {
    @TempDir
    private Path folder;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private String failing = "";
    private Beamline beamline;
    private Session session;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url());
        session = beamline.session;
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private void call(String name) {
        calls.add(name);
        if (name.equals(failing)) {
            throw new IllegalStateException(name + " failed");
        }
    }

    private final class Noted implements ChainPreset, ChainPreset.IterationPreset {
        @Override
        public void prepare(AcquisitionChain chain) {
            call("chain.prepare");
        }

        @Override
        public void start(AcquisitionChain chain) {
            call("chain.start");
        }

        @Override
        public void stop(AcquisitionChain chain) {
            call("chain.stop");
        }

        @Override
        public Iterator<IterationPreset> iterations(AcquisitionChain chain) {
            return Stream.<IterationPreset>generate(() -> this).iterator();
        }

        @Override
        public void prepare() {
            call("prepare");
        }

        @Override
        public void start() {
            call("start");
        }

        @Override
        public void stop() {
            call("stop");
        }
    }

    private Scan ten() {
        return session.scan(ScanCommands.loopscan(10, 0, beamline.counter("diode")));
    }

    /** {@code scans/test_default_preset.py::test_iteration_preset}. */
    @Test
    void f68IterationPreset() {
        Noted noted = new Noted();
        session.defaultChain().add((ChainPreset) noted);
        ten().run();
        for (String hook : List.of("prepare", "start", "stop")) {
            assertThat(Collections.frequency(calls, hook)).as(hook).isEqualTo(10);
        }
        assertThat(calls).startsWith("chain.prepare", "chain.start", "prepare", "start", "stop", "prepare");
        assertThat(calls.getLast()).isEqualTo("chain.stop");
        calls.clear();
        assertThat(session.defaultChain().remove(noted)).isTrue();
        ten().run();
        assertThat(calls).isEmpty();
    }

    @Test
    void whatAPresetThrowsStopsTheScan() {
        session.defaultChain().add((ChainPreset) new Noted());
        for (String hook : List.of("chain.prepare", "chain.start", "prepare", "start", "stop", "chain.stop")) {
            failing = hook;
            calls.clear();
            Scan scan = ten();
            assertThatThrownBy(scan::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(hook + " failed");
            assertThat(scan.state()).isEqualTo(ScanState.FAILED);
            assertThat(scan.end().orElseThrow().reason()).isEqualTo(hook + " failed");
            assertThat(calls.getLast()).isEqualTo("chain.stop");
            boolean late = hook.equals("chain.stop");
            assertThat(Collections.frequency(calls, "start")).as(hook).isEqualTo(late ? 10 : startsBefore(hook));
        }
    }

    private static int startsBefore(String hook) {
        return hook.equals("start") || hook.equals("stop") ? 1 : 0;
    }

    @Test
    void aScansOwnPresetKnowsTheScan() {
        Scan scan = ten();
        scan.add(new ScanPreset() {
            @Override
            public void prepare(Scan known) {
                call("prepare " + known.state() + " " + known.number().orElseThrow());
            }

            @Override
            public void start(Scan known) {
                call("start " + known.state());
            }

            @Override
            public void stop(Scan known) {
                call("stop " + known.state());
            }
        });
        scan.run();
        assertThat(calls).containsExactly("prepare PREPARING 1", "start STARTING", "stop STARTING");
        ten().run();
        assertThat(calls).hasSize(3);
    }
}
