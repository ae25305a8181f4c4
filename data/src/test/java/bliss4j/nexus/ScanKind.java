package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of scan that a file may hold, written through the real sink as the first one of a new file. */
enum ScanKind {
    ASCAN("curve") {
        @Override
        void write(Path file) {
            DemoScan.run(DemoScan.draft(file), 10);
        }
    },
    LOOPSCAN("curve") {
        @Override
        void write(Path file) {
            take(file, "loopscan", Map.of(), DemoScan.timer(DemoScan.diode()), 3)
                    .end(ScanState.DONE, "done");
        }
    },
    CT("curve") {
        @Override
        void write(Path file) {
            take(file, "ct", Map.of(), DemoScan.timer(DemoScan.diode()), 1).end(ScanState.DONE, "done");
        }
    },
    TIMESCAN_KILLED("curve") {
        @Override
        void write(Path file) {
            Map<String, Value> endless = Map.of("npoints", Value.of(0));
            take(file, "timescan", endless, DemoScan.timer(DemoScan.diode()), 7)
                    .end(ScanState.ABORTED, "stopped by a user");
        }
    },
    MESH("image") {
        @Override
        void write(Path file) {
            take(file, "amesh", mesh(false), axes(), 6).end(ScanState.DONE, "done");
        }
    },
    MESH_BACK_AND_FORTH("image") {
        @Override
        void write(Path file) {
            take(file, "amesh", mesh(true), axes(), 6).end(ScanState.DONE, "done");
        }
    },
    MESH_ABORTED("scatter") {
        @Override
        void write(Path file) {
            take(file, "amesh", mesh(false), axes(), 4).end(ScanState.ABORTED, "stopped by a user");
        }
    },
    SPECTRUM("image") {
        @Override
        void write(Path file) {
            ChannelDescription spectrum =
                    new ChannelDescription("mca", "simu1:mca", DType.UINT32, Shape.of(4), Optional.of("counts"), true);
            DeviceDescription timer = DemoScan.timer(DemoScan.detector("simu1", spectrum));
            ScanPublisher scan = DemoScan.start(DemoScan.draft(file, "loopscan", List.of(timer), DemoScan.info()));
            for (int i = 0; i < 3; i++) {
                DemoScan.append(scan, 0, Numbers.of(0.1 * i));
                DemoScan.append(scan, 1, Numbers.of(1.7e9 + i));
                DemoScan.append(scan, 2, Numbers.of(DType.UINT32, i, 1, 2, 3).reshape(Shape.of(1, 4)));
            }
            scan.end(ScanState.DONE, "done");
        }
    },
    /** Where a camera's images are, five texts a point (behaviour.md C1). */
    IMAGE_TABLE("curve") {
        @Override
        void write(Path file) {
            ChannelDescription images = new ChannelDescription(
                    "image", "lima_simulator:image", DType.TEXT, Shape.of(5), Optional.empty(), true);
            DeviceDescription timer = DemoScan.timer(DemoScan.detector("lima_simulator", images));
            ScanPublisher scan = DemoScan.start(DemoScan.draft(file, "loopscan", List.of(timer), DemoScan.info()));
            for (int i = 0; i < 3; i++) {
                DemoScan.append(scan, 0, Numbers.of(0.1 * i));
                DemoScan.append(scan, 1, Numbers.of(1.7e9 + i));
                DemoScan.append(scan, 2, row(i));
            }
            scan.end(ScanState.DONE, "done");
        }

        private Texts row(int frame) {
            return new Texts(Shape.of(1, 5), List.of("lima_0000.edf", "EDF", "" + frame, "", "scan0001/lima_0000.edf"));
        }
    },
    TWO_TOP_MASTERS("curve") {
        @Override
        void write(Path file) {
            ChannelDescription time = ChannelDescription.scalar("elapsed_time", "timer2:elapsed_time");
            DeviceDescription diode2 =
                    DemoScan.detector("diode2", ChannelDescription.scalar("diode2", "diode2:diode2"));
            DeviceDescription timer2 = new DeviceDescription("timer2", Role.TIMER, List.of(time), List.of(diode2));
            List<DeviceDescription> masters = List.of(DemoScan.axis(DemoScan.timer(DemoScan.diode())), timer2);
            ScanPublisher scan = DemoScan.start(DemoScan.draft(file, "test", masters, DemoScan.info()));
            for (int i = 0; i < 4; i++) {
                DemoScan.point(scan, i, i);
            }
            DemoScan.append(scan, 4, Numbers.of(0.0, 1.0));
            DemoScan.append(scan, 5, Numbers.of(5.0, 6.0));
            scan.end(ScanState.DONE, "done");
        }
    };

    /** How silx draws it. */
    private final String drawn;

    ScanKind(String drawn) {
        this.drawn = drawn;
    }

    String drawn() {
        return drawn;
    }

    abstract void write(Path file);

    /** robx is the fast axis, of 3 points from 0 to 2; roby the slow one, of 2 points from 10 to 20. */
    private static DeviceDescription axes() {
        List<ChannelDescription> axes = List.of(
                ChannelDescription.scalar("robx", "axis:robx").withUnit("mm"),
                ChannelDescription.scalar("roby", "axis:roby").withUnit("deg"));
        ChannelDescription other = ChannelDescription.scalar("diode2", "diode2:diode2");
        DeviceDescription timer = DemoScan.timer(DemoScan.diode(), DemoScan.detector("diode2", other));
        return new DeviceDescription("axis", Role.AXES, axes, List.of(timer));
    }

    private static Map<String, Value> mesh(boolean backnforth) {
        return Map.of(
                "data_dim", Value.of(2),
                "npoints1", Value.of(3),
                "npoints2", Value.of(2),
                "npoints", Value.of(6),
                "start", Value.list(Value.of(0), Value.of(10.0)),
                "stop", Value.list(Value.of(2), Value.of(20.0)),
                "backnforth", Value.of(backnforth));
    }

    /** Point i of each counter is 100 × roby's index + robx's index, of the timer i. */
    private static ScanPublisher take(
            Path file, String name, Map<String, Value> more, DeviceDescription top, int points) {
        Map<String, Value> info = DemoScan.info();
        info.putAll(more);
        ScanPublisher scan = DemoScan.start(DemoScan.draft(file, name, List.of(top), info));
        boolean backnforth = more.getOrDefault("backnforth", Value.nothing()).equals(Value.of(true));
        for (int i = 0; i < points; i++) {
            int row = i / 3;
            int column = backnforth && row % 2 == 1 ? 2 - i % 3 : i % 3;
            for (int channel = 0; channel < scan.description().channels().size(); channel++) {
                String of = scan.description().channels().get(channel).channel().name();
                double value = switch (of) {
                    case "robx" -> column;
                    case "roby" -> 10.0 + 10 * row;
                    case "diode", "diode2" -> 100 * row + column;
                    default -> i;
                };
                DemoScan.append(scan, channel, Numbers.of(value));
            }
        }
        return scan;
    }
}
