package bliss4j.command;

import bliss4j.localredis.LocalRedis;
import bliss4j.localredis.RedisAddress;
import bliss4j.localredis.RedisStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code bliss redis …}: the Redis server that bliss4j runs for itself. */
@Command(name = "redis", description = "The Redis server that bliss4j runs for itself.")
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

    @Command(description = "Runs redis-cli on it; data are in db 1 (-n 1), settings in db 0.")
    int cli(@Parameters(arity = "0..*", paramLabel = "ARGS") @Unmatched List<String> arguments)
            throws InterruptedException {
        RedisAddress address = running();
        List<String> command = new ArrayList<>();
        command.add("redis-cli");
        command.add("-h");
        command.add(address.host());
        command.add("-p");
        command.add(Integer.toString(address.port()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).inheritIO();
        process.environment().put("REDISCLI_AUTH", address.password());
        workplace.out().flush();
        try {
            return process.start().waitFor();
        } catch (IOException e) {
            throw new CommandException("redis-cli cannot be started: " + e.getMessage() + "; is it installed?");
        }
    }

    private RedisAddress running() {
        LocalRedis local = workplace.localRedis();
        return local.running()
                .orElseThrow(() -> new CommandException("the local Redis is not running; start it: bliss redis start"));
    }
}
