package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels of one top master in their entry: datasets in measurement, links to them in instrument and plot. */
final class EntryLayout {
    static final String PLOT = "plot";
    /** A mesh once more, as a grid. */
    static final String GRID = "grid";

    private static final String DETECTOR = "NXdetector";
    private static final String DEFAULT = "default";
    private static final String TITLE = "title";
    private static final String SIGNAL = "signal";
    private static final String AXES = "axes";
    private static final String AUXILIARY = "auxiliary_signals";
    private static final String UNITS = "units";

    private final NexusPlan plan;
    private final String entry;
    private final List<ChannelPlace> channels;
    /** Where each channel's points are, by its db_name. */
    private final Map<String, String> datasets = new HashMap<>();
    /** What each channel is called in the plot, by its db_name. */
    private final Map<String, String> fields = new HashMap<>();

    /** The group of the camera of each channel of images, by its db_name. */
    private final Map<String, String> cameras = new HashMap<>();

    private final Map<String, Value> info;

    /** @param info the scan's */
    EntryLayout(NexusPlan plan, String entry, List<ChannelPlace> channels, Map<String, Value> info) {
        this.plan = plan;
        this.entry = entry;
        this.channels = channels;
        this.info = info;
    }

    Map<String, String> datasets() {
        return datasets;
    }

    Map<String, String> cameras() {
        return cameras;
    }

    void measurement() {
        String group = plan.group(entry, "measurement", NexusPlan.COLLECTION);
        for (ChannelPlace channel : channels) {
            if (channel.description().published()) {
                ChannelDescription described = channel.description();
                dataset(group, described.alias().orElse(described.fullname()), channel);
            }
        }
    }

    private void dataset(String group, String name, ChannelPlace channel) {
        ChannelDescription described = channel.description();
        String path = plan.growing(group, name, channel);
        datasets.put(channel.placed().node().dbName(), path);
        plan.attribute(path, "fullname", described.fullname());
        plan.attribute(path, "alias", described.alias().orElse("None"));
        int hasAlias = described.alias().isPresent() ? 1 : 0;
        plan.attribute(path, "has_alias", Numbers.of(DType.BOOL, hasAlias).reshape(Shape.SCALAR));
        described.unit().ifPresent(unit -> plan.attribute(path, UNITS, unit));
        if (described.shape().rank() > 0 && described.dtype() != DType.TEXT) {
            plan.attribute(path, "interpretation", described.shape().rank() == 1 ? "spectrum" : "image");
        }
    }

    /** One group for each axis and each other device; below it what is kept in the file alone. */
    void devices(String instrument) {
        Map<DeviceDescription, List<ChannelPlace>> byDevice = new LinkedHashMap<>();
        channels.forEach(channel -> byDevice.computeIfAbsent(channel.device(), device -> new ArrayList<>())
                .add(channel));
        byDevice.forEach((device, its) -> {
            switch (device.role()) {
                case AXES -> its.forEach(channel -> positioner(instrument, channel));
                case TIMER -> device(instrument, device.name(), NexusPlan.COLLECTION, its);
                case DETECTOR -> device(instrument, device.name(), DETECTOR, its);
            }
        });
    }

    private void positioner(String instrument, ChannelPlace axis) {
        if (axis.description().published()) {
            String group = plan.newGroup(instrument, axis.description().name(), "NXpositioner");
            plan.attribute(group, "fullname", axis.description().fullname());
            plan.link(group, "value", dataset(axis));
        } else {
            device(instrument, axis.device().name(), NexusPlan.COLLECTION, List.of(axis));
        }
    }

    private void device(String instrument, String name, String nxClass, List<ChannelPlace> its) {
        String group = nxClass.equals(NexusPlan.COLLECTION)
                ? plan.group(instrument, name, nxClass)
                : plan.newGroup(instrument, name, nxClass);
        its.stream()
                .filter(channel -> !channel.description().published())
                .forEach(channel -> dataset(group, channel.description().name(), channel));
        boolean data = nxClass.equals(DETECTOR);
        for (ChannelPlace channel : its) {
            if (channel.description().published()) {
                boolean numbers = channel.description().dtype() != DType.TEXT; // as NXdetector wants its data
                plan.link(
                        group, data && numbers ? "data" : channel.description().name(), dataset(channel));
                data &= !numbers;
                if (channel.description().images().isPresent()) {
                    cameras.put(channel.placed().node().dbName(), group);
                }
            }
        }
    }

    /** A group that a viewer draws, if the entry has something to draw. */
    void plot() {
        plotted().ifPresent(plot -> {
            String group = plan.group(entry, PLOT, "NXdata");
            plan.attribute(entry, DEFAULT, PLOT);
            plan.link(group, TITLE, NexusPlan.join(entry, TITLE));
            for (PlacedChannel channel : plot.channels()) {
                String link = plan.link(group, field(channel), dataset(channel));
                fields.put(channel.node().dbName(), NexusPlan.name(link));
            }
            attributes(plan, group, plot);
        });
    }

