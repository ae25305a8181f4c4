package bliss4j.command;

import bliss4j.block.DataException;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Prints what happens below a node, as the page's two greenlets do, until a scan ends. It follows in a virtual thread of its
 * own, which ends with the scan or when the monitor is closed.
 */
final class Monitor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Follower follower;
    private final PrintWriter out;
    private final EventPrinter printer;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Monitor(Follower follower, PrintWriter out) {
        this.follower = follower;
        this.out = out;
        this.printer = new EventPrinter(out);
    }

    /**
     * Starts one; returns when it has been told of all that existed before, so that it prints what comes from here on.
     *
     * @throws CommandException if it cannot follow
     */
    static Monitor start(DataNode node, PrintWriter out) {
        Monitor monitor = new Monitor(node.follow(NodeFilter.all()), out);
        boolean started = false;
        try {
            monitor.follower.onReady(() -> monitor.ready.complete(null));
            Thread.ofVirtual().name("bliss-monitor").start(monitor::run);
            await(monitor.ready, "of what exists in " + node.name());
            started = true;
            return monitor;
        } finally {
            if (!started) {
                monitor.close();
            }
        }
    }

    /**
     * Waits until the end of a scan is printed.
     *
     * @throws CommandException if it does not come; the scan has ended, so it should be there
     */
    void awaitEnd() {
        await(over, "of the end of the scan");
    }

    private void run() {
        try {
            print();
            over.complete(null);
        } catch (DataException e) {
            over.completeExceptionally(e);
            ready.completeExceptionally(e);
        }
    }

    private void print() {
        boolean ended = false;
        while (!ended) {
            Optional<DataEvent> event = follower.next();
            if (event.isPresent() && ready.isDone()) {
                print(event.get());
            }
            ended = event.isEmpty() || (ready.isDone() && event.get() instanceof DataEvent.EndScan);
        }
    }

    /** As both of the page's greenlets: a node's name and type when it appears, and the events of channels. */
    private void print(DataEvent event) {
        boolean appeared = event instanceof DataEvent.NewNode;
        if (appeared) {
            out.println(event.node().name() + " " + event.node().type());
        }
        if (!appeared || event.node() instanceof DataNode.Channel) {
            printer.print(event);
        }
    }

    private static void await(CompletableFuture<Void> told, String what) {
        try {
            told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandException("the monitor was not told " + what + " within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new CommandException("the monitor cannot follow: " + String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while the monitor was waited for");
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
