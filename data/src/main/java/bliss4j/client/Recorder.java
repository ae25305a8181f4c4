package bliss4j.client;

import bliss4j.data.NodeIdentity;
import bliss4j.data.NodeName;
import bliss4j.data.Settings;
import bliss4j.nexus.NexusFiles;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanRecorder;
import bliss4j.publish.ScanSink;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records scans in Redis and in files. A scan's number comes from the directory's counter and from the entries of its file,
 * whichever is higher; making the entry is the claim (ruling X11). With Redis away a scan starts all the same.
 */
public final class Recorder implements ScanRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final RedisServer redis;
    private final Settings settings;
    private final LaneLimits limits;

    /** @param settings where the counters are */
    public Recorder(RedisServer redis, Settings settings, LaneLimits limits) {
        this.redis = redis;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public ScanPublisher begin(Numbering numbering, IntFunction<ScanDraft> draft) {
        while (true) {
            long floor = numbering.file().map(NexusFiles::highestNumber).orElse(0L);
            int number = Math.toIntExact(settings.next(numbering.counter(), floor));
            ScanDescription description = draft.apply(number).numbered(number);
            checkNames(description);
            if (!description.saved()) {
                return Publication.start(description, Optional.empty(), Optional.of(redis.sink()), limits);
            }
            Optional<ScanSink> file = NexusFiles.claim(description);
            if (file.isPresent()) {
                return start(description, file.get());
            }
            LOG.info(
                    "{} has the entry {} already",
                    description.draft().file().orElseThrow(),
                    description.scan().name());
        }
    }

    private ScanPublisher start(ScanDescription description, ScanSink file) {
        boolean started = false;
        try {
            ScanPublisher publisher =
                    Publication.start(description, Optional.of(file), Optional.of(redis.sink()), limits);
            started = true;
            return publisher;
        } finally {
            if (!started) {
                file.abandon();
            }
        }
    }

    private void checkNames(ScanDescription description) {
        NodeName.checkApart(
                description.nodes().stream().map(NodeIdentity::dbName).toList());
        try {
            redis.checkNames(description.draft());
        } catch (RedisException e) {
            LOG.warn("names not checked against those in Redis: {}", e.getMessage());
        }
    }
}
