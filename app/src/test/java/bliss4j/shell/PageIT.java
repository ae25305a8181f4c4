package bliss4j.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's Python, taken from the page and run in its order. Addresses, times and the diode's values are masked; the page's
 * base path {@code /mnt/c/tmp} is the test's. Blanks are compared as one: the page's columns were lined up by hand.
 */
@ExtendWith(LeakCheck.class)
class PageIT {
    /** As slow as the page's roby, so that the walkers come along even where this machine is busy. */
    private static final String DEVICES = """
            - {class: SimAxis, name: roby, velocity: 2.5, acceleration: 1000}
            - {class: SimDiode, name: diode, read_time: 0.01}
            """;

    private static final String CAMERA = "- {class: SimCamera, name: lima_simulator}\n";

    private static final Pattern TIMES = Pattern.compile("(?<=elapsed_time)( \\d[\\d.e-]*|': array\\(\\[.*?\\]\\))");
    private static final Pattern VALUES = Pattern.compile("(?<=diode)( -?\\d[\\d.e-]*|': array\\(\\[.*?\\]\\))");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PageSnippets page = PageSnippets.read();

    @TempDir
    Path folder;

    @Test
    void theExperimentTheTreeAndTheMonitors() {
        try (PrivateRedis redis = PrivateRedis.start();
                TestShell shell = new TestShell(folder, redis.url(), DEVICES)) {
            for (int block = 1; block <= 5; block++) { // block 0 is what the page is about, before the session starts
                run(shell, page.block(block));
            }
            run(shell, page.containing("for node in n.iterator.walk(wait=False):"));
            run(shell, page.containing("cdn_roby"));
            assertThat(shell.run("cdn_roby.name, len(cdn_roby)")).isEqualTo("('roby', 10)");
            shell.run("for i in range(8): loopscan(1, 0, diode)"); // the page's scan is number 10
            List<String> before = nodes(shell);
            shell.printed();
            monitor(shell, page.containing("g1 = gevent.spawn(f)"), before);
        }
    }

    /** Another session of the author's: his base path ended in sample2 (ruling X8), and SCANS[-1] came nine scans later (X9). */
    @Test
    void scansAndTheirData() {
        try (PrivateRedis redis = PrivateRedis.start();
                TestShell shell = new TestShell(folder, redis.url(), DEVICES)) {
            shell.run("SCAN_SAVING.base_path = '" + folder.resolve("data/sample2") + "'");
            shell.run("for i in range(2): ascan(roby, 0, 9, 10, 0.01, diode)");
            List<PageSnippets.Step> steps = page.containing("SCANS[-1].get_data()\n");
            check(shell, steps.get(0));
            shell.run("for i in range(8): loopscan(1, 0, diode)\nascan(roby, 0, 9, 10, 0.01, diode)");
            check(shell, steps.get(1));
            check(shell, steps.get(2));
            assertThat(steps).hasSize(3);
        }
    }

