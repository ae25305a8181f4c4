package bliss4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that others wrote. */
final class Program {
    private static final int LIMIT_SECONDS = 60;

    private Program() {}

    /**
     * Gives what a program prints.
     *
     * @param what it is, for who has not installed it
     */
    static String run(List<String> command, String what) throws InterruptedException {
        try {
            // Into a file: a pipe that is read to its end would wait for a program that hangs.
            Path output = Files.createTempFile("bliss-bench", ".out");
            try {
                return run(command, what, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file for what " + what + " prints", e);
        }
    }

    /** Whether a program is there and ends well. */
    static boolean works(List<String> command) throws InterruptedException {
        try {
            run(command, command.getFirst());
            return true;
        } catch (BenchmarkException notThere) {
            return false;
        }
    }

    private static String run(List<String> command, String what, Path output) throws InterruptedException, IOException {
        Process process = start(command, what, output);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchmarkException(what + " did not end within " + LIMIT_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new BenchmarkException(what + " ended with " + process.exitValue() + ": " + printed.strip());
        }
        return printed;
    }

    private static Process start(List<String> command, String what, Path output) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new BenchmarkException("needs " + what + ", which is not installed", e);
        }
    }
}
