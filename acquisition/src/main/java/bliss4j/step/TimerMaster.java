package bliss4j.step;

import bliss4j.array.Numbers;
import bliss4j.chain.AcquisitionChannel;
import bliss4j.chain.AcquisitionMaster;
import bliss4j.chain.StopSignal;
import java.util.List;
import java.util.Optional;

/**
 * Says when counting begins, and gives the time since the first point. The absolute time of each point goes into the file,
 * and into the tree if it is wanted there (ruling X2).
 */
public final class TimerMaster implements AcquisitionMaster {
    /** {@link #TimerMaster points} of a scan that goes on until it is stopped. */
    public static final int ENDLESS = 0;

    private static final String NAME = "timer";
    private static final double NS = 1e9;

    private final int points;
    private final long countNs;
    private final long sleepNs;
    private final AcquisitionChannel elapsed = AcquisitionChannel.scalar(NAME, "elapsed_time", Optional.of("s"));
    private final AcquisitionChannel epoch;
    private final StopSignal stop = new StopSignal();
    private int point;
    private long firstNs;
    private long triggeredNs;

    /**
     * @param points how many, {@link #ENDLESS} for no end; counts only if it is a top master
     * @param countSeconds how long those below count
     * @param sleepSeconds how long it waits after each point
     * @param publishEpoch whether the absolute time is a channel of the tree, too
     */
    public TimerMaster(int points, double countSeconds, double sleepSeconds, boolean publishEpoch) {
        this.points = points;
        this.countNs = (long) (countSeconds * NS);
        this.sleepNs = (long) (sleepSeconds * NS);
        AcquisitionChannel published = AcquisitionChannel.scalar(NAME, "epoch", Optional.of("s"));
        this.epoch = publishEpoch ? published : published.unpublished();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return List.of(elapsed, epoch);
    }

    @Override
    public boolean next() {
        return points == ENDLESS || point < points;
    }

    @Override
    public void trigger(Triggers below) throws InterruptedException {
        triggeredNs = System.nanoTime();
        long nowNs = AcquisitionChannel.now();
        if (point++ == 0) {
            firstNs = triggeredNs;
        }
        elapsed.emit(Numbers.of((triggeredNs - firstNs) / NS), nowNs);
        epoch.emit(Numbers.of(nowNs / NS), nowNs);
        below.fire();
    }

    @Override
    public void await() throws InterruptedException {
        stop.await(triggeredNs + countNs - System.nanoTime());
        stop.await(sleepNs);
    }

    @Override
    public void abort() {
        stop.raise();
    }
}