    /** Numbers are those of the author's sessions (ruling X9). */
    @Test
    void imagesAreToldOfAndFetched() {
        try (PrivateRedis redis = PrivateRedis.start();
                TestShell shell = new TestShell(folder, redis.url(), DEVICES + CAMERA)) {
            String monitors = page.containing("g1 = gevent.spawn(f)").getFirst().code();
            shell.run("loopscan(1, 0, diode)"); // the page's session has data
            shell.run(monitors.substring(0, monitors.indexOf("# spawn greenlets")));
            List<PageSnippets.Step> told = page.containing("g3 = gevent.spawn(g, \"lima\")");
            shell.run(told.getFirst().code());
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(masked(lines(shell.printedSoFar())))
                            .isEqualTo(masked(lines(told.getFirst().shown()))));
            assertThat(told).hasSize(1);
            shell.run("g3.kill()");

            shell.run("SCAN_SAVING.template = '{session}/another'");
            run(shell, page.containing("raw_image_data = "));
            assertThat(shell.run("raw_image_data.shape")).isEqualTo("(1024, 1024)");
            assertThat(shell.run("(raw_image_data == lima_data_view.get_image(0)).min()"))
                    .isEqualTo("True");

            shell.run("for i in range(12): ct(0, lima_simulator)");
            run(shell, page.containing("SCANS[-1].get_data()['lima_simulator:image']"));
        }
    }

    @Test
    void noBlockOfThePageIsLeftOut() {
        assertThat(page.size()).isEqualTo(13);
        assertThat(page.block(0).getFirst().code())
                .isEqualTo(page.block(2).getFirst().code());
    }

    private void run(TestShell shell, List<PageSnippets.Step> steps) {
        steps.forEach(step -> check(shell, step));
    }

    private void check(TestShell shell, PageSnippets.Step step) {
        shell.printed();
        String value = shell.run(mine(step.code()));
        List<String> came = shell.printed();
        if (!step.shown().isEmpty()) {
            String all = came.isEmpty() ? value : String.join("\n", came);
            assertThat(masked(all)).as(step.code()).isEqualTo(masked(mine(lines(step.shown()))));
        }
    }

    /** The tree as the first walker has it before the scan. */
    private static List<String> nodes(TestShell shell) {
        shell.printed();
        shell.run("for node in get_node('test_session').walk(wait=False): print(node.name, node.type)");
        return shell.printed();
    }

    private void monitor(TestShell shell, List<PageSnippets.Step> steps, List<String> before) {
        List<String> shown = new ArrayList<>(steps.getFirst().shown());
        assertThat(shown.removeLast()).isEqualTo("...");
        List<String> nodes = shown.stream().filter(line -> !isEvent(line)).toList();
        List<String> events = new ArrayList<>(shown.stream()
                .filter(PageIT::isEvent)
                .map(line -> line.replace("NEW_CHILD", "NEW_NODE")) // ruling X3
                .toList());
        for (int point = 3; point < 10; point++) { // the page breaks off after the third
            events.addAll(List.of(
                    "event.NEW_DATA_IN_CHANNEL elapsed_time 0.0",
                    "event.NEW_DATA_IN_CHANNEL roby " + point + ".0",
                    "event.NEW_DATA_IN_CHANNEL diode 0.0"));
        }
        shell.run(steps.getFirst().code());
        String last = "event.NEW_DATA_IN_CHANNEL diode";
        await().atMost(LIMIT).untilAsserted(() -> {
            List<String> live = events(shell);
            assertThat(live).hasSizeGreaterThanOrEqualTo(events.size());
            assertThat(live.getLast()).startsWith(last);
        });
        List<String> walked =
                shell.printedSoFar().stream().filter(line -> !isEvent(line)).toList();
        List<String> live = events(shell);

        assertThat(walked).startsWith(before.toArray(String[]::new));
        assertThat(walked.subList(before.size(), walked.size())).isEqualTo(nodes);
        assertThat(masked(lines(live.subList(live.size() - events.size(), live.size()))))
                .isEqualTo(masked(lines(events)));
        assertThat(steps).hasSize(2);
        shell.run(steps.get(1).code());
        assertThat(shell.run("g1.dead, g2.dead")).isEqualTo("(True, True)");
    }

    private static List<String> events(TestShell shell) {
        return shell.printedSoFar().stream().filter(PageIT::isEvent).toList();
    }

    private static boolean isEvent(String line) {
        return line.startsWith("event.");
    }

    private String mine(String page) {
        String data = folder.resolve("data").toString();
        return page.replace("/mnt/c/tmp", data)
                .replace("mnt:c:tmp", data.substring(1).replace('/', ':'));
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String masked(String text) {
        String blanks =
                text.lines().map(line -> line.strip().replaceAll(" +", " ")).collect(Collectors.joining("\n"));
        Pattern arrays = Pattern.compile("(?s)'(elapsed_time|diode)': array\\(\\[.*?\\]\\)");
        String flat = arrays.matcher(blanks).replaceAll(found -> "'" + found.group(1) + "': ~");
        return VALUES.matcher(TIMES.matcher(flat).replaceAll(" ~"))
                .replaceAll(" ~")
                .replaceAll("0x[0-9a-f]+", "0x~");
    }
}
