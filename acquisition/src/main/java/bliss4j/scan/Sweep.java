package bliss4j.scan;

import bliss4j.device.Axis;
import bliss4j.step.AxisMove;

/** Where an axis goes from and to, in user units. */
public record Sweep(Axis axis, double start, double stop) {
    /** The same from where the axis is now: both ends are distances. */
    Sweep fromHere() {
        double here = axis.position();
        return new Sweep(axis, here + start, here + stop);
    }

    AxisMove in(int points) {
        return AxisMove.linear(axis, start, stop, points);
    }
}
