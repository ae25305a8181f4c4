package bliss4j.memory;

import bliss4j.block.Value;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.NodeIdentity;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one scan into a {@link MemoryStore}. */
final class MemorySink implements ScanSink {
    private final MemoryStore store;
    private Optional<ScanDescription> announced = Optional.empty();

    MemorySink(MemoryStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void announce(ScanDescription description) {
        announced = Optional.of(description);
        Map<String, Map<String, Value>> infos = new HashMap<>();
        infos.put(description.scan().dbName(), description.info());
        description
                .channels()
                .forEach(placed -> infos.put(placed.node().dbName(), ScanDescription.channelInfo(placed)));
        description.nodes().forEach(node -> store.make(node, infos.getOrDefault(node.dbName(), Map.of())));
    }

    @Override
    public void prepared(Map<String, Value> info) {
        store.describe(scan().identity(), info);
        store.tell(new DataEvent.ScanPrepared(scan()));
    }

    private DataNode.Scan scan() {
        return new DataNode.Scan(announced.orElseThrow().scan(), store);
    }

    @Override
    public void append(List<Points> points) {
        for (Points block : points) {
            NodeIdentity channel =
                    announced.orElseThrow().channels().get(block.channel()).node();
            store.append(channel, block.first(), block.rows());
        }
    }

    @Override
    public void flush() {
        // memory holds it already
    }

    @Override
    public void end(ScanEnd end) {
        store.describe(scan().identity(), end.info());
        store.tell(new DataEvent.EndScan(scan()));
    }

    @Override
    public void abandon() {
        // there is nothing to let go of
    }
}
