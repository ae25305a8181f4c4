package bliss4j.sim;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import bliss4j.device.Limits;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A motor that moves in real time, speeding up and slowing down. */
public final class SimAxis implements Axis {
    private final String name;
    private final Optional<String> unit;
    private final Trapezoid ramp;
    private final Limits limits;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private double from;
    private double target;
    private long startedNs;
    private boolean moving;

    /**
     * @param velocity units/s; infinite for a motor that takes no time
     * @param acceleration units/s²; may be infinite
     */
    public SimAxis(String name, Optional<String> unit, double velocity, double acceleration, Limits limits) {
        if (!(velocity > 0) || !(acceleration > 0)) {
            throw new AcquisitionException("axis " + name + ": velocity " + velocity + " and acceleration "
                    + acceleration + " must be above 0");
        }
        this.name = name;
        this.unit = unit;
        this.ramp = new Trapezoid(velocity, acceleration);
        this.limits = limits;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unit() {
        return unit;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public double secondsFor(double way) {
        return ramp.seconds(way);
    }

    @Override
    public double position() {
        lock.lock();
        try {
            if (!moving) {
                return from;
            }
            return remainingNs() <= 0 ? target : from + ramp.travelled(target - from, movingNs() / 1e9);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double dial() {
        return position();
    }

    @Override
    public void startMove(double to) {
        limits.check(name, to);
        lock.lock();
        try {
            settle();
            if (moving) {
                throw new AcquisitionException("axis " + name + " is moving already");
            }
            target = to;
            startedNs = System.nanoTime();
            moving = true;
            settle();
        } finally {
            lock.unlock();
        }
    }

    /** Lets a move whose time is over be over. */
    private void settle() {
        if (moving && remainingNs() <= 0) {
            from = target;
            moving = false;
            stopped.signalAll();
        }
    }

    private long remainingNs() {
        return (long) (ramp.seconds(target - from) * 1e9) - movingNs();
    }

    private long movingNs() {
        return System.nanoTime() - startedNs;
    }

    @Override
    public void awaitStop() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            settle();
            while (moving) {
                long left = stopped.awaitNanos(remainingNs());
                if (left <= 0) {
                    settle();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            settle();
            if (moving) {
                from = position();
                moving = false;
                stopped.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As the shell shows it. */
    @Override
    public String toString() {
        return "axis " + name + " at " + position()
                + unit.map(text -> " " + text).orElse("");
    }
}
