package bliss4j.display;

import bliss4j.block.Value;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.scan.ScanPlan;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.StringJoiner;

/** The words of the display: head, rows and end of a table, and the counts of a {@code ct}. */
final class ScanText {
    private static final int WIDTH = 12;
    private static final String GAP = "  ";
    private static final String INDEX = "#";
    private static final String NO_SAVING = "<no saving>";

    private final ScanPlan plan;
    private final ScanDescription scan;
    private final Columns columns;
    private final double estimate;

    ScanText(ScanPlan plan, ScanDescription scan, Columns columns) {
        this.plan = plan;
        this.scan = scan;
        this.columns = columns;
        this.estimate = seconds("total_time");
    }

    /** The scan's estimation, in seconds, as its info has it: taken before anything moved. */
    private double seconds(String what) {
        return scan.info().get("estimation") instanceof Value.MapOf estimation
                        && estimation.entries().get(Value.of(what)) instanceof Value.Real real
                ? real.value()
                : 0;
    }

    /** How long it was thought to take, in seconds; 0 if that cannot be known. */
    double estimate() {
        return plan.points() == 0 ? 0 : estimate;
    }

    String head() {
        StringBuilder text = new StringBuilder();
        if (plan.points() > 0) {
            text.append("\nTotal ").append(plan.points()).append(" points");
            text.append(", ").append(SpanText.of(estimate));
            text.append(" (motion: ").append(SpanText.of(seconds("total_motion_time")));
            text.append(", count: ")
                    .append(SpanText.of(seconds("total_count_time")))
                    .append(")\n");
        }
        if (!columns.left().isEmpty()) {
            text.append("Activated counters not shown: ")
                    .append(String.join(", ", columns.left()))
                    .append('\n');
        }
        text.append('\n').append(title()).append('\n').append(plan.title()).append("\n\n");
        StringJoiner line = new StringJoiner(GAP, "", "\n");
        line.add(right(INDEX, WIDTH));
        columns.shown().forEach(column -> line.add(right(column.head(), WIDTH)));
        return text.append(line).toString();
    }

    private String title() {
        String file = scan.draft().file().map(Object::toString).orElse(NO_SAVING);
        return "Scan " + scan.number() + " " + ScanEnd.text(scan.draft().start()) + " " + file + " "
                + text("session_name") + " user = " + text("user_name");
    }

    private String text(String key) {
        return scan.info().get(key) instanceof Value.Text text ? text.value() : "";
    }

    String row(long index, double[] values) {
        StringJoiner line = new StringJoiner(GAP, "", "\n");
        line.add(right(Long.toString(index), WIDTH));
        for (int column = 0; column < values.length; column++) {
            int width = Math.max(WIDTH, columns.shown().get(column).head().length());
            line.add(right(GeneralNumber.text(values[column]), width));
        }
        return line.toString();
    }

    /** What was counted, and how much of it a second. */
    String counts(double[] values) {
        int width = 2;
        for (Columns.Column column : columns.shown()) {
            width = Math.max(width, column.head().length() + 2);
        }
        StringBuilder text = new StringBuilder("\n" + ScanEnd.text(now()) + "\n\n");
        for (int i = 0; i < values.length; i++) {
            text.append(right(columns.shown().get(i).head(), width))
                    .append(" = ")
                    .append(right(number(values[i]), WIDTH));
            if (plan.countTime() > 0) {
                text.append(" (")
                        .append(right(number(values[i] / plan.countTime()), WIDTH))
                        .append("/s)");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(scan.draft().start().getZone());
    }

    /** All digits where they fit. */
    private static String number(double value) {
        String all = Value.of(value).toString();
        return all.length() <= WIDTH ? all : GeneralNumber.text(value);
    }

    /** How it ended and how long it took. */
    String end(Optional<ScanEnd> end, long rows) {
        StringBuilder text = new StringBuilder("\n");
        end.filter(how -> how.state() != ScanState.DONE).ifPresent(how -> {
            text.append(how.state()).append(" after ").append(rows);
            text.append(plan.points() > 0 ? " of " + plan.points() : "").append(" points");
            text.append(how.state() == ScanState.FAILED ? ": " + how.reason() : "")
                    .append('\n');
        });
        ZonedDateTime over = end.map(ScanEnd::time).orElseGet(this::now);
        text.append("Took ").append(SpanText.of(Duration.between(scan.draft().start(), over)));
        text.append(estimate() > 0 ? " (estimation was for " + SpanText.of(estimate) + ")\n" : "\n");
        return text.toString();
    }

    static String lost(long first, long rows) {
        return " ".repeat(WIDTH - 1) + "… points " + first + " to " + (first + rows - 1)
                + " not shown: they came faster than they can be printed\n";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
