package bliss4j.chain;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.device.AcquisitionException;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain axis → timer → diode, monitor beside a second top master clock → watch, when something goes wrong. */
@ExtendWith(LeakCheck.class)
final class ChainFailureTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Script script = new Script();
    private final AcquisitionChain chain = new AcquisitionChain();
    private final StopSignal watchStop = new StopSignal();

    @BeforeEach
    void build() {
        StubMaster axis = script.master("axis", 3);
        StubMaster timer = script.master("timer", 0);
        StubMaster clock = script.master("clock", 1);
        chain.top(axis)
                .below(axis, timer)
                .below(timer, script.slave("diode", "diode"))
                .below(timer, script.slave("monitor"));
        chain.top(clock).below(clock, script.slave("watch"));
        // a device that waits for a minute unless it is aborted
        script.on("watch.await", () -> watchStop.await(TimeUnit.MINUTES.toNanos(1)))
                .on("watch.abort", watchStop::raise);
        chain.connect((channel, points, timeNs) -> {});
    }

    private Optional<Throwable> run() {
        long start = System.nanoTime();
        Optional<Throwable> failure = new ChainRunner(chain, () -> script.playQuick("prepared")).run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "axis.prepare",
                "diode.prepare",
                "watch.prepare",
                "prepared",
                "axis.start",
                "monitor.start",
                "axis.next",
                "axis.trigger",
                "timer.trigger",
                "diode.trigger",
                "diode.await",
                "monitor.await",
                "timer.await",
                "axis.await"
            })
    void f65TheFirstFailureIsKeptAndAllDevicesStopAtOnce(String call) {
        script.fail(call, "broken at " + call);
        assertThat(run())
                .get()
                .isInstanceOf(IllegalStateException.class)
                .hasFieldOrPropertyWithValue("message", "broken at " + call);
        for (AcquisitionDevice device : chain.devices()) {
            assertThat(script.count(device.name() + ".abort"))
                    .as(device.name() + " aborted")
                    .isOne();
            assertThat(script.count(device.name() + ".stop"))
                    .as(device.name() + " stopped")
                    .isOne();
        }
        assertThat(script.calls.indexOf("watch.abort")).isLessThan(script.calls.indexOf("axis.stop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"axis.prepare", "watch.prepare", "prepared"})
    void nothingStartsUnlessAllAreReady(String call) {
        script.fail(call, "not ready");
        assertThat(run()).isPresent();
        assertThat(script.calls).noneMatch(done -> done.endsWith(".start") || done.endsWith(".next"));
    }

    @Test
    void anEmissionThatIsRefusedIsAFailure() {
        chain.connect((channel, points, timeNs) -> {
            throw new IllegalArgumentException("the file is gone");
        });
        assertThat(run()).get().hasFieldOrPropertyWithValue("message", "the file is gone");
        assertThat(script.count("diode.await")).isOne();
    }

    @Test
    void anErrorIsAFailureToo() {
        script.on("monitor.await", () -> {
            throw new StackOverflowError("deep");
        });
        assertThat(run()).get().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void whatFailsBecauseOfTheFirstFailureIsNotTold() {
        CountDownLatch aborted = new CountDownLatch(1);
        script.fail("diode.await", "first")
                .on("monitor.abort", aborted::countDown)
                .on("monitor.await", () -> {
                    assertThat(aborted.await(10, TimeUnit.SECONDS)).isTrue();
                    throw new IllegalStateException("second");
                });
        assertThat(run()).get().hasFieldOrPropertyWithValue("message", "first");
    }

    @Test
    void aDeviceThatCannotBeAbortedOrStoppedDoesNotKeepTheOthersFromIt() {
        script.fail("diode.await", "first").fail("axis.abort", "second").fail("timer.stop", "third");
        assertThat(run()).get().hasFieldOrPropertyWithValue("message", "first");
        assertThat(script.calls).contains("watch.abort", "watch.stop", "monitor.stop");
    }

    @Test
    void aDeviceThatCannotBeStoppedFailsAScanThatWentWell() {
        script.on("watch.await", () -> {}).fail("axis.stop", "still hot");
        assertThat(run()).get().hasFieldOrPropertyWithValue("message", "still hot");
        assertThat(script.calls).contains("watch.stop");
        assertThat(script.calls).noneMatch(call -> call.endsWith(".abort"));
    }

    @Test
    void aDeviceThatDoesNotHeedItsAbortIsInterrupted() {
        CountDownLatch waiting = new CountDownLatch(1);
        script.on("watch.abort", () -> {})
                .on("watch.await", () -> {
                    waiting.countDown();
                    watchStop.await(TimeUnit.MINUTES.toNanos(1));
                })
                .on("diode.await", () -> {
                    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
                    throw new IllegalStateException("first");
                });
        ChainRunner runner = new ChainRunner(chain, () -> {}, Duration.ofMillis(200));
        long start = System.nanoTime();
        assertThat(runner.run()).get().hasFieldOrPropertyWithValue("message", "first");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), AT_ONCE);
    }

    @Test
    void aDeviceThatHeedsNothingIsGivenUpAndNamed() {
        CountDownLatch waiting = new CountDownLatch(1);
        script.on("watch.abort", () -> {}).on("watch.await", () -> {
            waiting.countDown();
            while (!watchStop.raised()) {
                try {
                    watchStop.await(TimeUnit.MINUTES.toNanos(1));
                } catch (InterruptedException ignored) {
                    // as a bad driver does
                }
            }
        });
        ChainRunner runner = new ChainRunner(chain, () -> {}, Duration.ofMillis(200));
        script.on("axis.trigger", () -> {
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            runner.abort();
        });
        assertThat(runner.run())
                .get()
                .isInstanceOf(AcquisitionException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("clock", "is still busy");
        watchStop.raise(); // so that its thread ends
    }
}
