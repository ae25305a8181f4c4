package bliss4j.redis;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanState;
import bliss4j.publish.ScanEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends scans whose process has died: as their file says they ended, else as ABORTED. Forgets what has expired, and lets
 * finished scans go when all take too much. Several may work on one server at once: each thing is done once. For a platform
 * thread.
 */
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final List<String> END =
            List.of("end_time", "end_time_str", "end_timestamp", "state", "end_reason", "points");

    private final RedisServer server;
    private final Ledger ledger;
    private final Room room;
    private final Function<Path, DataStore> files;

    Reaper(RedisServer server, Retention retention, Function<Path, DataStore> files) {
        this.server = server;
        this.ledger = new Ledger(retention);
        this.room = new Room(retention);
        this.files = files;
    }

    /**
     * Looks once at all that runs.
     *
     * @return whether a scan is suspected to be dead: look again after the grace
     * @throws RedisException if Redis is away
     */
    public boolean look() {
        boolean suspects = false;
        try (Wire wire = server.openData();
                DataStore store = server.store()) {
            Ledger.purge(wire);
            for (String scan : Ledger.running(wire)) {
                suspects |= look(wire, store, scan, "");
            }
            room.keep(wire, Ledger.evict(wire, Long.MAX_VALUE));
        }
        return suspects;
    }

    /** A scan whose file cannot be seen from here is left for a while to those who can: they end it as the file says. */
    private Duration patience(DataStore store, String scan) {
        boolean blind = store.node(scan)
                .filter(DataNode.Scan.class::isInstance)
                .flatMap(node -> ((DataNode.Scan) node).file())
                .filter(file -> !Files.isRegularFile(file))
                .isPresent();
        return blind ? ledger.retention().patience() : Duration.ZERO;
    }

    private boolean look(Wire wire, DataStore store, String scan, String dead) {
        String token = "reaper " + UUID.randomUUID();
        Ledger.Look found = ledger.reap(wire, scan, token, patience(store, scan), dead);
        if (found instanceof Ledger.Look.Taken taken) {
            end(wire, store, scan, token, taken);
        } else if (found instanceof Ledger.Look.Gone) {
            LOG.warn("nothing is left of scan {}, which was running", scan);
        }
        return found instanceof Ledger.Look.Suspected;
    }

    /**
     * Ends scans whose file says that their process was killed, without waiting for their leases to run out. Those whose
     * process may still live are left to {@link #look()}.
     *
     * @throws RedisException if Redis is away
     */
    public void end(List<String> scans) {
        try (Wire wire = server.openData();
                DataStore store = server.store()) {
            for (String scan : scans) {
                String who = Ledger.who(wire, scan);
                if (ThisProcess.isGone(who)) {
                    var unused = look(wire, store, scan, who);
                }
            }
        }
    }

    private void end(Wire wire, DataStore store, String scan, String token, Ledger.Look.Taken taken) {
        Optional<DataNode.Scan> node =
                store.node(scan).filter(DataNode.Scan.class::isInstance).map(DataNode.Scan.class::cast);
        if (node.isEmpty()) {
            return;
        }
        Instant heard = Instant.ofEpochMilli(taken.heardMs());
        String why = "its process died (" + taken.who() + ", last heard of at " + heard + ")";
        List<DataNode.Channel> channels = node.get()
                .walk(NodeFilter.all())
                .flatMap(below -> below.asChannel().stream())
                .toList();
        Map<String, Value> info = node.get().info();
        Optional<Path> file = node.get().file();
        Map<String, Value> end;
        try {
            end = fromFile(wire, scan, file, info, channels)
                    .orElseGet(() -> aborted(why + file.map(Reaper::unseen).orElse(""), heard, channels));
        } catch (DataException e) {
            LOG.warn("the file of scan {} does not say how it ended: {}", scan, e.getMessage());
            end = aborted(why + ", and its file cannot be read: " + e.getMessage(), heard, channels);
        }
        Value said = Value.of(end);
        byte[][] mark = RedisSink.mark(
                Keys.END_SCAN, said.at("end_timestamp"), said.at("end_time_str").asText());
        if (ledger.update(wire, new Ledger.Lease(scan, token), Keys.END_ENDING, end, mark)) {
            LOG.warn("scan {} was ended: {}; {}", scan, said.at("end_reason"), why);
        }
    }

    /** Nobody who can see the file has come: whoever reads that must know that the file may say otherwise. */
    private static String unseen(Path file) {
        return Files.isRegularFile(file) ? "" : ", and its file " + file + " is not seen by " + ThisProcess.NAME;
    }

    private static Map<String, Value> aborted(String why, Instant heard, List<DataNode.Channel> channels) {
        Map<String, Long> points = new LinkedHashMap<>();
        channels.forEach(channel -> points.put(channel.fullname(), channel.length()));
        ZonedDateTime time = heard.atZone(ZoneId.systemDefault());
        return new ScanEnd(ScanState.ABORTED, "ABORTED: " + why, time, points).info();
    }

    /** How the file says that the scan ended, after the points that were missing were brought; empty if it does not. */
    private Optional<Map<String, Value>> fromFile(
            Wire wire, String scan, Optional<Path> file, Map<String, Value> info, List<DataNode.Channel> channels) {
        if (file.filter(Files::isRegularFile).isEmpty()) {
            return Optional.empty();
        }
        try (DataStore saved = files.apply(file.get())) {
            Map<String, Value> there = saved.node(scan).map(DataNode::info).orElse(Map.of());
            boolean ended = Optional.ofNullable(there.get("state"))
                    .flatMap(ScanState::of)
                    .filter(ScanState::ended)
                    .isPresent();
            if (!ended
                    || !Optional.ofNullable(there.get("scan_uid")).equals(Optional.ofNullable(info.get("scan_uid")))) {
                return Optional.empty();
            }
            new MissingPoints(wire, channels).bring(saved);
            Map<String, Value> end = new LinkedHashMap<>(there);
            end.entrySet()
                    .removeIf(each ->
                            !END.contains(each.getKey()) && each.getValue().equals(info.get(each.getKey())));
            return Optional.of(end);
        }
    }
}
