package bliss4j.session;

import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Counter;
import bliss4j.image.ImageView;
import bliss4j.imageserver.RemoteCamera;
import bliss4j.scan.Scan;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A session whose camera is in another process. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class RemoteCameraIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CAMERA = "lima_simulator";

    @TempDir
    private Path folder;

    private ChildJvm process;
    private Beamline beamline;

    @BeforeEach
    void start() {
        process = ChildJvm.start(CameraMain.class, CAMERA, "EDF");
        String url = process.line();
        beamline = Beamline.at(folder, RedisServer.url(), Map.of(CAMERA, spec -> new RemoteCamera(spec.name(), url)));
    }

    @AfterEach
    void end() {
        beamline.close();
        process.close();
    }

    private Counter image() {
        return beamline.session.camera(CAMERA).counters().getFirst();
    }

    @Test
    void itIsUsedLikeOnesOwn() {
        Scan scan = beamline.session.run(loopscan(3, 0.001, image()).withSave(false));
        ImageView images =
                scan.node().orElseThrow().images().values().iterator().next();
        assertThat(images.length()).isEqualTo(3);
        assertThat(images.image(2).shape()).isEqualTo(Shape.of(48, 64));
        assertThat(((Numbers) images.image(2)).longAt(100)).isEqualTo(100);
    }

    @Test
    void aScanWhoseCameraIsKilledFails() {
        Scan scan = beamline.session.scan(loopscan(10_000, 0.01, image()).withSave(false));
        try (Follower follower =
                beamline.live.store().session("test_session").follow(NodeFilter.types(DataNode.IMAGE))) {
            CompletableFuture<Void> run = CompletableFuture.runAsync(scan::run);
            long seen = 0;
            while (seen < 3) {
                if (follower.next(LIMIT).orElseThrow() instanceof DataEvent.NewImages images) {
                    seen += images.count();
                }
            }
            process.kill9();
            assertThatThrownBy(run::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(AcquisitionException.class)
                    .hasMessageContaining("camera " + CAMERA + " at http://");
        }
        assertThat(scan.state()).isEqualTo(ScanState.FAILED);
        assertThat(scan.end().orElseThrow().reason()).contains("does not answer");
    }

    @Test
    void aCameraThatDoesNotAnswerIsSaidBeforeAScanHasANumber() {
        Counter image = image();
        process.kill9();
        Scan scan = beamline.session.scan(loopscan(3, 0.001, image));
        assertThatThrownBy(scan::run).isInstanceOf(AcquisitionException.class).hasMessageContaining("does not answer");
        assertThat(scan.number()).isEmpty();
    }
}
