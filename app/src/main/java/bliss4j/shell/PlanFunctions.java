package bliss4j.shell;

import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.python.Arguments;
import bliss4j.scan.ScanCommands;
import bliss4j.scan.ScanPlan;
import bliss4j.scan.Sweep;
import bliss4j.session.Session;
import bliss4j.step.AxisMove;
import java.util.ArrayList;
import java.util.List;

/** The plans of what {@code bliss.common.scans} calls: {@code (command, arguments, counters, options)}. */
final class PlanFunctions {
    private final Session session;

    PlanFunctions(Session session) {
        this.session = session;
    }

    ScanPlan plan(Arguments given) {
        String command = given.text(0, "command");
        Arguments arguments = given.inside(1);
        Counter[] counters = counters(given);
        return switch (command) {
            case "amesh", "dmesh" -> mesh(command, arguments, counters);
            case "pointscan" ->
                ScanCommands.pointscan(
                        axis(arguments, 0), numbers(arguments, 1), arguments.number(2, "count_time"), counters);
            case "lookupscan" -> lookupscan(arguments, counters);
            case "loopscan" ->
                ScanCommands.loopscan(arguments.whole(0, "npoints"), arguments.number(1, "count_time"), counters);
            case "timescan" ->
                ScanCommands.timescan(arguments.whole(0, "npoints"), arguments.number(1, "count_time"), counters);
            case "ct" -> ScanCommands.ct(arguments.number(0, "count_time"), counters);
            default -> sweep(command, arguments, counters);
        };
    }

    private Counter[] counters(Arguments given) {
        List<Object> all = new ArrayList<>();
        flatten(given.inside(2), all);
        return session.groups().counters(all).toArray(Counter[]::new);
    }

    /** Counters may come in lists. */
    private static void flatten(Arguments given, List<Object> all) {
        for (int i = 0; i < given.size(); i++) {
            if (given.value(i).hasArrayElements()) {
                flatten(given.inside(i), all);
            } else {
                all.add(given.object(i, Object.class, "a counter"));
            }
        }
    }

    private static Axis axis(Arguments given, int index) {
        return given.object(index, Axis.class, "motor");
    }

    private static Sweep sweep(Arguments given, int index) {
        return new Sweep(axis(given, index), given.number(index + 1, "start"), given.number(index + 2, "stop"));
    }

    private static List<Double> numbers(Arguments given, int index) {
        Arguments positions = given.inside(index);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            numbers.add(positions.number(i, "a position"));
        }
        return numbers;
    }

    /** {@code (npoints, count_time, motor, start, stop, motor, start, stop, …)}. */
    private static ScanPlan sweep(String command, Arguments given, Counter... counters) {
        int points = given.whole(0, "npoints");
        double countTime = given.number(1, "count_time");
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = 2; i + 2 < given.size(); i += 3) {
            sweeps.add(sweep(given, i));
        }
        if (sweeps.isEmpty()) {
            throw new ArgumentException(command + ": no motor was given; expected motor, start and stop");
        }
        boolean relative = command.startsWith("d");
        if (command.equals("ascan") || command.equals("dscan")) {
            Sweep only = sweeps.getFirst();
            return relative
                    ? ScanCommands.dscan(only.axis(), only.start(), only.stop(), points, countTime, counters)
                    : ScanCommands.ascan(only.axis(), only.start(), only.stop(), points, countTime, counters);
        }
        return relative
                ? ScanCommands.dnscan(countTime, points, sweeps, counters)
                : ScanCommands.anscan(countTime, points, sweeps, counters);
    }

    /** {@code (motor, start, stop, npoints, motor, start, stop, npoints, count_time, backnforth)}. */
    private static ScanPlan mesh(String command, Arguments given, Counter... counters) {
        Sweep fast = sweep(given, 0);
        Sweep slow = sweep(given, 4);
        int columns = given.whole(3, "npoints1");
        int rows = given.whole(7, "npoints2");
        double countTime = given.number(8, "count_time");
        boolean backAndForth = given.flag(9);
        return command.equals("dmesh")
                ? ScanCommands.dmesh(fast, columns, slow, rows, backAndForth, countTime, counters)
                : ScanCommands.amesh(fast, columns, slow, rows, backAndForth, countTime, counters);
    }

    /** {@code (count_time, motor, positions, motor, positions, …)}. */
    private static ScanPlan lookupscan(Arguments given, Counter... counters) {
        List<AxisMove> moves = new ArrayList<>();
        for (int i = 1; i + 1 < given.size(); i += 2) {
            moves.add(new AxisMove(axis(given, i), numbers(given, i + 1)));
        }
        return ScanCommands.lookupscan(given.number(0, "count_time"), moves, counters);
    }
}
