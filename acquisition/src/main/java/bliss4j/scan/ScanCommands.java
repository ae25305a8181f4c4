package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.step.AxisMove;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The standard scans, under the names that users know them by. Each gives a plan; counts are of points. Those whose names
 * begin with {@code d} are relative to where the axes are when the plan is made, and bring them back there.
 */
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
        return sweep("ascan", false, List.of(new Sweep(axis, start, stop)), points, countTime, counters);
    }

    /** As {@link #ascan}, with distances from where the axis is. */
    public static ScanPlan dscan(
            Axis axis, double start, double stop, int points, double countTime, Counter... counters) {
        return sweep("dscan", true, List.of(new Sweep(axis, start, stop)), points, countTime, counters);
    }

    /** As {@link #ascan} with several axes that move together: {@code a2scan}, {@code a3scan} and so on. */
    public static ScanPlan anscan(double countTime, int points, List<Sweep> sweeps, Counter... counters) {
        return sweep("a" + sweeps.size() + "scan", false, sweeps, points, countTime, counters);
    }

    /** As {@link #dscan} with several axes that move together: {@code d2scan}, {@code d3scan} and so on. */
    public static ScanPlan dnscan(double countTime, int points, List<Sweep> sweeps, Counter... counters) {
        return sweep("d" + sweeps.size() + "scan", true, sweeps, points, countTime, counters);
    }

    private static ScanPlan sweep(
            String type, boolean relative, List<Sweep> sweeps, int points, double countTime, Counter... counters) {
        checkPoints(type, points);
        List<Object> words = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            words.addAll(List.of(sweep.axis().name(), sweep.start(), sweep.stop()));
        }
        words.addAll(List.of(points, countTime));
        List<AxisMove> moves = sweeps.stream()
                .map(sweep -> (relative ? sweep.fromHere() : sweep).in(points))
                .toList();
        Motion motion = relative ? Motion.andBack(moves) : Motion.to(moves);
        return plan(type, title(type, words.toArray()), points, countTime, motion, counters);
    }

    /**
     * Counts on a grid: the first axis goes from its start to its stop, then the second one goes on by a step.
     *
     * @param columns how many points of the first axis, the fast one
     * @param rows how many points of the second axis
     * @param backAndForth whether every other row is taken backwards
     * @param countTime seconds
     */
    public static ScanPlan amesh(
            Sweep fast,
            int columns,
            Sweep slow,
            int rows,
            boolean backAndForth,
            double countTime,
            Counter... counters) {
        return mesh("amesh", new Mesh(fast, columns, slow, rows, backAndForth), countTime, counters);
    }

    /** As {@link #amesh}, with distances from where the axes are. */
    public static ScanPlan dmesh(
            Sweep fast,
            int columns,
            Sweep slow,
            int rows,
            boolean backAndForth,
            double countTime,
            Counter... counters) {
        return mesh("dmesh", new Mesh(fast, columns, slow, rows, backAndForth), countTime, counters);
    }

    private record Mesh(Sweep fast, int columns, Sweep slow, int rows, boolean backAndForth) {
        Mesh fromHere() {
            return new Mesh(fast.fromHere(), columns, slow.fromHere(), rows, backAndForth);
        }

        List<AxisMove> moves() {
            List<Double> row = fast.in(columns).positions();
            List<Double> column = slow.in(rows).positions();
            List<Double> fastGoes = new ArrayList<>();
            List<Double> slowGoes = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                fastGoes.addAll(backAndForth && i % 2 == 1 ? row.reversed() : row);
                for (int j = 0; j < columns; j++) {
                    slowGoes.add(column.get(i));
                }
            }
            return List.of(new AxisMove(fast.axis(), fastGoes), new AxisMove(slow.axis(), slowGoes));
        }

        Map<String, Value> details() {
            Map<String, Value> details = new LinkedHashMap<>();
            details.put("data_dim", Value.of(2));
            details.put("npoints1", Value.of(columns));
            details.put("npoints2", Value.of(rows));
            details.put("backnforth", Value.of(backAndForth));
            details.put("start", Value.list(Value.of(fast.start()), Value.of(slow.start())));
            details.put("stop", Value.list(Value.of(fast.stop()), Value.of(slow.stop())));
            return details;
        }
    }

    private static ScanPlan mesh(String type, Mesh asked, double countTime, Counter... counters) {
        checkPoints(type, asked.columns);
        checkPoints(type, asked.rows);
        String title = title(
                type,
                asked.fast.axis().name(),
                asked.fast.start(),
                asked.fast.stop(),
                asked.columns,
                asked.slow.axis().name(),
                asked.slow.start(),
                asked.slow.stop(),
                asked.rows,
                countTime);
        boolean relative = type.startsWith("d");
        Mesh mesh = relative ? asked.fromHere() : asked;
        Motion motion = relative ? Motion.andBack(mesh.moves()) : Motion.to(mesh.moves());
        int points = Math.multiplyExact(mesh.columns, mesh.rows);
        return plan(type, title, points, countTime, motion, counters).withDetails(mesh.details());
    }

    /** Counts at each of a list of positions. */
    public static ScanPlan pointscan(Axis axis, List<Double> positions, double countTime, Counter... counters) {
        checkPoints("pointscan", positions.size());
        String title =
                title("pointscan", axis.name(), positions.getFirst(), positions.getLast(), positions.size(), countTime);
        Motion motion = Motion.to(List.of(new AxisMove(axis, positions)));
        return plan("pointscan", title, positions.size(), countTime, motion, counters);
    }

    /** Counts where several axes stand at the same time, each with a list of positions of its own. */
    public static ScanPlan lookupscan(double countTime, List<AxisMove> moves, Counter... counters) {
        if (moves.isEmpty()) {
            throw new ArgumentException("lookupscan: no axis was given; name one at least");
        }
        int points = moves.getFirst().positions().size();
        checkPoints("lookupscan", points);
        String names = moves.stream().map(move -> move.axis().name()).collect(Collectors.joining(","));
        String title = String.format(Locale.ROOT, "lookupscan %f on motors (%s)", countTime, names);
        return plan("lookupscan", title, points, countTime, Motion.to(moves), counters);
    }

    /**
     * Counts again and again where it is.
     *
     * @param points how many
     * @param countTime seconds
     */
    public static ScanPlan loopscan(int points, double countTime, Counter... counters) {
        checkPoints("loopscan", points);
        return plan("loopscan", title("loopscan", points, countTime), points, countTime, Motion.NONE, counters);
    }

    /**
     * Counts again and again where it is.
     *
     * @param points how many, 0 until it is stopped
     * @param countTime seconds
     */
    public static ScanPlan timescan(int points, double countTime, Counter... counters) {
        return plan("timescan", title("timescan", countTime), points, countTime, Motion.NONE, counters);
    }

    /**
     * Counts once; nothing is saved.
     *
     * @param countTime seconds
     */
    public static ScanPlan ct(double countTime, Counter... counters) {
        return plan("ct", title("ct", countTime), 1, countTime, Motion.NONE, counters)
                .withSave(false);
    }

    private static void checkPoints(String type, int points) {
        if (points < 1) {
            throw new ArgumentException(type + ": " + points + " points, expected 1 at least");
        }
    }

    private static ScanPlan plan(
            String type, String title, int points, double countTime, Motion motion, Counter... counters) {
        return new ScanPlan(
                type, type, title, points, countTime, 0, motion, Arrays.asList(counters), true, true, Map.of());
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
