package bliss4j.redis;

import bliss4j.data.DataStore;
import bliss4j.data.StoreContract;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisStoreIT extends StoreContract {
    private final RedisServer server =
            RedisServer.at(RedisAddress.parse(bliss4j.testing.RedisServer.url()), Duration.ofDays(1));
    private final DataStore store = server.store();

    @Override
    protected DataStore store() {
        return store;
    }

    @Override
    protected ScanPublisher start(ScanDescription scan) {
        return Publication.start(scan, Optional.empty(), Optional.of(server.sink()), LaneLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
