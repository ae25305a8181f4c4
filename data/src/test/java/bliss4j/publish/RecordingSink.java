package bliss4j.publish;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A sink that notes what it is called for, and stops or fails where a test says so. */
final class RecordingSink implements ScanSink {
    private final String name;
    private final List<String> calls = new ArrayList<>();
    private final List<List<Points>> appended = new ArrayList<>();
    /** One permit lets one append through; without a gate all go through. */
    private Optional<Semaphore> gate = Optional.empty();

    private List<Long> durable = List.of();

    private final CountDownLatch reached = new CountDownLatch(1);
    private Optional<String> broken = Optional.empty();
    private RuntimeException failure = new DataException("disk is full");
    private Optional<ScanEnd> ended = Optional.empty();

    RecordingSink(String name) {
        this.name = name;
    }

    /** Makes the appends wait for permits of the gate that is given back. */
    Semaphore gated() {
        Semaphore permits = new Semaphore(0);
        gate = Optional.of(permits);
        return permits;
    }

    /** Lets the call of this name throw. */
    RecordingSink failingAt(String call, RuntimeException what) {
        broken = Optional.of(call);
        failure = what;
        return this;
    }

    /** Waits until an append stands before the gate. */
    void awaitReached() throws InterruptedException {
        if (!reached.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was appended to " + name);
        }
    }

    private synchronized void call(String what) {
        calls.add(what);
        if (broken.filter(what::equals).isPresent()) {
            throw failure;
        }
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized List<List<Points>> appended() {
        return List.copyOf(appended);
    }

    /** How many points of a channel were appended. */
    synchronized long rows(int channel) {
        return appended.stream()
                .flatMap(List::stream)
                .filter(points -> points.channel() == channel)
                .mapToLong(points -> points.rows().length())
                .sum();
    }

    synchronized ScanEnd ended() {
        return ended.orElseThrow();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void announce(ScanDescription description) {
        call("announce");
    }

    @Override
    public void prepared(Map<String, Value> info) {
        call("prepared");
    }

    @Override
    public void append(List<Points> points) {
        reached.countDown();
        gate.ifPresent(Semaphore::acquireUninterruptibly);
        synchronized (this) {
            appended.add(points);
        }
        call("append");
    }

    @Override
    public void flush() {
        call("flush");
    }

    @Override
    public synchronized void durable(List<Long> ends) {
        durable = ends;
        call("durable");
    }

    /** What it was last told that the file holds. */
    synchronized List<Long> durable() {
        return durable;
    }

    @Override
    public void end(ScanEnd end) {
        synchronized (this) {
            ended = Optional.of(end);
        }
        call("end");
    }

    @Override
    public void abandon() {
        call("abandon");
    }
}
