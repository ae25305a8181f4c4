package bliss4j.client;

import bliss4j.block.DataException;
import bliss4j.data.DataStore;
import bliss4j.folder.FileRules;
import bliss4j.nexus.NexusFiles;
import bliss4j.nexus.NexusStore;
import bliss4j.nexus.Recovery.Recovered;
import bliss4j.redis.RedisException;
import bliss4j.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings scans of killed processes to an end, in their file first and then in Redis, each with what the other has. */
record Killed(RedisServer redis, FileRules rules) {
    private static final Logger LOG = LoggerFactory.getLogger(Killed.class);

    /**
     * Ends those of a file.
     *
     * @param session who does it, for those who wait for the file
     * @throws DataException if the file cannot be written now, or Redis be asked
     */
    List<Recovered> recover(Path file, String session) {
        List<Recovered> done;
        try (DataStore live = redis.store()) {
            done = NexusFiles.recover(file, session, live, rules);
        }
        List<String> running =
                done.stream().map(Recovered::running).flatMap(Optional::stream).toList();
        try {
            redis.reaper(NexusStore::open).end(running);
        } catch (RedisException e) {
            LOG.warn("scans of {} end in Redis when it is back: {}", file, e.getMessage());
        }
        return done;
    }

    /** Opens the file of a scan whose process is not heard of any more, which has its end now if nobody else writes it. */
    DataStore open(Path file) {
        if (NexusFiles.leftBehind(file)) {
            try (DataStore live = redis.store()) {
                NexusFiles.recover(file, "reaper", live, rules.waiting(Duration.ZERO))
                        .forEach(scan -> LOG.warn("{}: {}", file, scan));
            } catch (DataException e) {
                LOG.info("{} stays as it is: {}", file, e.getMessage());
            }
        }
        return NexusStore.open(file);
    }
}
