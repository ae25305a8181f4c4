package bliss4j.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.device.AcquisitionException;
import bliss4j.testing.LeakCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In which order a runner calls the devices of a chain when nothing goes wrong. */
@ExtendWith(LeakCheck.class)
final class ChainOrderTest {
    private final Script script = new Script();
    private final AcquisitionChain chain = new AcquisitionChain();

    private void run() {
        ChainRunner runner = new ChainRunner(chain, () -> script.calls.add("prepared"));
        assertThat(runner.run()).isEmpty();
        assertThat(runner.aborted()).isFalse();
    }

    @Test
    void callsOfAStepScanComeInOrder() {
        StubMaster axis = script.master("axis", 2);
        StubMaster timer = script.master("timer", 99);
        chain.top(axis).below(axis, timer).below(timer, script.slave("diode"));
        run();
        assertThat(script.calls)
                .containsExactly(
                        "axis.prepare",
                        "timer.prepare",
                        "diode.prepare",
                        "prepared",
                        "diode.start",
                        "timer.start",
                        "axis.start",
                        "axis.next",
                        "axis.trigger",
                        "timer.trigger",
                        "diode.trigger",
                        "diode.await",
                        "timer.await",
                        "axis.await",
                        "axis.next",
                        "axis.trigger",
                        "timer.trigger",
                        "diode.trigger",
                        "diode.await",
                        "timer.await",
                        "axis.await",
                        "axis.next",
                        "axis.stop",
                        "timer.stop",
                        "diode.stop");
    }

    @Test
    void aMasterWithoutSlavesAndOneWithoutIterationsRun() {
        chain.top(script.master("alone", 1)).top(script.master("never", 0));
        run();
        assertThat(script.count("alone.trigger")).isOne();
        assertThat(script.count("never.trigger")).isZero();
        assertThat(script.calls).contains("prepared", "alone.stop", "never.stop");
    }

    @Test
    void aChainWithoutAMasterIsRefused() {
        assertThatThrownBy(this::run).isInstanceOf(AcquisitionException.class).hasMessageContaining("without a master");
    }

    @Test
    void slavesOfAnyDepthAreTriggered() {
        int depth = 50;
        StubMaster above = script.master("m0", 3);
        chain.top(above);
        for (int i = 1; i < depth; i++) {
            StubMaster below = script.master("m" + i, 0);
            chain.below(above, below).below(above, script.slave("s" + i, "c"));
            above = below;
        }
        chain.below(above, script.slave("deepest", "c"));
        List<Integer> emitted = Collections.synchronizedList(new ArrayList<>());
        chain.connect((channel, points, timeNs) -> emitted.add(channel));
        run();
        assertThat(script.count("deepest.await")).isEqualTo(3);
        for (int i = 0; i < depth; i++) {
            assertThat(Collections.frequency(emitted, i)).isEqualTo(3);
        }
    }

    @Test
    void slavesAreWaitedForAtTheSameTime() {
        CyclicBarrier all = new CyclicBarrier(4);
        StubMaster timer = script.master("timer", 3);
        chain.top(timer);
        for (int i = 0; i < 4; i++) {
            chain.below(timer, script.slave("s" + i));
            script.on("s" + i + ".await", () -> meet(all));
        }
        run();
        assertThat(script.count("timer.await")).isEqualTo(3);
    }

    @Test
    void topMastersRunAtTheSameTimeOnceAllAreReady() {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (String name : List.of("timer1", "timer2")) {
            chain.top(script.master(name, 5));
            script.on(name + ".prepare", () -> meet(both));
            script.on(name + ".trigger", () -> {
                threads.add(Thread.currentThread());
                meet(both);
            });
        }
        run();
        assertThat(threads).hasSize(2).allMatch(Thread::isDaemon).noneMatch(Thread::isVirtual);
        assertThat(script.count("prepared")).isOne();
        int prepared = script.calls.indexOf("prepared");
        assertThat(script.calls.subList(0, prepared)).containsOnly("timer1.prepare", "timer2.prepare");
    }

    @Test
    void topMastersMayHaveDifferentNumbersOfIterations() {
        StubMaster few = script.master("few", 2);
        StubMaster many = script.master("many", 50);
        chain.top(few).top(many).below(many, script.slave("diode"));
        run();
        assertThat(script.count("few.trigger")).isEqualTo(2);
        assertThat(script.count("diode.await")).isEqualTo(50);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("they do not run at the same time", e);
        }
    }
}
