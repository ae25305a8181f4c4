package bliss4j.client;

import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import bliss4j.redis.RedisAddress;
import bliss4j.redis.RedisServer;
import bliss4j.redis.Retention;
import bliss4j.testing.PrivateRedis;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A Redis of the test's own with the store that also reads files, and scans that are saved; Redis lets go when told to. */
final class SavedTree implements AutoCloseable {
    private final PrivateRedis redis;
    private final Path folder;
    private final RedisServer server;
    private final DataStore store;

    SavedTree(Path folder) {
        this(folder, PrivateRedis.start(), Retention.DEFAULT);
    }

    SavedTree(Path folder, PrivateRedis redis, Retention retention) {
        this.folder = folder;
        this.redis = redis;
        server = RedisServer.at(RedisAddress.parse(redis.url()), retention);
        store = new ArchivedStore(server, registry());
    }

    FileRegistry registry() {
        return new FileRegistry(server, Optional.of(folder.resolve(LiveData.SETTINGS)));
    }

    PrivateRedis redis() {
        return redis;
    }

    DataStore store() {
        return store;
    }

    /** Where scans of a directory are saved. */
    Path file(ScanDirectory directory) {
        return folder.resolve(
                directory.containers().size() + directory.parent().name().hashCode() + ".h5");
    }

    ScanPublisher start(ScanDescription scan) {
        registry().note(scan.draft());
        Path file = scan.draft().file().orElseThrow();
        Claim claim = NexusFiles.claim(file, scan.draft().name(), "test_session", floor -> scan.number());
        return Publication.start(scan, Optional.of(claim.sink()), Optional.of(server.sink()), LaneLimits.DEFAULT);
    }

    /** Starts the page's scan. */
    ScanPublisher ascan(ScanDirectory directory, int number) {
        return start(SampleScans.ascan(directory, Optional.of(file(directory))).numbered(number));
    }

    /** Starts one that is in no file. */
    ScanPublisher unsaved(ScanDirectory directory, int number) {
        return Publication.start(
                SampleScans.ascan(directory, Optional.empty()).numbered(number),
                Optional.empty(),
                Optional.of(server.sink()),
                LaneLimits.DEFAULT);
    }

    /** Publishes points of the page's scan, each in an entry of its own. */
    void points(ScanPublisher scan, int from, int to) {
        String roby = scan.description().channels().getFirst().node().dbName();
        for (int point = from; point < to; point++) {
            SampleScans.point(scan, point);
            long length = point + 1L;
            Awaitility.await()
                    .until(() -> store.node(roby)
                            .map(node -> ((DataNode.Channel) node).length() == length)
                            .orElse(false));
        }
    }

    DataNode.Channel channel(String dbName) {
        return (DataNode.Channel) store.node(dbName).orElseThrow();
    }

    /** Redis keeps of each channel its last entry only. */
    void trim() {
        script("for _, key in ipairs(redis.call('keys', '*_data')) do"
                + " local last = redis.call('xrevrange', key, '+', '-', 'COUNT', 1)"
                + " if #last > 0 then redis.call('xtrim', key, 'MINID', last[1][1]) end end return 1");
    }

    /** Redis has let go of all nodes. */
    void expire() {
        script("return redis.call('flushdb')");
    }

    /** Redis has let go of every key that holds a text. */
    void expire(String text) {
        script("for _, key in ipairs(redis.call('keys', '*" + text + "*')) do redis.call('del', key) end return 1");
    }

    private void script(String lua) {
        redis.command("EVAL \"redis.call('select', 1) " + lua + "\" 0");
    }

    @Override
    public void close() {
        store.close();
        redis.close();
    }
}
