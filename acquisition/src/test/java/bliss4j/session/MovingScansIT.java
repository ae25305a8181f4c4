package bliss4j.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.config.DeviceFactory;
import bliss4j.config.DeviceSpec;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.scan.Alignment;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanCommands;
import bliss4j.scan.Sweep;
import bliss4j.step.AxisMove;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The standard scans that move axes; counts are of points (V19). */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class MovingScansIT {
    private static final DeviceFactory AXIS = spec -> new NotedAxis(spec.name());

    @TempDir
    private Path folder;

    private Beamline beamline;
    private Session session;
    private Counter diode;
    private NotedAxis m1;
    private NotedAxis m2;

    @BeforeEach
    void start() {
        beamline = Beamline.at(
                folder,
                RedisServer.url(),
                Map.of("m1", AXIS, "m2", AXIS, "m3", AXIS, "m4", AXIS, "m5", AXIS, "Gauss", this::gauss));
        session = beamline.session;
        diode = beamline.counter("diode");
        m1 = axis("m1");
        m2 = axis("m2");
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Object gauss(DeviceSpec spec) {
        return new Gauss(spec.name(), () -> axis("m1").position());
    }

    private NotedAxis axis(String name) {
        Axis axis = beamline.axis(name);
        assertThat(axis).isInstanceOf(NotedAxis.class);
        return (NotedAxis) axis;
    }

    private static double[] doubles(Scan scan, String channel) {
        NdArray points = scan.data().get(channel);
        assertThat(points).as(channel).isInstanceOf(Numbers.class);
        return points instanceof Numbers numbers ? numbers.toDoubles() : new double[0];
    }

    @Test
    void f37Dscan() {
        m1.goTo(1);
        Scan scan = session.run(ScanCommands.dscan(m1, -0.2, 0.2, 3, 0, diode));
        assertThat(doubles(scan, "m1")).containsExactly(0.8, 1, 1.2);
        assertThat(m1.position()).isEqualTo(1);
        assertThat(scan).hasToString("Scan(number=1, name=dscan, path=" + beamline.file() + ")");
        assertThat(scan.plan().title()).isEqualTo("dscan m1 -0.2 0.2 3 0");
        Value positions = Value.of(scan.node().orElseThrow().info()).at("positioners");
        assertThat(positions.at("positioners_end").at("m1")).isEqualTo(Value.of(1.0));
    }

    @Test
    void f38DscanMoveDone() {
        session.run(ScanCommands.dscan(m1, -0.2, 0.2, 5, 0, diode));
        assertThat(m1.moves())
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
                .containsExactly(-0.2, -0.1, 0.0, 0.1, 0.2, 0.0);
    }

    @Test
    void theAxisGoesBackWhenTheScanFailsOrIsAborted() throws InterruptedException {
        m1.goTo(1);
        m1.failAt(1.2);
        assertThatThrownBy(() -> session.run(ScanCommands.dscan(m1, -0.2, 0.2, 3, 0, diode)))
                .hasMessage("m1 does not go to 1.2");
        assertThat(m1.position()).isEqualTo(1);

        Scan scan = session.scan(ScanCommands.dscan(m1, -0.5, 0.5, 3, 1000, diode));
        Thread runs = Thread.ofPlatform().start(scan::run);
        await().until(() -> m1.position() == 0.5);
        runs.interrupt();
        runs.join();
        assertThat(scan.state()).isEqualTo(ScanState.ABORTED);
        assertThat(m1.position()).isEqualTo(1);
    }

    @Test
    void f39Pointscan() {
        Scan scan = session.run(ScanCommands.pointscan(m1, List.of(0.0, 0.1, 0.3, 0.7), 0, diode));
        assertThat(doubles(scan, "m1")).containsExactly(0, 0.1, 0.3, 0.7);
        assertThat(m1.position()).isEqualTo(0.7);
        assertThat(scan.plan().title()).isEqualTo("pointscan m1 0 0.7 4 0");
    }

    @Test
    void f40Lookupscan() {
        List<AxisMove> moves =
                List.of(new AxisMove(m1, List.of(0.0, 0.1, 0.3)), new AxisMove(m2, List.of(1.0, 2.0, 4.0)));
        Scan scan = session.run(ScanCommands.lookupscan(0.0, moves, diode));
        assertThat(doubles(scan, "m1")).containsExactly(0, 0.1, 0.3);
        assertThat(doubles(scan, "m2")).containsExactly(1, 2, 4);
        assertThat(scan.plan().title()).isEqualTo("lookupscan 0.000000 on motors (m1,m2)");
        List<AxisMove> unequal = List.of(new AxisMove(m1, List.of(0.0, 0.1)), new AxisMove(m2, List.of(1.0)));
        assertThatThrownBy(() -> ScanCommands.lookupscan(0, unequal, diode))
                .isInstanceOf(AcquisitionException.class)
                .hasMessageContaining("axis m2 has 1 positions");
    }

    @Test
    void f41Anscan() {
        Scan scan =
                session.run(ScanCommands.anscan(0, 2, List.of(new Sweep(m1, 0, 0.5), new Sweep(m2, 1, 1.5)), diode));
        assertThat(doubles(scan, "m1")).containsExactly(0, 0.5);
        assertThat(doubles(scan, "m2")).containsExactly(1, 1.5);
        assertThat(scan.plan().type()).isEqualTo("a2scan");
        assertThat(scan.plan().title()).isEqualTo("a2scan m1 0 0.5 m2 1 1.5 2 0");
        assertThat(scan.data().keySet()).containsExactly("m1", "m2", "elapsed_time", "diode");
    }

    @Test
    void f42AllAnscan() {
        List<Sweep> sweeps = new ArrayList<>();
        for (String name : List.of("m1", "m2", "m3", "m4", "m5")) {
            sweeps.add(new Sweep(axis(name), sweeps.size(), sweeps.size() + 1));
            if (sweeps.size() > 2) {
                Scan scan = session.run(ScanCommands.anscan(0, 3, sweeps, diode));
                assertThat(scan.plan().name()).isEqualTo("a" + sweeps.size() + "scan");
                assertThat(doubles(scan, name)).containsExactly(sweeps.size() - 1, sweeps.size() - 0.5, sweeps.size());
                Scan relative = session.run(ScanCommands.dnscan(0, 3, List.copyOf(sweeps), diode));
                assertThat(relative.plan().name()).isEqualTo("d" + sweeps.size() + "scan");
                assertThat(axis(name).position()).isEqualTo(sweeps.size()); // G19: back from it
            }
        }
    }

    @Test
    void f43Amesh() {
        Sweep fast = new Sweep(m1, 1, 5);
        Sweep slow = new Sweep(m2, 10, 12);
        Scan scan = session.run(ScanCommands.amesh(fast, 5, slow, 3, false, 0, diode));
        assertThat(doubles(scan, "m1")).containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
        assertThat(doubles(scan, "m2")).containsExactly(10, 10, 10, 10, 10, 11, 11, 11, 11, 11, 12, 12, 12, 12, 12);
        assertThat(List.of(m1.position(), m2.position())).containsExactly(5.0, 12.0);
        Map<String, Value> info = scan.node().orElseThrow().info();
        assertThat(info)
                .containsEntry("npoints", Value.of(15))
                .containsEntry("npoints1", Value.of(5))
                .containsEntry("npoints2", Value.of(3))
                .containsEntry("data_dim", Value.of(2))
                .containsEntry("start", Value.list(Value.of(1.0), Value.of(10.0)))
                .containsEntry("stop", Value.list(Value.of(5.0), Value.of(12.0)))
                .containsEntry("title", Value.of("amesh m1 1 5 5 m2 10 12 3 0"));
        Scan snake = session.run(ScanCommands.amesh(fast, 2, slow, 3, true, 0, diode));
        assertThat(doubles(snake, "m1")).containsExactly(1, 5, 5, 1, 1, 5); // G20: the first row runs forward
    }

    @Test
    void f44Dmesh() {
        m1.goTo(2);
        m2.goTo(-3);
        Scan scan = session.run(ScanCommands.dmesh(new Sweep(m1, -1, 1), 3, new Sweep(m2, 0, 1), 2, false, 0, diode));
        assertThat(doubles(scan, "m1")).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(doubles(scan, "m2")).containsExactly(-3, -3, -3, -2, -2, -2);
        assertThat(List.of(m1.position(), m2.position())).containsExactly(2.0, -3.0);
        assertThat(scan.plan().type()).isEqualTo("dmesh");
    }

    @Test
    void f66PkcomAscanGauss() {
        Counter gauss = beamline.counter("Gauss");
        Scan scan = session.run(ScanCommands.ascan(m1, 0, 10, 101, 0, gauss));
        Alignment found = Alignment.of(scan, gauss, Optional.empty());
        assertThat(found.peak()).isEqualTo(5);
        assertThat(found.fwhm()).isCloseTo(Gauss.FWHM, within(0.01));
        assertThat(found.com()).isCloseTo(5, within(1e-6));
        assertThat(found.cen()).isCloseTo(5, within(1e-6));
        assertThatThrownBy(() -> Alignment.of(scan, gauss, Optional.of(m2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("did not move m2; it moved m1");
        assertThatThrownBy(() -> Alignment.of(scan, diode, Optional.empty()))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("has no channel diode:diode");
    }

    @Test
    void f67PkcomA2scanGauss() {
        Counter gauss = beamline.counter("Gauss");
        Scan scan =
                session.run(ScanCommands.anscan(0, 11, List.of(new Sweep(m1, 0, 10), new Sweep(m2, 20, 30)), gauss));
        assertThat(Alignment.of(scan, gauss, Optional.of(m2)).peak()).isEqualTo(25);
        assertThatThrownBy(() -> Alignment.of(scan, gauss, Optional.empty()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("moved m1, m2: name one of them");
    }

    /** {@code scans/test_step_by_step.py::test_motor_group}; names with ruling X1. */
    @Test
    void f46MotorGroup() {
        Scan scan = session.run(ScanCommands.anscan(0, 2, List.of(new Sweep(m1, 0, 1), new Sweep(m2, 0, 1)), diode));
        DataNode.Scan node = scan.node().orElseThrow();
        assertThat(node.children()).extracting(DataNode::name).containsExactly("axis");
        DataNode axis = node.children().getFirst();
        assertThat(axis.children()).extracting(DataNode::name).containsExactly("m1", "m2", "timer");
        DataNode timer = axis.children().getLast();
        assertThat(timer.children()).extracting(DataNode::name).containsExactly("elapsed_time", "diode");
        assertThat(axis.children())
                .allSatisfy(child -> assertThat(child.parent()).contains(axis))
                .extracting(DataNode::dbName)
                .containsExactly(node.dbName() + ":axis:m1", node.dbName() + ":axis:m2", node.dbName() + ":axis:timer");
    }

    /** {@code scans/test_timescan.py::test_timescan}. */
    @Test
    void f52Timescan() {
        Scan scan = session.run(ScanCommands.timescan(10, 0, beamline.counter("diode2")));
        assertThat(doubles(scan, "diode2")).containsExactly(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        assertThat(scan.plan().title()).isEqualTo("timescan 0");
        assertThat(scan.node().orElseThrow().children())
                .extracting(DataNode::name)
                .containsExactly("timer");
    }

    /** {@code scans/test_timescan.py::test_ct}. */
    @Test
    void f53Ct() {
        Scan scan = session.run(ScanCommands.ct(0, beamline.counter("diode2")));
        assertThat(doubles(scan, "diode2")).containsExactly(4);
        assertThat(scan.file()).isEmpty();
    }
}
