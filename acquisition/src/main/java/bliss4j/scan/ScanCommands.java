package bliss4j.scan;

import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.step.AxisMove;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The standard scans, under the names that users know them by. Each gives a plan; counts are of points. */
@SuppressWarnings("checkstyle:ParameterNumber") // commands keep the form that users know
public final class ScanCommands {
    private ScanCommands() {}

    /**
     * Moves an axis from {@code start} to {@code stop} in evenly spaced points and counts at each. The axis stays at
     * {@code stop}.
     *
     * @param points how many, both ends included
     * @param countTime seconds
     */
    public static ScanPlan ascan(
            Axis axis, double start, double stop, int points, double countTime, Counter... counters) {
        if (points < 1) {
            throw new AcquisitionException("ascan: " + points + " points, expected 1 at least");
        }
        String title = title("ascan", axis.name(), start, stop, points, countTime);
        List<AxisMove> moves = List.of(AxisMove.linear(axis, start, stop, points));
        return plan("ascan", title, points, countTime, moves, counters);
    }

    /**
     * Counts again and again where it is.
     *
     * @param points how many
     * @param countTime seconds
     */
    public static ScanPlan loopscan(int points, double countTime, Counter... counters) {
        if (points < 1) {
            throw new AcquisitionException("loopscan: " + points + " points, expected 1 at least");
        }
        return plan("loopscan", title("loopscan", points, countTime), points, countTime, List.of(), counters);
    }

    /**
     * Counts once; nothing is saved.
     *
     * @param countTime seconds
     */
    public static ScanPlan ct(double countTime, Counter... counters) {
        return plan("ct", title("ct", countTime), 1, countTime, List.of(), counters)
                .withSave(false);
    }

    private static ScanPlan plan(
            String type, String title, int points, double countTime, List<AxisMove> moves, Counter... counters) {
        return new ScanPlan(type, type, title, points, countTime, 0, moves, Arrays.asList(counters), true, true);
    }

    private static String title(String type, Object... arguments) {
        return Stream.concat(Stream.of(type), Arrays.stream(arguments).map(ScanCommands::text))
                .collect(Collectors.joining(" "));
    }

    /** A number as a user would type it: {@code 9}, {@code 0.1}. */
    private static String text(Object argument) {
        if (!(argument instanceof Double number) || !Double.isFinite(number)) {
            return String.valueOf(argument);
        }
        BigDecimal decimal = BigDecimal.valueOf(number).stripTrailingZeros();
        double size = Math.abs(number);
        boolean plain = size == 0 || (size >= 1e-6 && size < 1e16);
        return plain ? decimal.toPlainString() : decimal.toString();
    }
}
