package bliss4j.benchmarks;

import java.util.List;

/**
 * A line of the table.
 *
 * @param reference what the reference gave, with its name; empty if the figure is an absolute one
 * @param reach the figure to reach; empty if the design names none
 * @param reached whether it is
 * @param beside what is printed beside: points per entry, p99, lag
 */
record Row(
        String what, String measured, String reference, String ratio, String reach, boolean reached, Figures beside) {
    static final List<String> HEADINGS = List.of(
            "what", "measured", "reference", "ratio", "to reach", "reached", "points/entry", "p99", "lag at end");

    List<String> cells() {
        return List.of(
                what,
                measured,
                reference,
                ratio,
                reach,
                reach.isEmpty() ? "–" : reached ? "yes" : "no",
                Units.count(beside.pointsPerEntry()),
                Units.time(beside.p99Ns()),
                Units.time(beside.lagNs()));
    }
}
