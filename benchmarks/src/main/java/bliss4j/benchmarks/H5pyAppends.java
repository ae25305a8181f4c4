package bliss4j.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** h5py appends one point at a time to three datasets: points/s. */
final class H5pyAppends implements Contender {
    private static final String PROGRAM = "a Python with h5py (Debian: python3-h5py)";
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private final Workbench bench;
    private final String python;
    private final String script;
    private final double flushSeconds;

    /** @param flushSeconds when the first unflushed point is flushed; 0 to flush after each */
    H5pyAppends(Workbench bench, double flushSeconds) throws InterruptedException {
        this.bench = bench;
        this.flushSeconds = flushSeconds;
        this.python = python();
        try (InputStream in = Objects.requireNonNull(H5pyAppends.class.getResourceAsStream("append.py"))) {
            this.script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("append.py is not in our jar", e);
        }
    }

    private static String python() throws InterruptedException {
        for (String python : PYTHONS) {
            if (Program.works(List.of(python, "-c", "import h5py"))) {
                return python;
            }
        }
        throw new BenchmarkException("needs " + PROGRAM + ", which is not installed");
    }

    @Override
    public Figures run() throws InterruptedException {
        Path file = bench.freshPath();
        String printed = Program.run(
                List.of(
                        python,
                        "-c",
                        script,
                        file.toString(),
                        Integer.toString(FileBenchmark.SECONDS),
                        Integer.toString(FileBenchmark.CHUNK_ROWS),
                        Double.toString(flushSeconds)),
                PROGRAM);
        String[] words = printed.strip().split(" ");
        bench.remove(file);
        return new Figures(Double.parseDouble(words[0]), 1, Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }
}
