package bliss4j.memory;

import bliss4j.data.DataStore;
import bliss4j.data.WalkConformance;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import java.util.Optional;

class MemoryWalkConformanceTest extends WalkConformance {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected DataStore store() {
        return store;
    }

    @Override
    protected ScanPublisher start(ScanDescription scan) {
        return Publication.start(scan, Optional.empty(), Optional.of(store.sink()), LaneLimits.DEFAULT);
    }
}