    Optional<NexusPlot> plotted() {
        return NexusPlot.of(channels.stream().map(ChannelPlace::placed).toList(), info);
    }

    private static String field(PlacedChannel channel) {
        return NexusPlan.fieldName(
                channel.channel().alias().orElse(channel.channel().name()));
    }

    private void attributes(NexusPlan to, String group, NexusPlot plot) {
        to.attribute(group, SIGNAL, field(plot.signal(), fields));
        to.attribute(group, AXES, texts(plot.axes(fields(plot.axes()))));
        if (!plot.auxiliary().isEmpty()) {
            to.attribute(group, AUXILIARY, texts(fields(plot.auxiliary())));
        }
    }

    private List<String> fields(List<PlacedChannel> some) {
        return some.stream().map(channel -> field(channel, fields)).toList();
    }

    private static Texts texts(List<String> items) {
        return Texts.of(items.toArray(String[]::new));
    }

    /** At the end: the plot without what cannot be drawn, and a mesh's grid. */
    void endPlot(NexusPlan to, Map<String, Long> points) {
        plotted().ifPresent(plot -> {
            trim(to, plot, points);
            if (plot.axes().size() == 2) {
                NexusGrid.of(info).ifPresent(grid -> grid(to, plot, grid, points));
            }
        });
    }

    /**
     * Takes channels out of the plot that have another number of points than its signal, which no viewer can draw
     * together: a scan that was aborted in the middle of a point.
     */
    private void trim(NexusPlan to, NexusPlot plot, Map<String, Long> points) {
        String group = NexusPlan.join(entry, PLOT);
        long count = count(points, plot.signal());
        NexusPlot drawable = plot.only(other -> count(points, other) == count);
        if (!drawable.equals(plot)) {
            attributes(to, group, drawable);
            if (drawable.auxiliary().isEmpty() && !plot.auxiliary().isEmpty()) {
                to.attribute(group, AUXILIARY, texts(List.of()));
            }
        }
    }

    /** The points of a mesh that was taken to its end as a grid over the positions that were set. */
    private void grid(NexusPlan to, NexusPlot plot, NexusGrid grid, Map<String, Long> points) {
        NexusPlot whole = plot.only(other -> count(points, other) == grid.points());
        if (count(points, plot.signal()) != grid.points() || whole.axes().size() < 2) {
            return;
        }
        String group = to.group(entry, GRID, "NXdata");
        to.link(group, TITLE, NexusPlan.join(entry, TITLE));
        Map<String, String> names = new HashMap<>();
        List<Numbers> positions = List.of(grid.fast(), grid.slow());
        for (int i = 0; i < positions.size(); i++) {
            PlacedChannel axis = whole.axes().get(i);
            String path = to.fixed(group, field(axis), positions.get(i));
            axis.channel().unit().ifPresent(unit -> to.attribute(path, UNITS, unit));
            names.put(axis.node().dbName(), NexusPlan.name(path));
        }
        for (PlacedChannel channel :
                whole.channels().subList(0, 1 + whole.auxiliary().size())) {
            String path = to.grid(group, field(channel), index(channel), grid);
            channel.channel().unit().ifPresent(unit -> to.attribute(path, UNITS, unit));
            names.put(channel.node().dbName(), NexusPlan.name(path));
        }
        to.attribute(group, SIGNAL, field(plot.signal(), names));
        List<PlacedChannel> slowFirst = whole.axes().reversed();
        to.attribute(
                group,
                AXES,
                texts(slowFirst.stream().map(axis -> field(axis, names)).toList()));
        if (!whole.auxiliary().isEmpty()) {
            to.attribute(
                    group,
                    AUXILIARY,
                    texts(whole.auxiliary().stream()
                            .map(other -> field(other, names))
                            .toList()));
        }
        to.attribute(entry, DEFAULT, GRID);
    }

    private int index(PlacedChannel placed) {
        return channels.stream()
                .filter(channel -> channel.placed().equals(placed))
                .findFirst()
                .orElseThrow()
                .index();
    }

    private static String field(PlacedChannel channel, Map<String, String> names) {
        String name = names.get(channel.node().dbName());
        if (name == null) {
            throw new IllegalStateException(channel.node().dbName() + " is not in the plot");
        }
        return name;
    }

    private static long count(Map<String, Long> points, PlacedChannel channel) {
        return points.getOrDefault(channel.channel().fullname(), 0L);
    }

    private String dataset(ChannelPlace channel) {
        return dataset(channel.placed());
    }

    private String dataset(PlacedChannel channel) {
        String path = datasets.get(channel.node().dbName());
        if (path == null) {
            throw new IllegalStateException(channel.node().dbName() + " has no dataset yet");
        }
        return path;
    }
}
