package bliss4j.benchmarks;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** A detector at 1 kHz. */
final class Pace {
    static final int POINTS = 1_000;
    private static final long PERIOD_NS = 1_000_000;

    private Pace() {}

    /** Does a thing {@link #POINTS} times, 1 ms apart; what is late does not delay the next. */
    static void keep(IntConsumer point) {
        long start = System.nanoTime();
        for (int i = 0; i < POINTS; i++) {
            long due = start + i * PERIOD_NS;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            point.accept(i);
        }
    }
}
