package bliss4j.command;

import bliss4j.data.DataNode;
import bliss4j.data.NodeFilter;
import bliss4j.data.NodeWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bliss walk SESSION}: prints the tree as it is now, and with {@code --follow} what is new in it. */
@Command(name = "walk", description = "Prints the nodes of a session, or below any other node.")
final class WalkCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "NODE", description = "The name of a session, or the db_name of a node.")
    private String start = "";

    @Mixin
    private TypeFilter types = new TypeFilter();

    @Option(names = "--follow", description = "Goes on with new nodes as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--archive", description = "Also the scans that only files still hold.")
    private boolean archive;

    WalkCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Which nodes are wanted, as several commands are told. */
    static final class TypeFilter {
        @Option(
                names = "--filter",
                paramLabel = "TYPE",
                split = ",",
                description = "Only nodes of this type: scan, channel, lima, container; several with commas.")
        private List<String> types = List.of();

        NodeFilter nodes() {
            return types.isEmpty() ? NodeFilter.all() : NodeFilter.types(types.toArray(String[]::new));
        }
    }

    @Override
    public Integer call() {
        DataNode node = archive ? workplace.archivedNode(start) : workplace.node(start);
        if (follow) {
            follow(node);
        } else {
            new TreePrinter(workplace.out()).print(node.walk(types.nodes()).toList());
        }
        return 0;
    }

    /** What exists at once, in columns; then each node as it comes, until nobody reads it. */
    private void follow(DataNode node) {
        TreePrinter printer = new TreePrinter(workplace.out());
        List<DataNode> existing = new ArrayList<>();
        AtomicBoolean ready = new AtomicBoolean();
        try (NodeWalk walk = node.walkLive(types.nodes())) {
            walk.onReady(() -> {
                printer.print(existing);
                ready.set(true);
            });
            for (DataNode each : walk) {
                if (!ready.get()) {
                    existing.add(each);
                    continue;
                }
                printer.print(List.of(each));
                if (workplace.out().checkError()) {
                    return;
                }
            }
        }
    }
}
