package bliss4j.redis;

import bliss4j.data.DataStore;
import bliss4j.data.LiveContract;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisWalkIT extends LiveContract {
    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @Override
    protected DataStore store() {
        return tree.store();
    }

    @Override
    protected ScanPublisher start(ScanDescription scan) {
        return tree.start(scan.draft(), scan.number());
    }

    @AfterEach
    void close() {
        tree.close();
    }
}
