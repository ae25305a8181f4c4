package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.publish.DeviceDescription.Role;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a viewer draws first of an entry.
 *
 * @param signal the first counter, or the last channel if there is none
 * @param auxiliary the other counters whose points have the same shape
 * @param axis the first axis, or the time; empty if that is the signal itself
 */
record NexusPlot(PlacedChannel signal, List<PlacedChannel> auxiliary, Optional<PlacedChannel> axis) {
    /** What can be drawn of some channels; empty if they hold no numbers. */
    static Optional<NexusPlot> of(List<PlacedChannel> channels) {
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
        Optional<PlacedChannel> axis =
                firstScalar(drawable, Role.AXES, signal).or(() -> firstScalar(drawable, Role.TIMER, signal));
        return Optional.of(new NexusPlot(signal, auxiliary, axis));
    }

    /** The channels it links to: signal, auxiliary signals, axis. */
    List<PlacedChannel> channels() {
        List<PlacedChannel> all = new ArrayList<>();
        all.add(signal);
        all.addAll(auxiliary);
        axis.ifPresent(all::add);
        return all;
    }

    /** The plot of those channels alone that {@code kept} takes; a signal without its axis is drawn over the index. */
    NexusPlot only(Predicate<PlacedChannel> kept) {
        return new NexusPlot(signal, auxiliary.stream().filter(kept).toList(), axis.filter(kept));
    }

    /** The names for the attribute {@code axes}: one for each dimension, a dot for its index. */
    List<String> axes(String axisName) {
        List<String> names = new ArrayList<>(List.of(axisName));
        names.addAll(Collections.nCopies(shape(signal).rank(), "."));
        return names;
    }

    private static boolean isDrawable(PlacedChannel placed) {
        DType dtype = placed.channel().dtype();
        return placed.channel().published() && (dtype.isFloat() || dtype.isInteger());
    }

    private static Optional<PlacedChannel> firstScalar(List<PlacedChannel> channels, Role role, PlacedChannel signal) {
        return channels.stream()
                .filter(is(role))
                .filter(placed -> !placed.equals(signal) && shape(placed).rank() == 0)
                .findFirst();
    }

    private static Predicate<PlacedChannel> is(Role role) {
        return placed -> placed.device().role() == role;
    }

    private static Shape shape(PlacedChannel placed) {
        return placed.channel().shape();
    }
}
