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
        double[] sums = new double[counters.size()];
        int reads = 0;
        long left;
        do {
            long started = System.nanoTime();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += counters.get(i).read();
            }
            reads++;
            long ended = System.nanoTime();
            stop.await(Math.min(deadlineNs, started + SHORTEST_PERIOD_NS) - ended);
            left = deadlineNs - System.nanoTime();
        } while (left > 0 && !stop.raised());
        if (stop.raised() && left > 0) {
            return; // cut short: no point
        }
        for (int i = 0; i < sums.length; i++) {
            channels.get(i).emit(Numbers.of(sums[i] / reads), triggeredNs);
        }
    }

    @Override
    public void abort() {
        stop.raise();
    }
}
