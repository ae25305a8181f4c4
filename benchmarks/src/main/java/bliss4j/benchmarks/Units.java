package bliss4j.benchmarks;

import java.util.Locale;

/** Figures as people read them. */
final class Units {
    private Units() {}

    /** {@code 2 310 000 /s} */
    static String rate(double perSecond) {
        double rounded = perSecond >= 10_000 ? Math.round(perSecond / 1000) * 1000.0 : Math.round(perSecond);
        return whole(rounded) + " /s";
    }

    /** {@code 1 230 MB/s} */
    static String megabytes(double perSecond) {
        return whole(perSecond) + " MB/s";
    }

    /** {@code 10 000} */
    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
    }

    /** {@code 87 µs} or {@code 0.31 ms}; a dash for what does not apply. */
    static String time(double ns) {
        if (Double.isNaN(ns)) {
            return "–";
        }
        return ns < 100_000
                ? String.format(Locale.ROOT, "%.1f µs", ns / 1e3)
                : String.format(Locale.ROOT, ns < 10_000_000 ? "%.2f ms" : "%.0f ms", ns / 1e6);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f ×" : "%.0f ×", ratio);
    }

    static String count(double count) {
        return Double.isNaN(count) ? "–" : String.format(Locale.ROOT, count < 10 ? "%.2f" : "%.0f", count);
    }
}
