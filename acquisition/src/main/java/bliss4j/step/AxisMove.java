package bliss4j.step;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis goes, point by point.
 *
 * @param positions one a point, in user units
 */
public record AxisMove(Axis axis, List<Double> positions) {
    public AxisMove {
        positions = List.copyOf(positions);
    }

    /** Evenly spaced positions, to the last bit those of numpy's {@code linspace}; one position is {@code start}. */
    public static AxisMove linear(Axis axis, double start, double stop, int points) {
        if (points < 1) {
            throw new AcquisitionException("a scan of " + points + " points: expected 1 at least");
        }
        double step = (stop - start) / (points - 1);
        List<Double> positions = new ArrayList<>(points);
        positions.add(start);
        for (int i = 1; i < points; i++) {
            positions.add(i == points - 1 ? stop : i * step + start);
        }
        return new AxisMove(axis, positions);
    }

    /** @throws AcquisitionException for the first position that its limits forbid */
    public void checkLimits() {
        positions.forEach(position -> axis.limits().check(axis.name(), position));
    }

    /** How long all moves take, in seconds, from where the axis is now. */
    public double seconds() {
        double seconds = 0;
        double from = axis.position();
        for (double to : positions) {
            seconds += axis.secondsFor(to - from);
            from = to;
        }
        return seconds;
    }
}
