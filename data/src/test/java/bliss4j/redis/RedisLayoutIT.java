package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.data.DataNode;
import bliss4j.data.Diary;
import bliss4j.data.NodeFilter;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;

/** What stands in Redis, when, in which order, and for how long. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class RedisLayoutIT {
    private static final String SAMPLE1 = "test_session:mnt:c:tmp:sample1";
    private static final String SCAN = SAMPLE1 + ":1_ascan";
    private static final long DAY_S = 86_400;

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    private Object ask(Command command, String... arguments) {
        try (Wire wire = tree.server().openData()) {
            byte[][] bytes = new byte[arguments.length][];
            for (int i = 0; i < arguments.length; i++) {
                bytes[i] = Wire.utf8(arguments[i]);
            }
            Object reply = wire.call(command, bytes);
            return reply == null ? "nil" : reply;
        }
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        ((List<?>) ask(Command.KEYS, "*")).forEach(key -> keys.add(Wire.text(key)));
        keys.removeIf(key -> key.contains("/")); // those of the ledger, which no node can have
        return keys;
    }

    private long ttl(String key) {
        return (Long) ask(Command.TTL, key);
    }

    @Test
    void everythingIsWrittenBeforeItIsAnnouncedAndNothingAfterTheEnd() {
        List<String> commands = commandsOfAScan();
        int session = index(commands, "lua \"XADD\" \"test_session_children_list\" \"*\"");
        int announced = index(commands, "\"XADD\" \"" + SAMPLE1 + "_children_list\" \"*\"");
        int prepared = index(commands, "lua \"XADD\" \"" + SCAN + "_prepared\" \"*\"");
        int ended = index(commands, "lua \"XADD\" \"" + SCAN + "_end\" \"*\"");
        assertThat(List.of(session, announced, prepared, ended)).isSorted();
        for (DataNode node :
                tree.store().node(SCAN).orElseThrow().walk(NodeFilter.all()).toList()) {
            int complete = index(commands, "\"HSET\" \"" + node.dbName() + "\" ");
            assertThat(commands.get(complete)).endsWith("\"version\" \"v1.1\"");
            assertThat(complete)
                    .as("%s is complete before the scan is announced", node)
                    .isLessThan(announced);
        }
        List<String> between = commands.subList(announced, prepared);
        assertThat(between.stream()
                        .filter(line -> line.startsWith("\"XADD\""))
                        .map(line -> line.split("\"db_name\" ")[1]))
                .containsExactly(
                        "\"" + SCAN + "\"",
                        "\"" + SCAN + ":axis\"",
                        "\"" + SCAN + ":axis:roby\"",
                        "\"" + SCAN + ":axis:timer\"",
                        "\"" + SCAN + ":axis:timer:elapsed_time\"",
                        "\"" + SCAN + ":axis:timer:diode\"",
                        "\"" + SCAN + ":axis:timer:diode:diode\"");
        assertThat(commands.subList(prepared, ended))
                .filteredOn(line -> line.contains("_data\" "))
                .isNotEmpty();
        assertThat(commands.get(ended - 1))
                .startsWith("lua \"HSET\" \"" + SCAN + "_info\"")
                .contains("end_reason");
        assertThat(commands.subList(ended + 1, commands.size()))
                .allMatch(line -> line.startsWith("lua"))
                .noneMatch(line -> line.matches("lua \"(XADD|HSET)\" \"test_session.*"));
        assertThat(commands).noneMatch(line -> line.contains("MAXLEN"));
    }

    private List<String> commandsOfAScan() {
        try (Monitor monitor = Monitor.start(bliss4j.testing.RedisServer.address())) {
            SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
            return monitor.commands();
        }
    }

    private static int index(List<String> commands, String start) {
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no " + start + " in\n" + String.join("\n", commands));
    }

    @Test
    void containersAreCompleteBeforeTheyAreAnnounced() {
        List<String> commands = commandsOfAScan();
        int version = index(commands, "lua \"HSET\" \"" + SAMPLE1 + "\" \"version\" \"v1.1\"");
        int parent = index(commands, "lua \"HSET\" \"" + SAMPLE1 + "\" \"parent\" \"test_session\"");
        int announced = index(commands, "lua \"XADD\" \"test_session_children_list\" \"*\"");
        assertThat(List.of(parent, version, announced)).isSorted();
    }

    @Test
    void nothingOfARunningScanExpiresNorWhatIsAboveIt() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 2);
        SampleScans.point(scan, 0);
        new Diary().untilPoint(tree.follow(node -> node.dbName().contains("2_ascan")), "diode", 0);
        assertThat(keys())
                .filteredOn(key -> !key.contains("1_ascan"))
                .hasSizeGreaterThan(15)
                .allSatisfy(key -> assertThat(ttl(key)).as(key).isEqualTo(-1));
        scan.end(ScanState.DONE, "done");
    }

    @Test
    void afterTheEndAllKeysOfAScanExpireAtOnceAndWhatIsAboveItLater() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Set<String> keys = keys();
        TreeSet<Object> expiries = new TreeSet<>();
        keys.stream().filter(key -> key.startsWith(SCAN)).forEach(key -> expiries.add(ask(Command.PEXPIRETIME, key)));
        assertThat(expiries).hasSize(1);
        long expiry = (Long) expiries.first();
        assertThat(Duration.between(Instant.now(), Instant.ofEpochMilli(expiry)).toSeconds())
                .isBetween(DAY_S - 60, DAY_S);
        for (String key : List.of("test_session", "test_session_children_list", SAMPLE1, SAMPLE1 + "_children_list")) {
            assertThat((Long) ask(Command.PEXPIRETIME, key)).as(key).isGreaterThanOrEqualTo(expiry + 3_600_000);
        }
        assertThat(keys).hasSize(4 + 5 + 3 * 2 + 3 * 3);
    }

    @Test
    void entriesHoldAtMost1024PointsAndOneMegabyte() {
        ChannelDescription texts = SampleScans.channel("texts", DType.TEXT, Shape.SCALAR);
        ChannelDescription spectra = SampleScans.channel("spectra", DType.FLOAT64, Shape.of(10_000));
        ChannelDescription numbers = SampleScans.channel("numbers", DType.INT8, Shape.SCALAR);
        ScanPublisher scan =
                tree.start(SampleScans.detector(SampleScans.SAMPLE1, Optional.empty(), texts, spectra, numbers), 1);
        String[] long1 = new String[30];
        Arrays.fill(long1, "Ω".repeat(100_000));
        scan.append(1, Texts.of(long1), 1);
        scan.append(2, NdArray.empty(DType.FLOAT64, Shape.of(10_000)), 1);
        scan.append(2, Numbers.of(new double[40 * 10_000]).reshape(Shape.of(40, 10_000)), 1);
        scan.append(3, Numbers.of(new double[5000]).as(DType.INT8), 1);
        scan.end(ScanState.DONE, "done");
        checkEntries(SCAN + ":timer:detector:texts_data", 30);
        checkEntries(SCAN + ":timer:detector:spectra_data", 40);
        checkEntries(SCAN + ":timer:detector:numbers_data", 5000);
    }

    private void checkEntries(String key, int points) {
        int next = 0;
        for (Object entry : (List<?>) ask(Command.XRANGE, key, "-", "+")) {
            int count = Integer.parseInt(StreamReply.text((List<?>) entry, Keys.NPOINTS));
            assertThat(StreamReply.id((List<?>) entry)).isEqualTo((next + 1) + "-0");
            assertThat(count).isBetween(1, 1024);
            assertThat(StreamReply.bytes((List<?>) entry, Keys.DATA).length).isLessThan((1 << 20) + 1024);
            next += count;
        }
        assertThat(next).isEqualTo(points);
    }

    @Test
    void entriesAreNumberedAndTimed() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        Map<Long, String> bySequence = new TreeMap<>();
        for (String channel : List.of(":axis:roby", ":axis:timer:elapsed_time", ":axis:timer:diode:diode")) {
            for (Object entry : (List<?>) ask(Command.XRANGE, SCAN + channel + "_data", "-", "+")) {
                String sequence = StreamReply.text((List<?>) entry, Keys.SEQ);
                assertThat(bySequence.put(Long.parseLong(sequence), channel)).isNull();
                assertThat(StreamReply.text((List<?>) entry, Keys.TIME)).startsWith("17954208");
            }
        }
        assertThat(bySequence.keySet()).first().isEqualTo(1L);
        assertThat(bySequence).hasSizeGreaterThanOrEqualTo(3);
        assertThat(new TreeMap<>(bySequence).lastKey()).isEqualTo(bySequence.size());
        assertThat(bySequence.get(1L)).endsWith("elapsed_time");
    }

    @Test
    void walkAndGetNeverSearchTheDatabase() {
        tree.playExperiment();
        assertThat(tree.store().sessions())
                .hasSize(1); // the one question that searches: other writers register nowhere
        bliss4j.testing.RedisServer.command("CONFIG RESETSTAT");
        assertThat(tree.store().node("test_session").orElseThrow().walk(NodeFilter.all()))
                .hasSize(24);
        assertThat(tree.channel(SCAN + ":axis:roby").get(0, -1).length()).isEqualTo(10);
        assertThat(((DataNode.Scan) tree.store().node(SCAN).orElseThrow()).data())
                .hasSize(3);
        new Diary().untilEnds(tree.follow(NodeFilter.all()), 3);
        assertThat(Wire.text(ask(Command.INFO, "commandstats")))
                .contains("cmdstat_hmget", "cmdstat_xrange")
                .doesNotContain("cmdstat_keys", "cmdstat_scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ro:by", "ro/by", ""})
    void forbiddenNamesAreRefusedBeforeAnythingIsWritten(String name) {
        assertThatThrownBy(() -> SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty(), name, "diode"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name.isEmpty() ? "is empty" : "'" + name + "'");
        assertThatThrownBy(() -> SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty(), "roby", name))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ScanDirectory.of(name, "/mnt", "x")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ScanDirectory.of("test_session", "/mnt", "a:b"))
                .hasMessageContaining("'a:b'");
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"roby, roby_data", "timer_info, diode", "timer, timer_info", "timer_children_list, diode"})
    void namesThatAreAnothersKeyAreRefused(String motor, String counter) {
        // motors stand beside the timer, counters below it: only those beside each other can clash
        ScanDraft draft = SampleScans.draft(
                SampleScans.SAMPLE1,
                Optional.empty(),
                List.of(SampleScans.timer(
                        "timer",
                        SampleScans.timer(motor),
                        SampleScans.timer(counter),
                        SampleScans.timer(motor + "_end"))));
        assertThatThrownBy(() -> draft.numbered(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be made")
                .hasMessageContaining(motor);
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1_ascan, 1_ascan_info", "1_ascan_data_ref, 1_ascan", "1_ascan, 1_ascan"})
    void aScanThatWouldBeMixedUpWithWhatIsThereIsRefusedBeforeAnythingIsWritten(String there, String fresh) {
        ScanDirectory one = ScanDirectory.of("test_session", "/mnt", there);
        SampleScans.play(tree.ascan(one, 7));
        Map<String, String> before = state();
        ScanDirectory other = ScanDirectory.of("test_session", "/mnt", fresh);
        if (there.equals(fresh)) {
            other = ScanDirectory.of("test_session", "/mnt", "");
        }
        int number = there.equals(fresh) ? 1 : 8;
        ScanDraft draft = SampleScans.ascan(other, Optional.empty());
        assertThatThrownBy(() -> tree.server().checkNames(draft.numbered(number)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be made");
        ScanEnd end = tree.start(draft, number).end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("cannot be made");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void directoriesThatWouldBeMixedUpAreRefusedBeforeTheScanHasANumber() {
        SampleScans.play(tree.ascan(SampleScans.SAMPLE1, 1));
        for (String name : List.of("sample1_info", "sample1_children_list")) {
            ScanDraft draft = SampleScans.ascan(SampleScans.directory(name), Optional.empty());
            assertThatThrownBy(() -> tree.server().checkNames(draft))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("test_session:mnt:c:tmp:" + name);
        }
        tree.server().checkNames(SampleScans.ascan(SampleScans.SAMPLE1, Optional.empty()));
        tree.server().checkNames(SampleScans.ascan(SampleScans.directory("sample1_infos"), Optional.empty()));
    }

    /** Every key with its content, but not when it expires. */
    private Map<String, String> state() {
        Map<String, String> state = new HashMap<>();
        keys().forEach(key -> state.put(key, HexFormat.of().formatHex((byte[]) ask(Command.DUMP, key))));
        return state;
    }
}
