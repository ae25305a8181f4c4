package bliss4j.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each point of each channel was emitted, for those who see it arrive. Any thread. */
final class Stamps {
    private final AtomicLongArray times;
    private final int points;

    Stamps(int channels, int points) {
        this.times = new AtomicLongArray(channels * points);
        this.points = points;
    }

    /** Notes that a point is emitted now. */
    void set(int channel, int point) {
        times.set(channel * points + point, System.nanoTime());
    }

    /** Adds to {@code delays} how long some points took that came at {@code nowNs}. */
    void arrived(int channel, long first, int count, long nowNs, Samples delays) {
        for (int i = 0; i < count; i++) {
            delays.add(nowNs - times.get(channel * points + (int) first + i));
        }
    }
}
