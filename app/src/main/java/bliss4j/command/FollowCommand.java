package bliss4j.command;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bliss follow SESSION}: prints what happens, event by event, until it is stopped. */
@Command(
        name = "follow",
        description = "Prints what happens in a session, or below any other node, from now on and until Ctrl-C.")
final class FollowCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(
            paramLabel = "SESSION",
            description = "The name of a session, which may have no scan yet, or the db_name of a node.")
    private String start = "";

    @Mixin
    private WalkCommand.TypeFilter types = new WalkCommand.TypeFilter();

    @Option(names = "--from-start", description = "Begins with all that has happened and is still in Redis.")
    private boolean fromStart;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many events.")
    private long limit = Long.MAX_VALUE;

    FollowCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        DataNode node = node();
        NodeFilter filter = types.nodes();
        try (Follower follower = fromStart ? node.follow(filter) : node.followNew(filter)) {
            print(follower);
        }
        return 0;
    }

    /** Until it is closed, the limit is reached, or nobody reads what it prints. */
    private void print(Follower follower) {
        EventPrinter printer = new EventPrinter(workplace.out());
        long left = limit;
        for (DataEvent event : follower) {
            printer.print(event);
            left--;
            if (left <= 0 || workplace.out().checkError()) {
                return;
            }
        }
    }

    /** A session that is configured may be followed before its first scan. */
    private DataNode node() {
        DataStore store = workplace.data().store();
        boolean configured = workplace.config().sessionNames().contains(start);
        return store.node(start).orElseGet(() -> configured ? store.session(start) : workplace.node(start));
    }
}
