package bliss4j.scan;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.data.DataNode;
import bliss4j.device.AcquisitionException;
import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.step.AxisMove;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a counter peaks in a scan.
 *
 * @param x where each point was taken: the position of an axis, or the time for a scan that moves none
 * @param y what the counter gave there
 */
public record Alignment(List<Double> x, List<Double> y) {
    private static final String TIME = "timer:elapsed_time";

    public Alignment {
        int points = Math.min(x.size(), y.size());
        x = List.copyOf(x.subList(0, points));
        y = List.copyOf(y.subList(0, points));
        if (points == 0) {
            throw new AcquisitionException("there are no points to look at");
        }
    }

    /**
     * Of a scan that has run.
     *
     * @param axis one that it moved; may be empty if it moved no more than one
     * @throws ArgumentException if it did not move that axis, or several and none is named
     * @throws NoSuchElementException if it did not measure that counter
     */
    public static Alignment of(Scan scan, Counter counter, Optional<Axis> axis) {
        List<Axis> moved = scan.plan().moves().stream().map(AxisMove::axis).toList();
        String x = axis.or(() -> only(scan, moved))
                .map(known -> {
                    if (!moved.contains(known)) {
                        throw new ArgumentException(scan + " did not move " + known.name() + "; it moved "
                                + (moved.isEmpty() ? "nothing" : names(moved)));
                    }
                    return "axis:" + known.name();
                })
                .orElse(TIME);
        return new Alignment(points(scan, x), points(scan, counter.fullname()));
    }

    /** The axis that a scan moved; empty if it moved none. */
    public static Optional<Axis> only(Scan scan) {
        return only(scan, scan.plan().moves().stream().map(AxisMove::axis).toList());
    }

    private static Optional<Axis> only(Scan scan, List<Axis> moved) {
        if (moved.size() > 1) {
            throw new ArgumentException(scan + " moved " + names(moved) + ": name one of them");
        }
        return moved.stream().findFirst();
    }

    private static String names(List<Axis> axes) {
        return axes.stream().map(Axis::name).collect(Collectors.joining(", "));
    }

    private static List<Double> points(Scan scan, String fullname) {
        DataNode.Channel channel = scan.node().stream()
                .flatMap(node -> node.channels().values().stream())
                .filter(each -> each.fullname().equals(fullname))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(scan + " has no channel " + fullname));
        NdArray points = channel.get(0, -1);
        if (points instanceof Numbers numbers && channel.shape().rank() == 0) {
            return Arrays.stream(numbers.toDoubles()).boxed().toList();
        }
        throw new ArgumentException("channel " + fullname + " has no numbers to look at");
    }

    /** Where it is highest; the first of several. */
    public double peak() {
        return x.get(highest());
    }

    private int highest() {
        return IntStream.range(0, y.size())
                .reduce((best, i) -> y.get(i) > y.get(best) ? i : best)
                .orElseThrow();
    }

    /** The centre of mass. */
    public double com() {
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            weights += y.get(i);
            sum += x.get(i) * y.get(i);
        }
        return sum / weights;
    }

    /** The middle between the points of half height around the peak; for an edge, where half its height is. */
    public double cen() {
        double left = crossing(-1);
        double right = crossing(1);
        if (Double.isNaN(left) || Double.isNaN(right)) {
            return Double.isNaN(left) ? right : left;
        }
        return (left + right) / 2;
    }

    /** The width of the peak at half its height; NaN for an edge. */
    public double fwhm() {
        return Math.abs(crossing(1) - crossing(-1));
    }

    /** Where it falls to half its height on one side of the peak, between two points; NaN if it does not. */
    private double crossing(int direction) {
        double lowest = y.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double half = (y.get(highest()) + lowest) / 2;
        for (int i = highest(); i + direction >= 0 && i + direction < y.size(); i += direction) {
            double here = y.get(i);
            double next = y.get(i + direction);
            if (here >= half && next < half) {
                return x.get(i) + (here - half) / (here - next) * (x.get(i + direction) - x.get(i));
            }
        }
        return Double.NaN;
    }
}
