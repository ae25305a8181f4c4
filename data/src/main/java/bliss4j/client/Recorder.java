package bliss4j.client;

import bliss4j.data.Settings;
import bliss4j.folder.FileRules;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanRecorder;
import bliss4j.publish.ScanSink;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
    private final FileRegistry files;
    private final LaneLimits limits;
    private final FileRules rules;

    /**
     * @param settings where the counters are
     * @param files where it is noted which files hold a session's scans
     * @param rules for the files
     */
    Recorder(RedisServer redis, Settings settings, FileRegistry files, LaneLimits limits, FileRules rules) {
        this.rules = rules;
        this.files = files;
        this.redis = redis;
        this.settings = settings;
        this.limits = limits;
    }

    @Override
    public ScanPublisher begin(Numbering numbering, IntFunction<ScanDraft> draft) {
        ScanDraft first = draft.apply(1);
        checkNames(first); // before a number is taken and a file made
        numbering
                .file()
                .or(first::file)
                .filter(file -> numbering.saved())
                .flatMap(rules.room()::check)
                .ifPresent(LOG::warn);
        if (!numbering.saved()) {
            long floor = numbering.file().map(NexusFiles::highestNumber).orElse(0);
            int number = next(numbering, floor);
            return start(draft.apply(number).numbered(number), Optional.empty());
        }
        return numbering.file().isPresent()
                ? inSharedFile(numbering, numbering.file().get(), draft)
                : inOwnFile(numbering, draft);
    }

    private int next(Numbering numbering, long floor) {
        return Math.toIntExact(settings.next(numbering.counter(), floor));
    }

    private ScanPublisher inSharedFile(Numbering numbering, Path file, IntFunction<ScanDraft> draft) {
        endOfKilled(file, numbering.session());
        Claim claim = NexusFiles.claim(
                file, numbering.scanName(), numbering.session(), floor -> next(numbering, floor), rules);
        return startIn(claim, () -> draft.apply(claim.number()));
    }

    /** Scans that a killed process left in the file get their last points and their end before the next one begins. */
    private void endOfKilled(Path file, String session) {
        if (!NexusFiles.leftBehind(file)) {
            return;
        }
        try {
            new Killed(redis, rules).recover(file, session).forEach(scan -> LOG.warn("{}: {}", file, scan));
        } catch (RedisException e) {
            LOG.warn("{}: scans without an end stay so until Redis can be asked: {}", file, e.getMessage());
        }
    }

    private ScanPublisher inOwnFile(Numbering numbering, IntFunction<ScanDraft> draft) {
        while (true) {
            int number = next(numbering, 0);
            ScanDraft own = draft.apply(number);
            Path file = own.file().orElseThrow();
            if (Files.exists(file) && NexusFiles.highestNumber(file) >= number) {
                LOG.info("{} holds scan {} already", file, number);
                continue;
            }
            Claim claim = NexusFiles.claim(file, numbering.scanName(), numbering.session(), floor -> number, rules);
            return startIn(claim, () -> own);
        }
    }

    /** Starts a scan in its entry, which is given up if that fails. */
    private ScanPublisher startIn(Claim claim, Supplier<ScanDraft> draft) {
        boolean started = false;
        try {
            ScanDescription scan = draft.get().numbered(claim.number());
            files.note(scan.draft());
            ScanPublisher publisher = start(scan, Optional.of(claim.sink()));
            started = true;
            return publisher;
        } finally {
            if (!started) {
                claim.abandon();
            }
        }
    }

    private ScanPublisher start(ScanDescription description, Optional<ScanSink> file) {
        return Publication.start(description, file, Optional.of(redis.sink()), limits);
    }

    private void checkNames(ScanDraft draft) {
        draft.numbered(1);
        try {
            redis.checkNames(draft);
        } catch (RedisException e) {
            LOG.warn("names not checked against those in Redis: {}", e.getMessage());
        }
    }
}
