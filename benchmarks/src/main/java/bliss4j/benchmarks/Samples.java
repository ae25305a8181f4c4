package bliss4j.benchmarks;

import java.util.Arrays;

/** Times in ns that are kept one by one. For one thread; bounded by what it was made for, what comes beyond is left out. */
final class Samples {
    private final long[] times;
    private int count;

    Samples(int most) {
        times = new long[most];
    }

    void add(long ns) {
        if (count < times.length) {
            times[count++] = ns;
        }
    }

    /** All of the others' times, too. */
    static Samples join(Iterable<Samples> parts) {
        int size = 0;
        for (Samples part : parts) {
            size += part.count;
        }
        Samples all = new Samples(size);
        for (Samples part : parts) {
            System.arraycopy(part.times, 0, all.times, all.count, part.count);
            all.count += part.count;
        }
        return all;
    }

    double median() {
        return percentile(50);
    }

    double p99() {
        return percentile(99);
    }

    private double percentile(int percent) {
        if (count == 0) {
            throw new BenchmarkException("nothing was measured");
        }
        Arrays.sort(times, 0, count);
        return times[(int) ((long) count * percent / 100)];
    }
}
