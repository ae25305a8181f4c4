package bliss4j.nexus;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import java.util.Map;
import java.util.Optional;

/**
 * The regular grid of a mesh scan, from the scan's info: {@code npoints1} and {@code npoints2}, {@code start} and {@code
 * stop} of its two axes, {@code backnforth} if every other row runs backwards. The first axis is the fast one.
 *
 * @param fast where the first axis was sent, in one row
 * @param slow where the second axis was sent, row by row
 */
record NexusGrid(Numbers fast, Numbers slow, boolean backnforth) {
    /** What is copied at a scan's end must not keep the file long; a larger mesh stays a scatter. */
    private static final long MOST_POINTS = 1 << 20;

    /** Empty if the scan is no mesh, or one of which the grid is not known. */
    static Optional<NexusGrid> of(Map<String, Value> info) {
        int columns = count(info, "npoints1");
        int rows = count(info, "npoints2");
        if (columns < 1 || rows < 1 || (long) columns * rows > MOST_POINTS) {
            return Optional.empty();
        }
        Optional<Numbers> fast = line(info, 0, columns);
        Optional<Numbers> slow = line(info, 1, rows);
        boolean backnforth = info.getOrDefault("backnforth", Value.nothing()).equals(Value.of(true));
        return fast.flatMap(columnAxis -> slow.map(rowAxis -> new NexusGrid(columnAxis, rowAxis, backnforth)));
    }

    long points() {
        return (long) fast.length() * slow.length();
    }

    private static int count(Map<String, Value> info, String key) {
        return info.getOrDefault(key, Value.nothing()).plain() instanceof Value.Whole count
                ? Math.clamp(count.value(), 0, Integer.MAX_VALUE)
                : 0;
    }

    private static Optional<Numbers> line(Map<String, Value> info, int axis, int points) {
        return number(info, "start", axis)
                .flatMap(start -> number(info, "stop", axis).map(stop -> line(start, stop, points)));
    }

    private static Numbers line(double start, double stop, int points) {
        double[] positions = new double[points];
        for (int i = 0; i < points; i++) {
            positions[i] = points == 1 ? start : start + (stop - start) * i / (points - 1);
        }
        return Numbers.of(positions);
    }

    private static Optional<Double> number(Map<String, Value> info, String key, int at) {
        if (info.getOrDefault(key, Value.nothing()) instanceof Value.ListOf list
                && list.items().size() > at) {
            return switch (list.items().get(at).plain()) {
                case Value.Real real -> Optional.of(real.value());
                case Value.Whole whole -> Optional.of((double) whole.value());
                case Value other -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
