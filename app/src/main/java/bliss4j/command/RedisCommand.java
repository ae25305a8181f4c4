package bliss4j.command;

import bliss4j.localredis.LocalRedis;
import bliss4j.localredis.RedisAddress;
import bliss4j.localredis.RedisStatus;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code bliss redis …}: the Redis server that bliss4j runs for itself. */
@Command(
        name = "redis",
        description = "The Redis server that bliss4j runs for itself.",
        subcommands = RedisCliCommand.class)
final class RedisCommand {
    private static final int NOT_RUNNING = 1;
    private static final long MIB = 1 << 20;

    private final Workplace workplace;

    RedisCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Command(description = "Starts it unless it runs.")
    int start() {
        workplace.out().println("running at " + workplace.localRedis().start().urlWithoutPassword());
        return 0;
    }

    @Command(description = "Saves its data and ends it.")
    int stop() {
        workplace.out().println(workplace.localRedis().stop() ? "stopped" : "was not running");
        return 0;
    }

    @Command(description = "Says whether it runs, since when, and how full it is. Status 1 if it does not.")
    int status() {
        Optional<RedisStatus> status = workplace.localRedis().status();
        if (status.isEmpty()) {
            workplace.out().println("not running");
            return NOT_RUNNING;
        }
        RedisStatus running = status.get();
        workplace
                .out()
                .printf(
                        "running at %s, process %d, version %s, %d of %d MiB used%n",
                        running.address().urlWithoutPassword(),
                        running.pid(),
                        running.version(),
                        running.usedMemory() / MIB,
                        running.maxMemory() / MIB);
        return 0;
    }

    @Command(description = "Prints its address, without the password.")
    int url() {
        workplace.out().println(running().urlWithoutPassword());
        return 0;
    }

    private RedisAddress running() {
        return running(workplace);
    }

    /** The address of the local server, which must be running. */
    static RedisAddress running(Workplace workplace) {
        LocalRedis local = workplace.localRedis();
        return local.running()
                .orElseThrow(() -> new CommandException("the local Redis is not running; start it: bliss redis start"));
    }
}
