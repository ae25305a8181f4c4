package bliss4j.command;

import bliss4j.device.Camera;
import bliss4j.imageserver.CameraService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bliss camera}: serves a camera of the configuration to sessions of other processes, until it is stopped. */
@Command(
        name = "camera",
        description =
                "Serves a camera of the configuration to sessions of other processes of this machine, until Ctrl-C."
                        + " They have a device of the class RemoteCamera with the url that is printed.")
final class CameraCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    private final Workplace workplace;

    @Parameters(paramLabel = "NAME", description = "The camera's name in the configuration.")
    private String name = "";

    @Option(names = "--port", paramLabel = "N", description = "Where it is served; any free port if not given.")
    private int port;

    CameraCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandException("port " + port + " is none: expected 0 to " + LAST_PORT);
        }
        Camera camera = workplace.config().get(name, Camera.class);
        try (CameraService service = CameraService.open(camera, port)) {
            workplace.out().println(camera);
            workplace.out().println("url: " + service.url());
            service.awaitEnd();
        }
        return 0;
    }
}
