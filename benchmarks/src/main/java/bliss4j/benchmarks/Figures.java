package bliss4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one round gave; NaN for what does not apply.
 *
 * @param value the figure itself, in its own unit
 * @param pointsPerEntry how many points an entry of a stream, or a write to the file, had
 * @param p99Ns the time that one in a hundred exceeded
 * @param lagNs from the last append to the last arrival
 */
record Figures(double value, double pointsPerEntry, double p99Ns, double lagNs) {
    static Figures of(double value, double p99Ns) {
        return new Figures(value, Double.NaN, p99Ns, Double.NaN);
    }

    /** The median of each figure for itself. */
    static Figures median(List<Figures> rounds) {
        return new Figures(
                median(rounds, Figures::value),
                median(rounds, Figures::pointsPerEntry),
                median(rounds, Figures::p99Ns),
                median(rounds, Figures::lagNs));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
