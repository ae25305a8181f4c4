package bliss4j.command;

import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bliss walk SESSION}: prints the tree as it is now. */
@Command(name = "walk", description = "Prints the nodes of a session, or below any other node.")
final class WalkCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "NODE", description = "The name of a session, or the db_name of a node.")
    private String start = "";

    @Option(
            names = "--filter",
            paramLabel = "TYPE",
            split = ",",
            description = "Only nodes of this type: scan, channel, lima, container; several with commas.")
    private List<String> types = List.of();

    WalkCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        DataNode node = workplace.node(start);
        NodeFilter filter = types.isEmpty() ? NodeFilter.all() : NodeFilter.types(types.toArray(String[]::new));
        new TreePrinter(workplace.out()).print(node.walk(filter).toList());
        return 0;
    }
}
