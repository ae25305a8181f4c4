package bliss4j.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long a fixture waits for anything, and the one place where it waits by asking again. */
final class Limits {
    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);

    private Limits() {}

    /** Asks until the answer is yes or the time is over; gives the last answer. */
    static boolean within(Duration limit, BooleanSupplier question) {
        long start = System.nanoTime();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_QUESTIONS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    static AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted", cause);
    }
}
