package bliss4j.session;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import bliss4j.device.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An axis that arrives at once and notes where it was sent. */
final class NotedAxis implements Axis {
    private final String name;
    private final List<Double> moves = new ArrayList<>();
    private double position;
    private double forbidden = Double.NaN;

    NotedAxis(String name) {
        this.name = name;
    }

    synchronized List<Double> moves() {
        return List.copyOf(moves);
    }

    /** Puts it somewhere without a move. */
    synchronized void goTo(double where) {
        position = where;
    }

    /** Fails when it is sent there. */
    synchronized void failAt(double where) {
        forbidden = where;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public synchronized double position() {
        return position;
    }

    @Override
    public double dial() {
        return position();
    }

    @Override
    public Limits limits() {
        return Limits.NONE;
    }

    @Override
    public synchronized void startMove(double target) {
        if (target == forbidden) {
            throw new AcquisitionException(name + " does not go to " + target);
        }
        moves.add(target);
        position = target;
    }

    @Override
    public void awaitStop() {}

    @Override
    public void stop() {}

    @Override
    public double secondsFor(double distance) {
        return 0;
    }
}
