package bliss4j.display;

import bliss4j.array.NdArray;
import bliss4j.publish.ScanDescription;
import bliss4j.scan.Scan;
import bliss4j.scan.ScanWatch;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One scan that is shown: the scan's threads fill it, the display's thread prints it. */
final class ShownScan implements ScanWatch.Points {
    private static final String COUNT = "ct";
    /** At once; more come at the next step. */
    private static final int MOST_ROWS = 1000;

    private static final double NS = 1e9;

    private final Scan scan;
    private final RowRing rows;
    private final int[] columns;
    private final ScanText text;
    private final Progress progress;
    private final Health health = new Health();
    private final Runnable atEnd;
    private final boolean count;
    private final long startNs = System.nanoTime();
    private boolean begun;
    private volatile boolean over;

    /**
     * @param wanted full names of the counters to show; empty for all
     * @param atEnd told when no more points come
     */
    ShownScan(Scan scan, ScanDescription description, Set<String> wanted, Runnable atEnd) {
        Columns shown = Columns.of(description, wanted);
        this.scan = scan;
        this.atEnd = atEnd;
        count = scan.plan().type().equals(COUNT);
        rows = new RowRing(shown.shown().size());
        text = new ScanText(scan.plan(), description, shown);
        progress = new Progress(scan.plan().points(), text.estimate());
        columns = new int[description.channels().size()];
        Arrays.fill(columns, -1);
        for (int i = 0; i < shown.shown().size(); i++) {
            columns[shown.shown().get(i).channel()] = i;
        }
    }

    boolean shows(Scan other) {
        return scan.equals(other);
    }

    boolean over() {
        return over;
    }

    @Override
    public void points(int channel, NdArray points) {
        if (columns[channel] >= 0) {
            rows.add(columns[channel], points);
        }
    }

    @Override
    public void ended() {
        over = true;
        atEnd.run();
    }

    /** Prints what is new. Gives whether that was the last of it. */
    boolean step(Screen screen) {
        boolean wasOver = over; // nothing comes after that
        StringBuilder out = new StringBuilder();
        if (!begun && !count) {
            out.append(text.head());
        }
        begun = true;
        boolean all = rows(out);
        out.append(health.news(scan.degraded(), System.nanoTime()));
        boolean last = wasOver && all;
        if (last) {
            out.append(text.end(scan.end(), rows.whole()));
        }
        if (!out.isEmpty()) {
            screen.print(out.toString());
        }
        screen.status(last ? "" : progress.text(rows.whole(), (System.nanoTime() - startNs) / NS));
        return last;
    }

    /** Gives whether all that are there were printed. */
    private boolean rows(StringBuilder out) {
        RowRing.Rows taken = rows.take(MOST_ROWS);
        if (taken.lost() > 0) {
            out.append(ScanText.lost(taken.first() - taken.lost(), taken.lost()));
        }
        List<double[]> lines = taken.rows();
        for (int i = 0; i < lines.size(); i++) {
            out.append(count ? text.counts(lines.get(i)) : text.row(taken.first() + i, lines.get(i)));
        }
        return lines.size() < MOST_ROWS;
    }
}
