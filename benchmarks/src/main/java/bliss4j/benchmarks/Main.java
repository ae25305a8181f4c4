package bliss4j.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code benchmarks/run NAME}. */
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;

    private final Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
    private final PrintWriter out;
    private final PrintWriter err;

    private Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        benchmarks.put("publish", new PublishBenchmark());
        benchmarks.put("follow", new FollowBenchmark());
        benchmarks.put("walk", new WalkBenchmark());
        benchmarks.put("file", new FileBenchmark());
        benchmarks.put("images", new ImageBenchmark());
    }

    /** Runs one benchmark and exits with 0, 1 if it cannot be measured, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(out, err).run(Arrays.asList(arguments)));
    }

    private int run(List<String> arguments) {
        if (arguments.equals(List.of("help"))) {
            out.println("benchmarks/run NAME, where NAME is");
            benchmarks.forEach((name, benchmark) -> out.printf("  %-9s %s%n", name, benchmark.about()));
            return 0;
        }
        Benchmark benchmark = arguments.size() == 1 ? benchmarks.get(arguments.getFirst()) : null;
        if (benchmark == null) {
            err.println("benchmarks: expected one of " + String.join(", ", benchmarks.keySet()) + ", help, got "
                    + (arguments.isEmpty() ? "nothing" : "'" + String.join(" ", arguments) + "'"));
            return BAD_USE;
        }
        return measure(arguments.getFirst(), benchmark);
    }

    private int measure(String name, Benchmark benchmark) {
        try (Workbench bench = Workbench.open();
                TimeLimit limit = new TimeLimit(
                        benchmark.limit(),
                        () -> fail(name + " took more than " + benchmark.limit().toSeconds()
                                + " s: is the machine very busy?"))) {
            limit.start();
            Table table = new Table();
            benchmark.run(bench, table);
            table.print(out);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (RuntimeException e) { // the top of the main thread
            err.println("benchmarks: " + name + ": " + e.getMessage());
            return FAILED;
        }
    }

    private void fail(String why) {
        err.println("benchmarks: " + why);
        System.exit(FAILED); // the shutdown hook clears the workbench
    }
}
