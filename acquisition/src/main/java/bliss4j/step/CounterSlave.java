package bliss4j.step;

import bliss4j.array.Numbers;
import bliss4j.chain.AcquisitionChannel;
import bliss4j.chain.AcquisitionSlave;
import bliss4j.chain.StopSignal;
import bliss4j.device.SamplingCounter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads the sampling counters of one device again and again during the count time, and gives the means. */
public final class CounterSlave implements AcquisitionSlave {
    /** Devices that answer at once are not asked more often than this. */
    private static final long SHORTEST_PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final List<SamplingCounter> counters;
    private final List<AcquisitionChannel> channels;
    private final long countNs;
    private final StopSignal stop = new StopSignal();
    private long deadlineNs;
    private long triggeredNs;

    /**
     * @param counters all of one device
     * @param countSeconds the count time; each counter is read once at least
     */
    public CounterSlave(List<SamplingCounter> counters, double countSeconds) {
        this.counters = List.copyOf(counters);
        this.name = counters.getFirst().device();
        this.countNs = (long) (countSeconds * 1e9);
        this.channels = counters.stream()
                .map(counter -> AcquisitionChannel.scalar(name, counter.name(), counter.unit()))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return channels;
    }

    @Override
    public void trigger() {
        deadlineNs = System.nanoTime() + countNs;
        triggeredNs = AcquisitionChannel.now();
    }

    @Override
    public void await() throws InterruptedException {
        double[] means = new double[counters.size()];
        // A read may take long and has no other way to be ended; what is cut short gives no point.
        if (stop.interrupting(() -> count(means))) {
            for (int i = 0; i < means.length; i++) {
                channels.get(i).emit(Numbers.of(means[i]), triggeredNs);
            }
        }
    }

    private void count(double[] means) throws InterruptedException {
        int reads = 0;
        do {
            long started = System.nanoTime();
            for (int i = 0; i < means.length; i++) {
                means[i] += counters.get(i).read();
            }
            reads++;
            stop.await(Math.min(deadlineNs, started + SHORTEST_PERIOD_NS) - System.nanoTime());
        } while (deadlineNs - System.nanoTime() > 0 && !stop.raised());
        for (int i = 0; i < means.length; i++) {
            means[i] /= reads;
        }
    }

    @Override
    public void abort() {
        stop.raise();
    }
}
