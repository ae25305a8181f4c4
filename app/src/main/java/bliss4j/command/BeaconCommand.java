package bliss4j.command;

import bliss4j.beacon.Beacon;
import bliss4j.beacon.RedisDoor;
import bliss4j.redis.RedisAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bliss beacon}: lets the original's Python clients read and follow our data, until it is stopped. */
@Command(
        name = "beacon",
        description = "Lets the original's Python client (blissdata below 1.0) read and follow data, until Ctrl-C."
                + " Meanwhile every user of this machine can reach the data.")
final class BeaconCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    private final Workplace workplace;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where the client finds it, on this machine only; 0 for any free port; 25000 if not given.")
    private int port = 25000;

    BeaconCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandException("port " + port + " is none: expected 0 to " + LAST_PORT);
        }
        RedisAddress redis = workplace.redisAddress();
        if (redis.tls()) {
            throw new CommandException("bliss beacon cannot reach " + redis + ": it does not speak TLS");
        }
        workplace.data(); // says so now if Redis is not there
        RedisDoor door = new RedisDoor(redis.host(), redis.port(), redis.user(), redis.password());
        try (Beacon beacon = Beacon.open(port, door)) {
            workplace.out().println("BEACON_HOST=" + beacon.address());
            beacon.awaitEnd();
        }
        return 0;
    }
}
