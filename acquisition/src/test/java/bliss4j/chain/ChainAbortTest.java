package bliss4j.chain;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping a chain from outside: a master and two slaves, of which the test lets one wait for a minute. */
@ExtendWith(LeakCheck.class)
final class ChainAbortTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Script script = new Script();
    private final AcquisitionChain chain = new AcquisitionChain();
    private final ChainRunner runner;
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch waiting = new CountDownLatch(1);

    ChainAbortTest() {
        StubMaster axis = script.master("axis", 1000);
        chain.top(axis).below(axis, script.slave("diode", "diode")).below(axis, script.slave("monitor"));
        chain.connect((channel, points, timeNs) -> {});
        runner = new ChainRunner(chain, () -> script.calls.add("prepared"));
        script.on("axis.abort", stop::raise);
    }

    private void waitIn(String call) {
        script.on(call, () -> {
            waiting.countDown();
            stop.await(MINUTE);
        });
    }

    /** Runs the chain in this thread, and something else once a device waits. */
    private Duration runWhile(Runnable other) throws InterruptedException {
        Thread aborting = Thread.ofPlatform().start(() -> {
            try {
                assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
                other.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        long start = System.nanoTime();
        assertThat(runner.run()).isEmpty();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Thread.interrupted();
        aborting.join(Duration.ofSeconds(10));
        assertThat(runner.aborted()).isTrue();
        return took;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "axis.prepare",
                "monitor.start",
                "axis.next",
                "axis.trigger",
                "diode.trigger",
                "diode.await",
                "monitor.await",
                "axis.await"
            })
    void endsWhateverADeviceWaitsFor(String call) throws InterruptedException {
        waitIn(call);
        assertThat(runWhile(runner::abort)).isLessThan(Duration.ofSeconds(1));
        assertThat(script.count(call)).isOne();
        assertThat(script.calls).endsWith("axis.stop", "diode.stop", "monitor.stop");
    }

    @Test
    void beforeTheStartLetsNoDeviceBegin() {
        runner.abort();
        assertThat(runner.run()).isEmpty();
        assertThat(runner.aborted()).isTrue();
        assertThat(script.calls)
                .containsExactly(
                        "axis.abort", "diode.abort", "monitor.abort", "axis.stop", "diode.stop", "monitor.stop");
    }

    @Test
    void whilePreparingTheScanIsNotSaidToBePrepared() throws InterruptedException {
        waitIn("axis.prepare");
        runWhile(runner::abort);
        assertThat(script.calls).doesNotContain("prepared", "diode.prepare", "axis.start");
    }

    @Test
    void twiceAndFromManyThreadsTellsEachDeviceOnce() throws InterruptedException {
        waitIn("axis.next");
        runWhile(() -> {
            try (var threads = Executors.newFixedThreadPool(8)) {
                Stream.generate(() -> (Runnable) runner::abort).limit(64).forEach(threads::execute);
            }
        });
        assertThat(List.of(script.count("axis.abort"), script.count("diode.abort"), script.count("monitor.abort")))
                .containsOnly(1L);
    }

    @Test
    void afterTheEndDoesNothing() {
        script.on("axis.stop", runner::abort);
        AcquisitionChain brief = new AcquisitionChain().top(script.master("short", 2));
        ChainRunner over = new ChainRunner(brief, () -> {});
        assertThat(over.run()).isEmpty();
        over.abort();
        assertThat(over.aborted()).isFalse();
        assertThat(script.count("short.abort")).isZero();
    }

    @Test
    void anInterruptOfTheCallerAbortsAndIsSetAgain() throws InterruptedException {
        waitIn("diode.await");
        Thread caller = Thread.currentThread();
        CountDownLatch seen = new CountDownLatch(1);
        script.on("axis.stop", () -> {
            if (!Thread.currentThread().isInterrupted()) {
                seen.countDown(); // devices are stopped in peace
            }
        });
        Thread aborting = Thread.ofPlatform().start(() -> {
            try {
                assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            caller.interrupt();
        });
        assertThat(runner.run()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(runner.aborted()).isTrue();
        assertThat(seen.getCount()).isZero();
        aborting.join(Duration.ofSeconds(10));
    }

    @Test
    void whatADeviceThrowsWhenItIsAbortedIsNoFailure() throws InterruptedException {
        script.on("diode.await", () -> {
            waiting.countDown();
            stop.await(MINUTE);
            throw new IllegalStateException("aborted, says the driver");
        });
        runWhile(runner::abort);
    }

    @Test
    void aDeviceThatCannotBeAbortedIsAFailure() {
        script.fail("diode.abort", "no answer").on("axis.trigger", runner::abort);
        assertThat(runner.run()).get().hasFieldOrPropertyWithValue("message", "no answer");
        assertThat(script.calls).contains("monitor.abort", "monitor.stop");
    }

    @Test
    void fromWithinADeviceEndsTheScanAfterItsCall() {
        script.on("axis.trigger", runner::abort);
        assertThat(runner.run()).isEmpty();
        assertThat(runner.aborted()).isTrue();
        assertThat(script.count("axis.trigger")).isOne();
    }

    @Test
    void theSignalInterruptsWorkAndLeavesNoFlagBehind() throws InterruptedException {
        Thread raising = Thread.ofPlatform().start(() -> {
            try {
                assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            stop.raise();
        });
        assertThat(stop.interrupting(() -> {
                    waiting.countDown();
                    Thread.sleep(TimeUnit.NANOSECONDS.toMillis(MINUTE));
                }))
                .isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(stop.interrupting(() -> script.calls.add("never"))).isFalse();
        assertThat(script.calls).isEmpty();
        raising.join(Duration.ofSeconds(10));
    }
}
