package bliss4j.session;

import bliss4j.device.Axis;
import bliss4j.device.Limits;
import java.util.Optional;

/** An axis whose controller does not answer. */
final class BrokenAxis implements Axis {
    @Override
    public String name() {
        return "broken";
    }

    @Override
    public Optional<String> unit() {
        return Optional.empty();
    }

    @Override
    public double position() {
        throw new IllegalStateException("no answer");
    }

    @Override
    public double dial() {
        throw new IllegalStateException("no answer");
    }

    @Override
    public Limits limits() {
        return Limits.NONE;
    }

    @Override
    public void startMove(double target) {
        throw new IllegalStateException("no answer");
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
