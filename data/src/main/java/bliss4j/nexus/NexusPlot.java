package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a viewer draws first of an entry.
 *
 * @param signal the first counter, or the last channel if there is none
 * @param auxiliary the other counters whose points have the same shape
 * @param axes the first axis, or the time; none if that is the signal itself; of a scan in two dimensions both axes, so
 *     that numbers are drawn as a scatter
 */
record NexusPlot(PlacedChannel signal, List<PlacedChannel> auxiliary, List<PlacedChannel> axes) {
    /** What can be drawn of some channels; empty if they hold no numbers. */
    static Optional<NexusPlot> of(List<PlacedChannel> channels, Map<String, Value> info) {
        List<PlacedChannel> drawable =
                channels.stream().filter(NexusPlot::isDrawable).toList();
        if (drawable.isEmpty()) {
            return Optional.empty();
        }
        PlacedChannel signal =
                drawable.stream().filter(is(Role.DETECTOR)).findFirst().orElse(drawable.getLast());
        List<PlacedChannel> auxiliary = drawable.stream()
                .filter(is(Role.DETECTOR))
                .filter(other -> !other.equals(signal) && shape(other).equals(shape(signal)))
                .toList();
        return Optional.of(new NexusPlot(signal, auxiliary, axes(drawable, signal, info)));
    }

    private static List<PlacedChannel> axes(
            List<PlacedChannel> drawable, PlacedChannel signal, Map<String, Value> info) {
        List<PlacedChannel> axes = scalars(drawable, Role.AXES, signal);
        boolean flat = info.getOrDefault("data_dim", Value.nothing()).equals(Value.of(2));
        if (flat && axes.size() >= 2 && shape(signal).rank() == 0) {
            return axes.subList(0, 2);
        }
        List<PlacedChannel> times = axes.isEmpty() ? scalars(drawable, Role.TIMER, signal) : axes;
        return times.stream().limit(1).toList();
    }

    /** The channels it links to: signal, auxiliary signals, axes. */
    List<PlacedChannel> channels() {
        List<PlacedChannel> all = new ArrayList<>();
        all.add(signal);
        all.addAll(auxiliary);
        all.addAll(axes);
        return all;
    }

    /** The plot of those channels alone that {@code kept} takes; a signal without its axis is drawn over the index. */
    NexusPlot only(Predicate<PlacedChannel> kept) {
        return new NexusPlot(
                signal,
                auxiliary.stream().filter(kept).toList(),
                axes.stream().filter(kept).toList());
    }

    /**
     * The names for the attribute {@code axes}: one for each dimension, a dot for its index; for a scatter two.
     *
     * @param names of {@link #axes}
     */
    List<String> axes(List<String> names) {
        List<String> all = new ArrayList<>(names.isEmpty() ? List.of(".") : names);
        all.addAll(Collections.nCopies(shape(signal).rank(), "."));
        return all;
    }

    private static boolean isDrawable(PlacedChannel placed) {
        DType dtype = placed.channel().dtype();
        return placed.channel().published() && (dtype.isFloat() || dtype.isInteger());
    }

    private static List<PlacedChannel> scalars(List<PlacedChannel> channels, Role role, PlacedChannel signal) {
        return channels.stream()
                .filter(is(role))
                .filter(placed -> !placed.equals(signal) && shape(placed).rank() == 0)
                .toList();
    }

    private static Predicate<PlacedChannel> is(Role role) {
        return placed -> placed.device().role() == role;
    }

    private static Shape shape(PlacedChannel placed) {
        return placed.channel().shape();
    }
}
