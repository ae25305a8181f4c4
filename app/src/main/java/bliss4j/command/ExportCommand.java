package bliss4j.command;

import bliss4j.data.DataNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bliss export DB_NAME --csv}: writes the points of a scan or a channel as text that other programs read. */
@Command(
        name = "export",
        description = "Writes the points of a scan, a column for each channel, or of one channel to standard output.")
final class ExportCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "DB_NAME", description = "A scan, or a channel; bliss walk lists them.")
    private String dbName = "";

    @Option(
            names = "--csv",
            description = "Comma-separated values with a line of names; a spectrum has a column for each of its items.")
    private boolean csv;

    ExportCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        if (!csv) {
            throw new CommandException("in which form? There is one: --csv");
        }
        CsvTable.of(channels()).print(workplace.out());
        return 0;
    }

    private Map<String, DataNode.Channel> channels() {
        Map<String, DataNode.Channel> channels = switch (workplace.node(dbName)) {
            case DataNode.Channel channel -> Map.of(channel.name(), channel);
            case DataNode.Scan scan -> scan.channels();
            case DataNode other ->
                throw new CommandException(
                        "'" + dbName + "' is of type " + other.type() + ": expected a scan or a channel");
        };
        if (channels.isEmpty()) {
            throw new CommandException("scan '" + dbName + "' has no channels");
        }
        return channels;
    }
}
