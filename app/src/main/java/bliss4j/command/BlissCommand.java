package bliss4j.command;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code bliss} itself: options that all commands share. */
@Command(
        name = "bliss",
        description = "Runs experiments and shows their data.",
        mixinStandardHelpOptions = true,
        version = "bliss4j 0.1.0-SNAPSHOT",
        subcommands = {
            DemoCommand.class,
            WalkCommand.class,
            FollowCommand.class,
            GetCommand.class,
            ExportCommand.class,
            BeaconCommand.class,
            RedisCommand.class,
            HelpCommand.class
        })
public final class BlissCommand implements Runnable {
    private final Workplace workplace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public BlissCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The beamline's configuration; else BLISS_CONFIG, ~/.config/bliss4j, or the demo beamline.")
    void config(Path folder) {
        workplace.configFolder(folder);
    }

    @Override
    public void run() {
        spec.commandLine().usage(workplace.out());
    }
}
