package bliss4j.command;

import bliss4j.localredis.RedisAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code bliss redis cli ARGS…}: redis-cli on the local server, with the password passed by the environment. */
@Command(
        name = "cli",
        description = "Runs redis-cli on it with these arguments; data are in db 1 (-n 1), settings in db 0.")
final class RedisCliCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    RedisCliCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Whatever follows the first word that is not ours belongs to redis-cli, even if it looks like one of ours. */
    @Spec
    void passOn(CommandSpec spec) {
        spec.parser().stopAtUnmatched(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        RedisAddress address = RedisCommand.running(workplace);
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
            return process.start().waitFor(); // as long as its user likes
        } catch (IOException e) {
            throw new CommandException("redis-cli cannot be started: " + e.getMessage() + "; is it installed?");
        }
    }
}
