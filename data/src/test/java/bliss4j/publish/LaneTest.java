package bliss4j.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.publish.Lane.Duty;
import bliss4j.publish.ScanSink.Points;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class LaneTest {
    private static final LaneLimits PATIENT = new LaneLimits(64, Duration.ofMinutes(5), Duration.ofSeconds(30));
    private static final LaneLimits IMPATIENT = new LaneLimits(64, Duration.ofMinutes(5), Duration.ofMillis(50));
    private static final Numbers EIGHT = Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7);

    private final RecordingSink sink = new RecordingSink("stub");
    private final Semaphore gate = sink.gated();
    private Lane lane = lane(Duty.MUST, PATIENT);

    private Lane lane(Duty duty, LaneLimits limits) {
        Lane started = new Lane(sink, duty, limits, 3);
        started.start("bliss-test-lane");
        return started;
    }

    private void use(Duty duty, LaneLimits limits) throws InterruptedException, ExecutionException, TimeoutException {
        end();
        lane = lane(duty, limits);
    }

    @AfterEach
    void end() throws InterruptedException, ExecutionException, TimeoutException {
        gate.release(1_000_000);
        lane.lastCommand("end", last -> {}).exceptionally(failed -> null).get(10, TimeUnit.SECONDS);
        gate.drainPermits();
    }

    private void finish() throws InterruptedException, ExecutionException, TimeoutException {
        gate.release(1000);
        lane.command("wait", done -> {}).get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoneBlockLeavesAtOnceAndWhatComesMeanwhileIsJoined()
            throws InterruptedException, ExecutionException, TimeoutException {
        lane.append(0, 0, Numbers.of(1.0), 100);
        sink.awaitReached();
        lane.append(1, 0, Numbers.of(5.0), 101);
        lane.append(0, 1, Numbers.of(2.0), 102);
        lane.append(1, 1, Numbers.of(6.0), 103);
        finish();
        assertThat(sink.appended())
                .containsExactly(
                        List.of(new Points(0, 0, Numbers.of(1.0), 100)),
                        List.of(new Points(1, 0, Numbers.of(5.0, 6), 101), new Points(0, 1, Numbers.of(2.0), 102)));
    }

    @Test
    void pointsThatDifferInTypeOrShapeAreNotJoined() throws InterruptedException, ExecutionException, TimeoutException {
        use(Duty.MUST, LaneLimits.DEFAULT);
        lane.append(0, 0, Numbers.of(1.0), 1);
        sink.awaitReached();
        Numbers two = Numbers.of(1.0, 2).reshape(Shape.of(1, 2));
        Numbers three = Numbers.of(1.0, 2, 3).reshape(Shape.of(1, 3));
        lane.append(1, 0, two, 2);
        lane.append(1, 1, three, 3);
        lane.append(1, 2, three, 4);
        lane.append(2, 0, Texts.of("a"), 5);
        lane.append(2, 1, Texts.of("", "Ω"), 6);
        finish();
        assertThat(sink.appended().get(1))
                .containsExactly(
                        new Points(1, 0, two, 2),
                        new Points(1, 1, Numbers.of(1.0, 2, 3, 1, 2, 3).reshape(Shape.of(2, 3)), 3),
                        new Points(2, 0, Texts.of("a", "", "Ω"), 5));
    }

    @Test
    void nothingIsJoinedAcrossACommandAndTheOrderStays()
            throws InterruptedException, ExecutionException, TimeoutException {
        lane.append(0, 0, Numbers.of(1.0), 1);
        sink.awaitReached();
        lane.append(0, 1, Numbers.of(2.0), 1);
        CompletableFuture<Void> command = lane.command("flush", ScanSink::flush);
        lane.append(0, 2, Numbers.of(3.0), 1);
        assertThat(command).isNotDone();
        finish();
        assertThat(command).isCompleted();
        assertThat(sink.calls()).containsExactly("append", "append", "flush", "append");
    }

    @Test
    void buffersAreUsedAgainWithoutOldPoints() throws InterruptedException, ExecutionException, TimeoutException {
        for (int i = 0; i < 20; i++) {
            lane.append(i % 3, i / 3, Numbers.of(i + 0.5), i);
            finish();
        }
        assertThat(sink.appended()).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(sink.appended().get(i)).containsExactly(new Points(i % 3, i / 3, Numbers.of(i + 0.5), i));
        }
    }

    @Test
    void aFullLaneWaitsForRoom() throws InterruptedException, ExecutionException, TimeoutException {
        lane.append(0, 0, Numbers.of(1.0), 1);
        sink.awaitReached();
        lane.append(0, 1, EIGHT, 1);
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        CompletableFuture<Void> appended = new CompletableFuture<>();
        Thread.ofPlatform().daemon(true).start(() -> {
            waiting.complete(Thread.currentThread());
            lane.append(0, 9, EIGHT, 1);
            appended.complete(null);
        });
        Thread thread = waiting.get(10, TimeUnit.SECONDS);
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(appended).isNotDone();
        gate.release(2);
        appended.get(10, TimeUnit.SECONDS);
        finish();
        assertThat(sink.appended()).hasSize(3);
        assertThat(lane.failure()).isEmpty();
    }

    @Test
    void aLaneThatMustAndStaysFullGivesUp() throws InterruptedException, ExecutionException, TimeoutException {
        use(Duty.MUST, IMPATIENT);
        lane.append(0, 0, EIGHT, 1);
        assertThatThrownBy(() -> lane.append(0, 8, EIGHT, 1))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("stub")
                .hasMessageContaining("too slow");
        assertThatThrownBy(() -> lane.append(0, 8, EIGHT, 1)).isInstanceOf(PublishException.class);
    }

    @Test
    void aLaneThatMayAndStaysFullDropsPoints() throws InterruptedException, ExecutionException, TimeoutException {
        use(Duty.MAY, IMPATIENT);
        lane.append(0, 0, EIGHT, 1);
        lane.append(0, 8, EIGHT, 1);
        assertThat(lane.failure()).hasValueSatisfying(why -> assertThat(why).contains("stub", "too slow"));
        lane.append(0, 16, EIGHT, 1);
        end();
        assertThat(sink.appended()).hasSizeLessThanOrEqualTo(1);
        assertThat(sink.calls()).endsWith("abandon");
    }

    @ParameterizedTest
    @EnumSource(Duty.class)
    void aSinkThatFailsEndsTheLane(Duty duty) throws InterruptedException, ExecutionException, TimeoutException {
        use(duty, PATIENT);
        sink.failingAt("append", new DataException("disk is full"));
        lane.append(0, 0, EIGHT, 1);
        sink.awaitReached();
        CompletableFuture<Void> later = lane.command("flush", ScanSink::flush);
        gate.release();
        assertThatThrownBy(() -> later.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(PublishException.class)
                .hasMessage("stub: disk is full");
        if (duty == Duty.MUST) {
            assertThatThrownBy(() -> lane.append(0, 8, EIGHT, 1)).hasMessage("stub: disk is full");
        } else {
            lane.append(0, 8, EIGHT, 1);
        }
        end();
        assertThat(sink.calls()).containsExactly("append", "abandon");
    }

    @Test
    void aBugInASinkIsAFailureToo() {
        sink.failingAt("flush", new IllegalStateException("bug"));
        assertThatThrownBy(() -> lane.command("flush", ScanSink::flush).get(10, TimeUnit.SECONDS))
                .cause()
                .hasMessageContaining("flush failed")
                .hasMessageContaining("bug");
    }

    @Test
    void nothingComesBehindTheEnd() throws InterruptedException, ExecutionException, TimeoutException {
        lane.append(0, 0, Numbers.of(1.0), 1);
        sink.awaitReached();
        CompletableFuture<Void> last = lane.lastCommand("end", ScanSink::flush);
        assertThatThrownBy(() -> lane.append(0, 1, Numbers.of(2.0), 1)).hasMessageContaining("the scan has ended");
        assertThat(lane.command("flush", ScanSink::flush)).isCompletedExceptionally();
        gate.release();
        last.get(10, TimeUnit.SECONDS);
        assertThat(sink.calls()).containsExactly("append", "flush");
        assertThatThrownBy(() -> lane.append(0, 1, Numbers.of(2.0), 1)).isInstanceOf(PublishException.class);
    }

    @Test
    void anInterruptedAppendSaysSoAndLeavesTheFlagSet()
            throws InterruptedException, ExecutionException, TimeoutException {
        lane.append(0, 0, Numbers.of(1.0), 1);
        sink.awaitReached();
        lane.append(0, 1, EIGHT, 1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon(true).start(() -> {
            try {
                lane.append(0, 9, EIGHT, 1);
                flag.complete(false);
            } catch (PublishException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lane.failure()).isEmpty();
    }

    @Test
    void whatWasBroughtIsFlushedWhenDueAndOnce() throws InterruptedException, ExecutionException, TimeoutException {
        use(Duty.MUST, new LaneLimits(1 << 20, Duration.ofMillis(100), Duration.ofSeconds(30)));
        gate.release(100);
        long from = System.nanoTime();
        lane.append(0, 0, EIGHT, 1);
        lane.append(0, 8, EIGHT, 1);
        Awaitility.await().until(() -> sink.calls().contains("flush"));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        Awaitility.await()
                .during(Duration.ofMillis(250))
                .until(() -> sink.calls().stream().filter("flush"::equals).count() == 1);
    }

    @Test
    void manyThreadsAppendEachToItsChannel() throws InterruptedException, ExecutionException, TimeoutException {
        gate.release(1_000_000);
        List<Thread> threads = List.of(0, 1, 2).stream()
                .map(channel -> Thread.ofPlatform().daemon(true).start(() -> {
                    for (int i = 0; i < 2000; i++) {
                        lane.append(channel, i, Numbers.of((double) i), i);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
        finish();
        long[] next = new long[3];
        for (Points points : sink.appended().stream().flatMap(List::stream).toList()) {
            assertThat(points.first()).isEqualTo(next[points.channel()]);
            assertThat((long) ((Numbers) points.rows()).doubleAt(0)).isEqualTo(points.first());
            next[points.channel()] += points.rows().length();
        }
        assertThat(next).containsExactly(2000, 2000, 2000);
    }
}
