package bliss4j.display;

import bliss4j.array.DType;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which channels of a scan are shown, and under which heads: the time, then axes, then counters.
 *
 * @param shown one a column, in their order
 * @param left counters that are measured but are no numbers: spectra, images, text
 */
record Columns(List<Column> shown, List<String> left) {
    private static final String TIME = "timer:elapsed_time";
    private static final String TIME_HEAD = "dt[s]";

    /**
     * A column.
     *
     * @param channel the place of its channel among the scan's
     * @param head what stands above it: {@code robz[mm]}
     * @param rank where it stands: lower ones come first
     */
    record Column(int channel, String head, int rank) {}

    /** @param wanted the full names of the counters to show; empty for all */
    static Columns of(ScanDescription scan, Set<String> wanted) {
        Map<String, Integer> names = new HashMap<>();
        scan.channels().forEach(placed -> names.merge(name(placed.channel()), 1, Integer::sum));
        List<Column> shown = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = 0; i < scan.channels().size(); i++) {
            PlacedChannel placed = scan.channels().get(i);
            ChannelDescription channel = placed.channel();
            if (!isWanted(placed, wanted)) {
                continue;
            }
            if (isNumber(channel)) {
                shown.add(column(i, placed, names.getOrDefault(name(channel), 0) == 1));
            } else {
                left.add(name(channel));
            }
        }
        shown.sort(Comparator.comparingInt(Column::rank));
        return new Columns(List.copyOf(shown), List.copyOf(left));
    }

    private static boolean isWanted(PlacedChannel placed, Set<String> wanted) {
        ChannelDescription channel = placed.channel();
        return channel.published()
                && switch (placed.device().role()) {
                    case AXES -> true;
                    case TIMER -> channel.fullname().equals(TIME);
                    case DETECTOR -> wanted.isEmpty() || wanted.contains(channel.fullname());
                };
    }

    private static Column column(int place, PlacedChannel placed, boolean alone) {
        return switch (placed.device().role()) {
            case TIMER -> new Column(place, TIME_HEAD, 0);
            case AXES -> new Column(place, head(placed.channel(), alone), 1);
            case DETECTOR -> new Column(place, head(placed.channel(), alone), 2);
        };
    }

    private static boolean isNumber(ChannelDescription channel) {
        return channel.shape().rank() == 0 && channel.dtype() != DType.TEXT;
    }

    private static String name(ChannelDescription channel) {
        return channel.alias().orElse(channel.name());
    }

    private static String head(ChannelDescription channel, boolean alone) {
        String name = alone ? name(channel) : channel.fullname();
        return name + channel.unit().map(unit -> "[" + unit + "]").orElse("");
    }
}
