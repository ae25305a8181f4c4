package bliss4j.scan;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import bliss4j.step.AxisMove;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the axes of a scan go.
 *
 * @param moves point by point; empty if none moves
 * @param home where each goes once all points are taken, however that ended; empty if they stay
 */
public record Motion(List<AxisMove> moves, List<Double> home) {
    /** No axis moves. */
    public static final Motion NONE = new Motion(List.of(), List.of());

    public Motion {
        moves = List.copyOf(moves);
        home = List.copyOf(home);
        if (!home.isEmpty() && home.size() != moves.size()) {
            throw new AcquisitionException(moves.size() + " axes move, but " + home.size() + " go back");
        }
    }

    /** The axes stay at their last points. */
    public static Motion to(List<AxisMove> moves) {
        return new Motion(moves, List.of());
    }

    /** The axes go back to where they are now. */
    public static Motion andBack(List<AxisMove> moves) {
        return new Motion(
                moves, moves.stream().map(move -> move.axis().position()).toList());
    }

    /** @throws AcquisitionException for the first position that the limits of its axis forbid */
    void checkLimits() {
        moves.forEach(AxisMove::checkLimits);
    }

    /** How long the moves take, in seconds, from where the axes are now; they move together. */
    double seconds() {
        return moves.stream().mapToDouble(AxisMove::seconds).max().orElse(0);
    }

    /** Sends the axes back and waits until they have arrived; those that {@link #stop} stopped stay where they are. */
    void goBack() throws InterruptedException {
        List<Axis> going = new ArrayList<>();
        try {
            for (int i = 0; i < home.size(); i++) {
                Axis axis = moves.get(i).axis();
                going.add(axis);
                axis.startMove(home.get(i));
            }
            for (Axis axis : going) {
                axis.awaitStop();
            }
        } finally {
            going.forEach(Axis::stop); // does nothing to those that have arrived
        }
    }

    /** Stops the axes at once. */
    void stop() {
        moves.forEach(move -> move.axis().stop());
    }
}
