package bliss4j.command;

import static bliss4j.scan.ScanCommands.ascan;

import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.saving.ScanSaving;
import bliss4j.scan.Scan;
import bliss4j.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bliss demo}: plays the experiment of the page on simulated devices. */
@Command(name = "demo", description = "Plays an experiment on simulated devices and shows its data.")
final class DemoCommand implements Callable<Integer> {
    private static final String SESSION = "test_session";
    private static final String TEMPLATE = "{session}/{s_name}/";
    private static final int POINTS = 10;
    private static final double COUNT_TIME = 0.1;

    private final Workplace workplace;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where data files go, the base path; ./bliss-demo if not given. It may name parameters:"
                    + " /data/{user_name}.")
    private Path directory = Path.of("bliss-demo");

    DemoCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        chooseDirectory();
        workplace.out().println("$ bliss -s " + SESSION);
        try (Session session = workplace.session(SESSION)) {
            say("SCAN_SAVING.add('s_name', '')");
            session.saving().add("s_name", "");
            say("SCAN_SAVING.template = '" + TEMPLATE + "'");
            session.saving().set("template", TEMPLATE);
            sample(session, "sample1");
            show(scan(session));
            show(scan(session));
            sample(session, "sample2");
            scanFollowed(session);
            new Findings(workplace).print(session);
        }
        return 0;
    }

    /** Before the session starts, which makes its directory, so that nothing is made anywhere else. */
    private void chooseDirectory() {
        ScanSaving saving = workplace.scanSaving(SESSION);
        saving.set("base_path", directory.toAbsolutePath().normalize().toString());
        saving.set("template", "{session}/");
        Path base = Path.of(saving.snapshot().basePath());
        try {
            Files.createDirectories(base);
        } catch (IOException e) {
            throw CommandException.noDirectory(base, e);
        }
        if (!Files.isWritable(base)) {
            throw new CommandException("directory " + base + " may not be written to");
        }
    }

    private void say(String command) {
        workplace.out().println(">>> " + command);
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
        if (scan.state() != ScanState.DONE) {
            throw new CommandException(scan + " was aborted");
        }
        return scan;
    }

    private void show(Scan scan) {
        workplace.out().println(scan);
    }

    /** Runs a scan while another thread prints what happens in the tree. */
    private void scanFollowed(Session session) {
        DataNode node = workplace
                .data()
                .store()
                .node(SESSION)
                .orElseThrow(() -> new CommandException("session " + SESSION + " is not in Redis"));
        say("g1, g2 = gevent.spawn(f), gevent.spawn(g)  # a monitor in another thread, while the next scan runs");
        try (Monitor monitor = Monitor.start(node, workplace.out())) {
            Scan scan = scan(session);
            monitor.awaitEnd();
            show(scan);
        }
    }
}
