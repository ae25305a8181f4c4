package bliss4j.command;

import static bliss4j.scan.ScanCommands.ascan;

import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Scan;
import bliss4j.session.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bliss demo}: plays the experiment of the page on simulated devices. */
@Command(name = "demo", description = "Plays an experiment on simulated devices and shows its data.")
final class DemoCommand implements Callable<Integer> {
    private static final String SESSION = "test_session";
    private static final int POINTS = 10;
    private static final double COUNT_TIME = 0.1;

    private final Workplace workplace;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where data files go; ./bliss-demo if not given.")
    private Path directory = Path.of("bliss-demo");

    DemoCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = workplace.out();
        out.println("$ bliss -s " + SESSION);
        try (Session session = workplace.session(SESSION)) {
            ScanSaving saving = session.saving();
            saving.set("base_path", directory.toAbsolutePath().normalize().toString());
            say("SCAN_SAVING.add('s_name', '')");
            saving.add("s_name", "");
            say("SCAN_SAVING.template = '{session}/{s_name}/'");
            saving.set("template", "{session}/{s_name}/");
            sample(session, "sample1");
            session.makeDirectory();
            scan(session);
            scan(session);
            sample(session, "sample2");
            scanFollowed(session);
            show(session);
        }
        return 0;
    }

    private void say(String command) {
        workplace.out().println(">>> " + command);
        workplace.out().flush();
    }

    private void sample(Session session, String name) {
        say("SCAN_SAVING.s_name = '" + name + "'");
        session.saving().set("s_name", name);
    }

    private Scan scan(Session session) {
        say("ascan(roby, 0, 9, 10, 0.1, diode)");
        Axis roby = session.axis("roby");
        Counter diode = session.counter("diode");
        Scan scan = session.run(ascan(roby, 0, POINTS - 1, POINTS, COUNT_TIME, diode));
        workplace.out().println(scan);
        workplace.out().flush();
        return scan;
    }

    /** Runs a scan while another thread prints what happens in the tree. */
    private void scanFollowed(Session session) throws InterruptedException {
        say("session.follow()  # in another thread, while the next scan runs");
        DataStore store = workplace.data().store();
        DataNode node =
                store.node(SESSION).orElseThrow(() -> new CommandException("session " + SESSION + " is not in Redis"));
        CountDownLatch ready = new CountDownLatch(1);
        try (Follower follower = node.follow(NodeFilter.all())) {
            follower.onReady(ready::countDown);
            Thread monitor = Thread.ofVirtual().name("bliss-monitor").start(() -> monitor(follower, ready));
            ready.await();
            scan(session);
            monitor.join();
        }
    }

    /** Prints events from the moment on when all that existed was told, until a scan ends. */
    private void monitor(Follower follower, CountDownLatch ready) {
        EventPrinter printer = new EventPrinter(workplace.out());
        boolean over = false;
        while (!over) {
            Optional<DataEvent> event = follower.next();
            boolean live = ready.getCount() == 0;
            if (live) {
                event.ifPresent(printer::print);
            }
            over = event.isEmpty() || (live && event.get() instanceof DataEvent.EndScan);
        }
    }

    private void show(Session session) {
        PrintWriter out = workplace.out();
        out.println();
        say("for node in get_node('" + SESSION + "').iterator.walk(wait=False): print(node.name, node.db_name, node)");
        workplace
                .data()
                .store()
                .node(SESSION)
                .ifPresent(node ->
                        new TreePrinter(out).print(node.walk(NodeFilter.all()).toList()));
        out.println();
        say("SCANS");
        out.println(session.scans());
        out.println();
        say("SCANS[-1].get_data()");
        session.scans().last().ifPresent(scan -> new DataPrinter(out).print(scan.data()));
        out.println();
        out.println("The files, to be opened with silx, PyMca, h5py or h5dump:");
        session.scans().all().stream()
                .flatMap(scan -> scan.file().stream())
                .distinct()
                .forEach(out::println);
        out.println("The tree stays in Redis for a day; from another process: bliss walk " + SESSION);
        out.flush();
    }
}
