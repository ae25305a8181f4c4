package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.ScanDescription.PlacedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels of one top master in their entry: datasets in measurement, links to them in instrument and plot. */
final class EntryLayout {
    static final String PLOT = "plot";
    private static final String DETECTOR = "NXdetector";

    private final NexusPlan plan;
    private final String entry;
    private final List<ChannelPlace> channels;
    /** Where each channel's points are, by its db_name. */
    private final Map<String, String> datasets = new HashMap<>();

    EntryLayout(NexusPlan plan, String entry, List<ChannelPlace> channels) {
        this.plan = plan;
        this.entry = entry;
        this.channels = channels;
    }

    Map<String, String> datasets() {
        return datasets;
    }

    void measurement() {
        String group = plan.group(entry, "measurement", NexusPlan.COLLECTION);
        for (ChannelPlace channel : channels) {
            if (channel.description().published()) {
                dataset(group, channel.description().fullname(), channel);
            }
        }
    }

    private void dataset(String group, String name, ChannelPlace channel) {
        ChannelDescription described = channel.description();
        String path = plan.growing(group, name, channel);
        datasets.put(channel.placed().node().dbName(), path);
        plan.attribute(path, "fullname", described.fullname());
        plan.attribute(path, "alias", "None");
        plan.attribute(path, "has_alias", Numbers.of(DType.BOOL, 0).reshape(Shape.SCALAR));
        described.unit().ifPresent(unit -> plan.attribute(path, "units", unit));
        if (described.shape().rank() > 0) {
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
        List<ChannelPlace> published = its.stream()
                .filter(channel -> channel.description().published())
                .toList();
        boolean first = nxClass.equals(DETECTOR);
        for (ChannelPlace channel : published) {
            plan.link(group, first ? "data" : channel.description().name(), dataset(channel));
            first = false;
        }
        published.stream()
                .filter(channel -> !nxClass.equals("NXdetector") || !channel.equals(published.getFirst()))
                .forEach(channel -> plan.link(group, channel.description().name(), dataset(channel)));
    }

    /** A group that a viewer draws, if the entry has something to draw. */
    void plot() {
        NexusPlot.of(placed()).ifPresent(plot -> {
            String group = plan.group(entry, PLOT, "NXdata");
            plan.attribute(entry, "default", PLOT);
            attributes(plan, group, plot);
            if (!plot.auxiliary().isEmpty()) {
                auxiliary(plan, group, plot);
            }
            for (PlacedChannel channel : plot.channels()) {
                plan.link(group, link(channel), dataset(channel));
            }
            plan.link(group, "title", NexusPlan.join(entry, "title"));
        });
    }

    private void attributes(NexusPlan to, String group, NexusPlot plot) {
        to.attribute(group, "signal", link(plot.signal()));
        String axis = plot.axis().map(this::link).orElse(".");
        to.attribute(group, "axes", texts(plot.axes(axis)));
    }

    private void auxiliary(NexusPlan to, String group, NexusPlot plot) {
        to.attribute(
                group,
                "auxiliary_signals",
                texts(plot.auxiliary().stream().map(this::link).toList()));
    }

    private static Texts texts(List<String> items) {
        return Texts.of(items.toArray(String[]::new));
    }

    /**
     * Takes channels out of the plot that have another number of points than its signal, which no viewer can draw
     * together: a scan that was aborted in the middle of a point.
     */
    void trimPlot(NexusPlan to, Map<String, Long> points) {
        NexusPlot.of(placed()).ifPresent(plot -> {
            String group = NexusPlan.join(entry, PLOT);
            long count = count(points, plot.signal());
            NexusPlot drawable = plot.only(other -> count(points, other) == count);
            if (!drawable.equals(plot)) {
                attributes(to, group, drawable);
                if (!plot.auxiliary().isEmpty()) {
                    auxiliary(to, group, drawable);
                }
            }
        });
    }

    private static long count(Map<String, Long> points, PlacedChannel channel) {
        return points.getOrDefault(channel.channel().fullname(), 0L);
    }

    List<PlacedChannel> placed() {
        return channels.stream().map(ChannelPlace::placed).toList();
    }

    private String link(PlacedChannel channel) {
        return NexusPlan.name(dataset(channel));
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
