package bliss4j.session;

import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.config.DeviceSpec;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanData;
import bliss4j.device.Camera;
import bliss4j.device.CameraSaving;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.device.Counter;
import bliss4j.device.Roi;
import bliss4j.image.ImageException;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageView;
import bliss4j.imageserver.CameraMemory;
import bliss4j.scan.Scan;
import bliss4j.sim.SimCamera;
import bliss4j.sim.SimPattern;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The original's tests of images, as ruled: a session with a simulated camera. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ImagesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CAMERA = "lima_simulator";

    @TempDir
    private Path folder;

    private Beamline beamline;
    private Camera camera;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url(), Map.of(CAMERA, ImagesIT::camera));
        camera = beamline.session.camera(CAMERA);
    }

    private static Object camera(DeviceSpec spec) {
        SimPattern pattern = new SimPattern(SimPattern.Kind.BEAM, DType.UINT32, Shape.of(1024, 1024), List.of());
        CameraMemory memory = new CameraMemory(spec.name(), DType.UINT32, pattern.shape(), 16 << 20, 0);
        return new SimCamera(
                pattern,
                List.of(new Roi("test", 500, 500, 24, 24)),
                0,
                new CameraSaving(ImageFormat.EDF, 1, WhenFull.WAIT),
                memory);
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Counter image() {
        return camera.counters().getFirst();
    }

    private static DataNode.Image node(Scan scan) {
        return (DataNode.Image) scan.node()
                .orElseThrow()
                .walk(NodeFilter.types(DataNode.IMAGE))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void f9LimaDataChannelNode() {
        DataNode.Image node = node(beamline.session.run(ct(0.001, image())));
        assertThat(node.dbName()).endsWith(":1_ct:timer:lima_simulator:image");
        assertThat(node.name()).isEqualTo("image");
        assertThat(node.fullname()).isEqualTo("lima_simulator:image");
        assertThat(node.shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(node.dtype()).isEqualTo(DType.UINT32);
    }

    @Test
    void theImageOfACountComesFromTheServersMemory() {
        DataNode.Image node = node(beamline.session.run(ct(0.001, image())));
        ImageView view = node.get(-1);
        assertThat(view.length()).isEqualTo(1);
        Numbers pixels = (Numbers) view.image(-1);
        assertThat(pixels.shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(pixels.item(0)).isEqualTo(0L);
        assertThat(pixels.row(512).item(0)).isEqualTo(0L);
        assertThat(pixels.row(512).longAt(512)).isEqualTo(100);
        assertThat(view.get(0)).isEqualTo(pixels);
    }

    @Test
    void anImageThatWasNotSavedIsGoneWithTheNextAcquisition() {
        DataNode.Image first = node(beamline.session.run(ct(0.001, image())));
        beamline.session.run(ct(0.001, image()));
        assertThatThrownBy(() -> first.get(-1).image(-1))
                .isInstanceOf(ImageException.class)
                .hasMessage("Images were not saved");
    }

    @Test
    void f30LimaScanGetData() {
        Scan scan = beamline.session.run(loopscan(3, 0.001, image()).withSave(false));
        DataNode.Scan node = scan.node().orElseThrow();
        assertThat(node.images()).containsOnlyKeys("lima_simulator:image");
        ImageView images = node.images().values().iterator().next();
        assertThat(images.length()).isEqualTo(3);
        assertThat(images.image(-1).shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(scan.data()).containsOnlyKeys("elapsed_time");
    }

    @Test
    void f35LimaScanInternalTriggerWithRoi() {
        Scan scan = beamline.session.run(
                loopscan(3, 0.001, camera.counters().toArray(Counter[]::new)).withSave(false));
        ScanData data = scan.node().orElseThrow().data();
        assertThat(data).containsKeys("min", "max", "avg", "sum", "std");
        assertThat(data.channel("test:max")).isEqualTo(Numbers.of(100.0, 100.0, 100.0));
        assertThat(data.channel("test:min").length()).isEqualTo(3);
        assertThat(data.channel("test:avg").length()).isEqualTo(3);
        DataNode roi = beamline.node(node(scan).parent().orElseThrow().dbName() + ":roi_counters:test");
        assertThat(roi.children().stream().map(DataNode::name)).containsExactly("avg", "max", "min", "std", "sum");
    }

    @Test
    void aFollowerHearsOfEveryImageOnce() {
        try (Follower follower =
                beamline.live.store().session("test_session").follow(NodeFilter.types("lima", "scan"))) {
            beamline.session.run(loopscan(5, 0.001, image()).withSave(false));
            List<Long> images = new ArrayList<>();
            while (true) {
                DataEvent event = follower.next(LIMIT).orElseThrow();
                if (event instanceof DataEvent.NewImages some) {
                    for (int i = 0; i < some.count(); i++) {
                        images.add(some.firstIndex() + i);
                    }
                } else if (event instanceof DataEvent.EndScan) {
                    break;
                }
            }
            assertThat(images).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void aViewIsASnapshotAndItsErrorsSayWhatIsNotThere() {
        DataNode.Image node =
                node(beamline.session.run(loopscan(3, 0.001, image()).withSave(false)));
        ImageView view = node.get(0, 10);
        assertThat(view.length()).isEqualTo(3);
        assertThat(node.get(1, -1).length()).isEqualTo(2);
        assertThat(node.get(1, -1).from()).isEqualTo(1);
        assertThat(node.get(1, 2).image(2).shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(node.get(7).length()).isZero();
        assertThatThrownBy(() -> view.image(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Image is not available yet");
        assertThatThrownBy(() -> view.get(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("No image available");
        assertThatThrownBy(() -> view.image(-2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(view.get(List.of(0, -1)).shape()).isEqualTo(Shape.of(2, 1024, 1024));
        int seen = 0;
        for (NdArray image : view) {
            assertThat(image.dtype()).isEqualTo(DType.UINT32);
            seen++;
        }
        assertThat(seen).isEqualTo(3);
    }
}
