package bliss4j.client;

import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.ChannelInfo;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scan that is watched: whose its nodes are, and the rows that are not complete. For the watch's thread. */
final class WatchedScan {
    private final DataNode.Scan scan;
    private final Map<String, Value> info;
    /** The top master of each node, by db_name. */
    private final Map<String, String> masters = new LinkedHashMap<>();
    /** Channels that have come and were not asked about yet. */
    private final List<DataNode.Channel> unknown = new ArrayList<>();

    private final Map<String, Known> channels = new LinkedHashMap<>();
    private final Map<String, Rows> rows = new LinkedHashMap<>();

    private record Known(String fullname, Shape shape) {}

    WatchedScan(DataNode.Scan scan, Map<String, Value> info) {
        this.scan = scan;
        this.info = info;
    }

    Map<String, Value> info() {
        return info;
    }

    /** Whether a node is the scan or one below it. */
    boolean owns(DataNode node) {
        String parent = node.identity().parent().orElse("");
        return isScan(node.dbName()) || isScan(parent) || masters.containsKey(parent);
    }

    private boolean isScan(String dbName) {
        return dbName.equals(scan.dbName());
    }

    /** How long the oldest point of an unfinished row has waited; negative if none waits. */
    long waitedNs() {
        return rows.values().stream().mapToLong(Rows::waitedNs).max().orElse(-1);
    }

    /** Tells all that waits for its row. */
    void tellRows(Collection<ScanNews> told) {
        rows.forEach((master, some) -> tell(0, master, some.takeAll(), told));
    }

    void take(DataEvent event, Collection<ScanNews> told) {
        switch (event) {
            case DataEvent.NewNode fresh -> appear(fresh.node(), told);
            case DataEvent.NewData data -> take(data, told);
            case DataEvent.NewImages images ->
                told.add(new ScanNews.Images(
                        scan,
                        info,
                        masters.getOrDefault(images.node().dbName(), ""),
                        known(images.node().references()).fullname(),
                        images));
            case DataEvent.DataLost lost -> {
                tellRows(told);
                rowsOf(lost.node()).skip(known(lost.node()).fullname(), lost.to());
                told.add(new ScanNews.Lost(scan, info, lost));
            }
            case DataEvent.EndScan end -> {
                tellRows(told);
                told.add(new ScanNews.Ended(scan, scan.info()));
            }
            case DataEvent.ScanPrepared prepared -> {}
            case DataEvent.External external -> {}
        }
    }

    private void appear(DataNode node, Collection<ScanNews> told) {
        String parent = node.identity().parent().orElse("");
        masters.put(node.dbName(), isScan(parent) ? node.name() : masters.getOrDefault(parent, node.name()));
        node.asChannel().ifPresent(unknown::add);
        told.add(new ScanNews.Appeared(scan, info, node));
    }

    private void take(DataEvent.NewData data, Collection<ScanNews> told) {
        Known channel = known(data.node());
        String master = masters.getOrDefault(data.node().dbName(), "");
        if (channel.shape().rank() > 0) {
            tell(channel.shape().rank(), master, Map.of(channel.fullname(), data), told);
        } else {
            tell(0, master, rowsOf(data.node()).take(channel.fullname(), data), told);
        }
    }

    private Rows rowsOf(DataNode.Channel channel) {
        return rows.computeIfAbsent(masters.getOrDefault(channel.dbName(), ""), master -> new Rows());
    }

    private void tell(int dimensions, String master, Map<String, DataEvent.NewData> blocks, Collection<ScanNews> told) {
        if (!blocks.isEmpty()) {
            told.add(new ScanNews.Points(scan, info, dimensions, master, blocks));
        }
    }

    /** What is known of a channel; asked for once, together with all that came with it. */
    private Known known(DataNode.Channel channel) {
        if (!channels.containsKey(channel.dbName()) && !unknown.isEmpty()) {
            List<Map<String, Value>> infos = scan.store().infos(unknown);
            for (int i = 0; i < unknown.size(); i++) {
                DataNode.Channel each = unknown.get(i);
                Value fullname = infos.get(i).getOrDefault("fullname", Value.of(each.name()));
                Known known = new Known(fullname.asText(), ChannelInfo.shape(infos.get(i)));
                channels.put(each.dbName(), known);
                if (known.shape().rank() == 0 && each.type().equals(DataNode.CHANNEL)) {
                    rowsOf(each).expect(known.fullname());
                }
            }
            unknown.clear();
        }
        return channels.getOrDefault(channel.dbName(), new Known(channel.name(), Shape.SCALAR));
    }
}
