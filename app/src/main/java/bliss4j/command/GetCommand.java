package bliss4j.command;

import bliss4j.array.NdArray;
import bliss4j.data.DataNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bliss get DB_NAME [FROM [TO]]}: prints values of a channel, or all of a scan. */
@Command(name = "get", description = "Prints values: of a channel all, one, or a range; of a scan all of all channels.")
final class GetCommand implements Callable<Integer> {
    private static final long LAST = -1;

    private final Workplace workplace;

    @Parameters(index = "0", paramLabel = "DB_NAME", description = "A channel, or a scan; bliss walk lists them.")
    private String dbName = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FROM",
            description = "The index of a point, the first is 0; -1 is the last point. All points if not given.")
    private Optional<Long> from = Optional.empty();

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "TO",
            description = "The index after the last point of a range; -1 is the end. One point if not given.")
    private Optional<Long> to = Optional.empty();

    GetCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    /** -1 is no option. */
    @Spec
    void takeNegativeNumbers(CommandSpec spec) {
        spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        switch (workplace.node(dbName)) {
            case DataNode.Channel channel -> workplace.out().println(values(channel));
            case DataNode.Scan scan -> {
                if (from.isPresent()) {
                    throw new CommandException(
                            "'" + dbName + "' is a scan: points are counted in its channels, such as "
                                    + scan.channels().values().stream()
                                            .findFirst()
                                            .map(DataNode::dbName)
                                            .orElse("none"));
                }
                new DataPrinter(workplace.out()).print(scan.data());
            }
            case DataNode other -> throw notOne(other);
        }
        return 0;
    }

    private static CommandException notOne(DataNode node) {
        return new CommandException(
                "'" + node.dbName() + "' is of type " + node.type() + ": expected a channel or a scan");
    }

    private String values(DataNode.Channel channel) {
        try {
            if (from.isPresent() && to.isEmpty()) {
                return one(channel, from.get());
            }
            long first = from.orElse(0L);
            long end = to.orElse(LAST);
            if (end >= 0 && end < first) {
                throw new CommandException("points " + first + " to " + end + " of " + dbName
                        + ": expected FROM <= TO, or -1 for the end");
            }
            return channel.get(first, end).toString();
        } catch (IndexOutOfBoundsException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private String one(DataNode.Channel channel, long index) {
        Optional<NdArray> point = channel.get(index);
        if (point.isEmpty() && index != LAST) {
            throw new CommandException(
                    "there is no point " + index + " of " + dbName + ": it has " + channel.length() + " points");
        }
        return point.map(DataPrinter::point).orElse("None");
    }
}
