package bliss4j.redis;

import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import java.time.Duration;
import java.util.Optional;

/** A Redis of the tests with the store on it, and what writes into it. */
final class LiveTree implements AutoCloseable {
    private final RedisServer server;
    private final DataStore store;

    /** @param url with the password */
    LiveTree(String url) {
        server = RedisServer.at(RedisAddress.parse(url), Duration.ofDays(1));
        store = server.store();
    }

    RedisServer server() {
        return server;
    }

    DataStore store() {
        return store;
    }

    /** Starts a scan that is saved nowhere else. */
    ScanPublisher start(ScanDraft draft, int number) {
        return Publication.start(
                draft.numbered(number), Optional.empty(), Optional.of(server.sink()), LaneLimits.DEFAULT);
    }

    /** Starts the page's scan. */
    ScanPublisher ascan(ScanDirectory directory, int number) {
        return start(SampleScans.ascan(directory, Optional.empty()), number);
    }

    /** Plays the page's experiment: two scans of sample1, one of sample2. */
    void playExperiment() {
        SampleScans.play(ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(ascan(SampleScans.SAMPLE1, 2));
        SampleScans.play(ascan(SampleScans.SAMPLE2, 1));
    }

    DataNode.Channel channel(String dbName) {
        return (DataNode.Channel) store.node(dbName).orElseThrow();
    }

    /** Follows {@code test_session}, whether it exists or not. */
    Follower follow(NodeFilter filter) {
        return session().follow(filter);
    }

    DataNode session() {
        return store.session("test_session");
    }

    @Override
    public void close() {
        store.close();
        server.close();
    }
}
