package bliss4j.step;

import bliss4j.chain.AcquisitionChannel;
import bliss4j.chain.AcquisitionMaster;
import bliss4j.chain.StopSignal;
import bliss4j.device.AcquisitionException;
import java.util.ArrayList;
import java.util.List;

/** Moves axes together from point to point and gives the positions that they read at each. */
public final class AxisMaster implements AcquisitionMaster {
    private static final String NAME = "axis";

    private final List<AxisMove> moves;
    private final int points;
    private final List<AcquisitionChannel> channels = new ArrayList<>();
    private final StopSignal stop = new StopSignal();
    private int point;

    /** @param moves all of the same number of points, one at least */
    public AxisMaster(List<AxisMove> moves) {
        this.moves = List.copyOf(moves);
        this.points = moves.getFirst().positions().size();
        for (AxisMove move : moves) {
            if (move.positions().size() != points) {
                throw new AcquisitionException("axis " + move.axis().name() + " has "
                        + move.positions().size() + " positions, but "
                        + moves.getFirst().axis().name() + " has " + points);
            }
            channels.add(AcquisitionChannel.scalar(
                    NAME, move.axis().name(), move.axis().unit()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return channels;
    }

    @Override
    public void prepare() {
        moves.forEach(AxisMove::checkLimits);
    }

    @Override
    public boolean next() throws InterruptedException {
        if (point == points) {
            return false;
        }
        for (AxisMove move : moves) {
            move.axis().startMove(move.positions().get(point));
            if (stop.raised()) {
                move.axis().stop(); // the abort came between its look at this axis and the start
            }
        }
        for (AxisMove move : moves) {
            move.axis().awaitStop();
        }
        point++;
        return true;
    }

    @Override
    public void trigger(Triggers below) throws InterruptedException {
        below.fire();
        for (int i = 0; i < moves.size(); i++) {
            channels.get(i).emit(moves.get(i).axis().position());
        }
    }

    @Override
    public void abort() {
        stop.raise();
        moves.forEach(move -> move.axis().stop());
    }
}
