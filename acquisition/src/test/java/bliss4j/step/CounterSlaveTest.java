package bliss4j.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.SamplingCounter;
import bliss4j.testing.LeakCheck;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
final class CounterSlaveTest {
    /** Gives a value for each read, the first of which is read 0. */
    private static final class Counting implements SamplingCounter {
        private final String name;
        private final IntToDoubleFunction values;
        private final CountDownLatch started = new CountDownLatch(1);
        private long readNs;
        private int reads;

        Counting(String name, IntToDoubleFunction values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String device() {
            return "box";
        }

        @Override
        public Optional<String> unit() {
            return Optional.of("A");
        }

        @Override
        public double read() throws InterruptedException {
            started.countDown();
            TimeUnit.NANOSECONDS.sleep(readNs);
            return values.applyAsDouble(reads++);
        }
    }

    private static void count(CounterSlave slave) throws InterruptedException {
        slave.trigger();
        slave.await();
    }

    @Test
    void givesTheMeanOfWhatItReadDuringTheCountTime() throws InterruptedException {
        Counting counter = new Counting("c", read -> read);
        CounterSlave slave = new CounterSlave(List.of(counter), 0.05);
        Emitted emitted = Emitted.by(slave);
        long start = System.nanoTime();
        count(slave);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(counter.reads).isBetween(2, 51); // no more than one a millisecond, and one that was late
        assertThat(emitted.of("box:c")).containsExactly((counter.reads - 1) / 2.0);
        assertThat(slave.channels().getFirst().unit()).contains("A");
    }

    @Test
    void readsOnceAtLeastHoweverShortTheTimeOrLongTheRead() throws InterruptedException {
        Counting counter = new Counting("c", read -> 7);
        counter.readNs = TimeUnit.MILLISECONDS.toNanos(30);
        CounterSlave none = new CounterSlave(List.of(counter), 0);
        Emitted emitted = Emitted.by(none);
        count(none);
        assertThat(counter.reads).isOne();
        CounterSlave brief = new CounterSlave(List.of(counter), 0.001);
        Emitted.by(brief);
        count(brief);
        assertThat(counter.reads).isEqualTo(2);
        assertThat(emitted.of("box:c")).containsExactly(7.0);
    }

    @Test
    void countersOfADeviceAreReadTogetherEachPointAnew() throws InterruptedException {
        Counting one = new Counting("one", read -> 1);
        Counting two = new Counting("two", read -> read == 0 ? 2 : Double.NaN);
        CounterSlave slave = new CounterSlave(List.of(one, two), 0);
        Emitted emitted = Emitted.by(slave);
        count(slave);
        count(slave);
        assertThat(slave.name()).isEqualTo("box");
        assertThat(emitted.channels()).containsExactly("box:one", "box:two", "box:one", "box:two");
        assertThat(emitted.of("box:one")).containsExactly(1.0, 1.0);
        assertThat(emitted.of("box:two")).containsExactly(2.0, Double.NaN);
    }

    @Test
    void thePointIsDatedWhenItWasTriggered() throws InterruptedException {
        CounterSlave slave = new CounterSlave(List.of(new Counting("c", read -> 0)), 0.03);
        Emitted emitted = Emitted.by(slave);
        long before = System.currentTimeMillis();
        slave.trigger();
        long after = System.currentTimeMillis();
        slave.await();
        assertThat(emitted.points().getFirst().timeNs() / 1_000_000).isBetween(before, after);
    }

    @Test
    void cutShortItGivesNoPoint() throws InterruptedException {
        for (long readSeconds : new long[] {0, 60}) { // between reads, and in the middle of one
            Counting counter = new Counting("c", read -> 0);
            counter.readNs = TimeUnit.SECONDS.toNanos(readSeconds);
            CounterSlave slave = new CounterSlave(List.of(counter), 60);
            Emitted emitted = Emitted.by(slave);
            Thread aborting = Thread.ofPlatform().start(() -> {
                try {
                    assertThat(counter.started.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                slave.abort();
            });
            long start = System.nanoTime();
            count(slave);
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(emitted.points()).isEmpty();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            aborting.join();
            count(slave); // it stays so
            assertThat(emitted.points()).isEmpty();
        }
    }

    @Test
    void whatTheCounterThrowsComesThrough() {
        CounterSlave slave = new CounterSlave(
                List.of(new Counting("c", read -> {
                    throw new IllegalStateException("no light");
                })),
                1);
        Emitted emitted = Emitted.by(slave);
        slave.trigger();
        assertThatThrownBy(slave::await).hasMessage("no light");
        assertThat(emitted.points()).isEmpty();
    }
}
