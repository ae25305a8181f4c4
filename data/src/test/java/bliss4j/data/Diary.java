package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.NdArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a follower told, and whether it kept the promises: each event once, parents first, dense, nothing after the end. */
public final class Diary {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<DataEvent> events = new ArrayList<>();

    /** Reads until so many scans have ended; an event that does not come within 30 s fails the test. */
    public Diary untilEnds(Follower follower, int ends) {
        return untilEnds(follower, ends, () -> {});
    }

    /** The same, with something to do after each event. */
    public Diary untilEnds(Follower follower, int ends, Runnable between) {
        int seen = 0;
        while (seen < ends) {
            DataEvent event = write(follower);
            between.run();
            seen += event instanceof DataEvent.EndScan ? 1 : 0;
        }
        return this;
    }

    /** Reads until a node of this name was told for the first time. */
    public Diary untilNode(Follower follower, String name) {
        boolean told = false;
        while (!told) {
            told = write(follower) instanceof DataEvent.NewNode fresh
                    && fresh.node().name().equals(name);
        }
        return this;
    }

    /** Reads until a channel's point with this index was told. */
    public Diary untilPoint(Follower follower, String channel, long index) {
        boolean told = false;
        while (!told) {
            told = write(follower) instanceof DataEvent.NewData data
                    && data.node().name().equals(channel)
                    && data.firstIndex() <= index
                    && index < data.firstIndex() + data.points().length();
        }
        return this;
    }

    /** Reads one event. */
    public Diary untilOne(Follower follower) {
        write(follower);
        return this;
    }

    /** Reads until the scan of this db_name has ended. */
    public Diary untilEndOf(Follower follower, String dbName) {
        boolean told = false;
        while (!told) {
            told = write(follower) instanceof DataEvent.EndScan end
                    && end.node().dbName().equals(dbName);
        }
        return this;
    }

    private DataEvent write(Follower follower) {
        Optional<DataEvent> event = follower.next(LIMIT);
        assertThat(event).as("next event after %s", events).isPresent();
        events.add(event.orElseThrow());
        return event.orElseThrow();
    }

    public List<DataEvent> events() {
        return events;
    }

    /** Label and name of each event. */
    public List<String> lines() {
        return events.stream()
                .map(event -> event.label() + " " + event.node().name())
                .toList();
    }

    /** All events but data, without order: what every follower of a scan gets alike. */
    public Set<String> structure() {
        Set<String> structure = new HashSet<>();
        for (DataEvent event : events) {
            if (!(event instanceof DataEvent.NewData)) {
                structure.add(event.label() + " " + event.node().dbName());
            }
        }
        return structure;
    }

    /** What was told, checked, as one line: the structure, and all points of each channel. */
    public String digest() {
        Map<String, NdArray> points = new TreeMap<>(checked());
        StringBuilder all = new StringBuilder();
        points.forEach((channel, values) ->
                all.append(channel).append(values.hashCode()).append(' '));
        return new TreeSet<>(structure()) + " " + all;
    }

    /** Checks the promises and gives what was told of each channel, joined. */
    public Map<String, NdArray> checked() {
        Set<String> nodes = new HashSet<>();
        Set<String> once = new HashSet<>();
        Set<String> ended = new HashSet<>();
        Map<String, List<NdArray>> data = new LinkedHashMap<>();
        Map<String, Long> next = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        events.forEach(event -> wanted.add(event.node().dbName()));
        for (DataEvent event : events) {
            String dbName = event.node().dbName();
            assertThat(ended).as("events after the end").noneMatch(scan -> (dbName + ":").startsWith(scan + ":"));
            if (event instanceof DataEvent.NewData points) {
                assertThat(nodes).as("new node before its data").contains(dbName);
                assertThat(points.firstIndex()).as("next index of %s", dbName).isEqualTo(next.getOrDefault(dbName, 0L));
                next.put(dbName, points.firstIndex() + points.points().length());
                data.computeIfAbsent(dbName, name -> new ArrayList<>()).add(points.points());
            } else {
                assertThat(once.add(event.label() + dbName))
                        .as("%s of %s comes once", event.label(), dbName)
                        .isTrue();
            }
            if (event instanceof DataEvent.NewNode fresh) {
                fresh.node()
                        .identity()
                        .parent()
                        .filter(wanted::contains)
                        .ifPresent(parent -> assertThat(nodes.contains(parent))
                                .as("%s is told before %s", parent, dbName)
                                .isTrue());
                nodes.add(dbName);
            }
            if (event instanceof DataEvent.EndScan) {
                ended.add(dbName);
            }
        }
        Map<String, NdArray> joined = new LinkedHashMap<>();
        data.forEach((channel, blocks) -> joined.put(channel, NdArray.concat(blocks)));
        return joined;
    }
}
