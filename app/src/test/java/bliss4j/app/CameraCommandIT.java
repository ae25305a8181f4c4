package bliss4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.device.CameraOrder;
import bliss4j.device.CameraProgress;
import bliss4j.imageserver.RemoteCamera;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code ./bliss camera} with the demo's camera. */
final class CameraCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("url: (http://127\\.0\\.0\\.1:\\d+)\n");

    @Test
    void servesACameraUntilItIsStopped() throws InterruptedException {
        try (Terminal terminal = Terminal.open()) {
            Process command = terminal.start(List.of(), "camera", "lima_simulator");
            await().atMost(LIMIT).until(() -> terminal.read("out").contains("url: ") || !command.isAlive());
            Matcher url = URL.matcher(terminal.read("out"));
            assertThat(url.find()).as(terminal.read("err")).isTrue();
            try (RemoteCamera camera = new RemoteCamera("lima_simulator", url.group(1))) {
                camera.prepare(camera.reserve(), new CameraOrder(1, 0.001, Optional.empty()), Optional.empty());
                camera.trigger();
                CameraProgress progress = camera.await(0, 0, LIMIT);
                assertThat(progress.acquired()).isEqualTo(1);
                camera.stop();
            }
            command.destroy();
            assertThat(command.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void saysWhatIsNoCamera() {
        try (Terminal terminal = Terminal.open()) {
            assertThat(terminal.bliss("camera", "nothing").refusal(1)).contains("no device 'nothing'");
            assertThat(terminal.bliss("camera", "roby").refusal(1))
                    .contains("device 'roby' is a SimAxis, expected Camera");
        }
    }
}
