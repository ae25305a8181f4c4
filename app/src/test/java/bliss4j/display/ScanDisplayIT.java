package bliss4j.display;

import static bliss4j.scan.ScanCommands.amesh;
import static bliss4j.scan.ScanCommands.anscan;
import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.lookupscan;
import static bliss4j.scan.ScanCommands.loopscan;
import static bliss4j.scan.ScanCommands.pointscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bliss4j.array.Numbers;
import bliss4j.device.Counter;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanPlan;
import bliss4j.scan.ScanWatch;
import bliss4j.scan.Sweep;
import bliss4j.step.AxisMove;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of real scans. Times are cut out. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ScanDisplayIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TIME = "\\d:\\d\\d:\\d\\d(\\.\\d{6})?";

    @TempDir
    private Path folder;

    private ShownSession shown;
    private Counter diode4;
    private Counter diode5;

    @BeforeEach
    void start() {
        shown = new ShownSession(folder, RedisServer.url());
        diode4 = shown.counter("diode4");
        diode5 = shown.counter("diode5");
    }

    @AfterEach
    void end() {
        shown.close();
    }

    private ScanPlan a2scan(String first, String second) {
        return anscan(
                0,
                10,
                List.of(new Sweep(shown.axis(first), 0, 9), new Sweep(shown.axis(second), 10, 19)),
                diode4,
                diode5);
    }

    private AxisMove move(String axis, double... positions) {
        return new AxisMove(shown.axis(axis), Arrays.stream(positions).boxed().toList());
    }

    private static String head(List<String> lines) {
        return lines.stream()
                .filter(line -> line.strip().startsWith("#"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    /** The numbers of the rows, without the time. */
    private static List<String> rows(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches(" +\\d+  .*"))
                .map(line -> {
                    List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
                    words.remove(1);
                    return String.join(" ", words);
                })
                .toList();
    }

    private static List<String> counted(String format, int points) {
        return IntStream.range(0, points)
                .mapToObj(i -> format.replace("%a", "" + i).replace("%b", "" + (i + 10)))
                .toList();
    }

    @Test
    void f58TestStandardScanDisplayA2scanInBothOrdersAndFiltered() {
        List<String> lines = shown.run(a2scan("robz", "roby"));
        assertThat(head(lines)).isEqualTo("#         dt[s]      robz[mm]          roby        diode4        diode5");
        assertThat(rows(lines)).isEqualTo(counted("%a %a %b 4 5", 10));

        lines = shown.run(a2scan("roby", "robz"));
        assertThat(head(lines)).isEqualTo("#         dt[s]          roby      robz[mm]        diode4        diode5");
        assertThat(rows(lines)).isEqualTo(counted("%a %a %b 4 5", 10));

        shown.display().counters(Set.of(diode4.fullname()));
        lines = shown.run(a2scan("robz", "roby"));
        assertThat(head(lines)).isEqualTo("#         dt[s]      robz[mm]          roby        diode4");
        assertThat(rows(lines)).isEqualTo(counted("%a %a %b 4", 10));

        shown.display().counters(Set.of());
        assertThat(head(shown.run(a2scan("robz", "roby")))).endsWith("diode5");
    }

    @Test
    void f58TestStandardScanDisplayAscan() {
        List<String> lines = shown.run(ascan(shown.axis("roby"), 0, 9, 10, 0.01, diode4, diode5));

        assertThat(lines.get(0)).isEmpty();
        assertThat(lines.get(1))
                .matches("Total 10 points, " + TIME + " \\(motion: " + TIME + ", count: 0:00:00\\.100000\\)");
        assertThat(lines.get(2)).isEmpty();
        String user = System.getProperty("user.name");
        assertThat(lines.get(3))
                .matches("Scan 1 [A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d \\d{4} "
                        + folder.resolve("data/test_session/data.h5") + " test_session user = " + user);
        assertThat(lines.get(4)).isEqualTo("ascan roby 0 9 10 0.01");
        assertThat(lines.get(5)).isEmpty();
        assertThat(lines.get(6)).isEqualTo("           #         dt[s]          roby        diode4        diode5");
        assertThat(lines.get(7)).isEqualTo("           0             0             0             4             5");
        assertThat(rows(lines)).isEqualTo(counted("%a %a 4 5", 10));
        assertThat(lines.subList(7, 17))
                .allMatch(line -> line.length() == lines.get(6).length());
        assertThat(lines.get(17)).isEmpty();
        assertThat(lines.get(18)).matches("Took " + TIME + " \\(estimation was for " + TIME + "\\)");
        assertThat(lines).hasSize(19);
    }

    @Test
    void f58TestStandardScanDisplayCt() {
        List<String> lines = shown.run(ct(0.1, diode4, diode5));

        assertThat(lines.get(1)).matches("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d \\d{4}");
        assertThat(lines.subList(2, 6))
                .containsExactly(
                        "",
                        "   dt[s] =          0.0 (         0.0/s)",
                        "  diode4 =          4.0 (        40.0/s)",
                        "  diode5 =          5.0 (        50.0/s)");
        assertThat(lines.get(7)).matches("Took " + TIME + " \\(estimation was for 0:00:00\\.100000\\)");
    }

    @Test
    void f58TestStandardScanDisplayLoopscan() {
        List<String> lines = shown.run(loopscan(10, 0.01, diode4, diode5));

        assertThat(head(lines)).isEqualTo("#         dt[s]        diode4        diode5");
        assertThat(rows(lines)).isEqualTo(counted("%a 4 5", 10));
    }

    @Test
    void f58TestStandardScanDisplayAmeshLookupscanPointscan() {
        List<String> mesh = shown.run(amesh(
                new Sweep(shown.axis("robz"), 0, 2),
                3,
                new Sweep(shown.axis("roby"), 10, 11),
                2,
                false,
                0,
                diode4,
                diode5));
        assertThat(head(mesh)).isEqualTo("#         dt[s]      robz[mm]          roby        diode4        diode5");
        assertThat(rows(mesh))
                .containsExactly("0 0 10 4 5", "1 1 10 4 5", "2 2 10 4 5", "3 0 11 4 5", "4 1 11 4 5", "5 2 11 4 5");

        List<String> lookup =
                shown.run(lookupscan(0, List.of(move("roby", 0, 2, 5), move("robz", 1, 0.25, 9)), diode4, diode5));
        assertThat(rows(lookup)).containsExactly("0 0 1 4 5", "1 2 0.25 4 5", "2 5 9 4 5");

        List<String> points = shown.run(pointscan(shown.axis("roby"), List.of(0.1, 1.0, 3.0, 0.0), 0, diode4, diode5));
        assertThat(head(points)).isEqualTo("#         dt[s]          roby        diode4        diode5");
        assertThat(rows(points)).containsExactly("0 0.1 4 5", "1 1 4 5", "2 3 4 5", "3 0 4 5");
    }

    @Test
    void f59TestFastScanDisplay() {
        assertThat(rows(shown.run(loopscan(1234, 0, diode4, diode5)))).isEqualTo(counted("%a 4 5", 1234));
    }

    /** The same scan's description, but its points come in blocks of all sizes. */
    @Test
    void f59TestFastScanDisplayInBlocks() {
        List<ScanWatch.Points> watched = new ArrayList<>();
        List<Scan> scans = new ArrayList<>();
        shown.session().scans().watch((scan, description) -> {
            scans.add(scan);
            watched.add(shown.display().started(scan, description));
            return ScanWatch.Points.UNSEEN;
        });
        shown.session().run(loopscan(1, 0, diode4));
        ScanWatch.Points points = watched.getFirst();
        int from = 0;
        for (int size = 1; from < 1234; size = size * 2 + 1) {
            double[] block = IntStream.range(from, Math.min(1234, from + size))
                    .asDoubleStream()
                    .toArray();
            points.points(0, Numbers.of(block)); // elapsed_time
            points.points(2, Numbers.of(block)); // diode4, behind epoch
            from += size;
        }
        points.ended();
        shown.settle(scans.getFirst());

        assertThat(rows(shown.take())).isEqualTo(counted("%a %a", 1234));
    }

    @Test
    void aSecondScanIsAnnouncedAndNotShown() {
        Scan first = shown.session().scan(loopscan(1_000_000, 0.001, diode4));
        CompletableFuture<Void> running = CompletableFuture.runAsync(first::run);
        await().atMost(LIMIT).until(() -> rows(shown.soFar()).size() > 1);
        shown.session().run(loopscan(3, 0, diode5));
        first.abort();
        running.join();
        shown.settle(first);

        List<String> lines = shown.take();
        assertThat(lines).contains("Scan 2 has started meanwhile and is not shown: loopscan 3 0");
        assertThat(lines.stream().filter(line -> line.contains("#"))).hasSize(1);
        assertThat(head(lines)).endsWith("diode4");
        assertThat(lines.get(lines.size() - 2)).matches("ABORTED after \\d+ of 1000000 points");
        assertThat(shown.run(loopscan(1, 0, diode5))).anyMatch(line -> line.startsWith("Scan 3 "));
    }

    @Test
    void aLongScanHasABarWithTheTimeThatIsLeft() {
        Scan scan = shown.session().scan(loopscan(1000, 0.02, diode4));
        CompletableFuture<Void> running = CompletableFuture.runAsync(scan::run);
        await().atMost(LIMIT).until(() -> shown.statuses().stream().anyMatch(line -> line.startsWith("  2 % [.")));
        scan.abort();
        running.join();
        shown.settle(scan);

        assertThat(shown.statuses()).anyMatch(line -> line.matches(" {2}\\d % \\[\\.{30}] 0:00:\\d\\d left"));
        assertThat(shown.statuses().getLast()).isEmpty();
    }

    @Test
    void aShortScanHasNoBar() {
        shown.run(loopscan(3, 0.01, diode4));

        assertThat(shown.statuses()).containsOnly("");
    }

    @Test
    void nothingIsShownIfThatIsNotWanted() {
        shown.display().auto(false);
        assertThat(shown.run(loopscan(3, 0, diode4))).isEmpty();
        shown.display().auto(true);
        assertThat(shown.run(loopscan(3, 0, diode4))).isNotEmpty();
    }
}
