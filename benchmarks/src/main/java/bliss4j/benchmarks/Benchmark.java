package bliss4j.benchmarks;

import java.time.Duration;

/** What one name stands for: some rows of the design's table. */
interface Benchmark {
    /** One line for people. */
    String about();

    /** How long it may take, whatever happens. */
    Duration limit();

    /**
     * Measures, and adds its rows.
     *
     * @throws BenchmarkException if a reference is not installed, or points do not arrive
     */
    void run(Workbench bench, Table table) throws InterruptedException;
}
