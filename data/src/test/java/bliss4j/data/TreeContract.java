package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.block.Value;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store answers about the tree: half of {@link StoreContract}. */
abstract class TreeContract {
    static final String SAMPLE1_SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";

    /** The store under test; the same one during a test. */
    protected abstract DataStore store();

    /** Starts a scan that the store shows, at the latest once the scan has ended. */
    protected abstract ScanPublisher start(ScanDescription scan);

    /** Where the scans of a directory are saved; only stores that read files need to say. */
    protected Optional<Path> file(ScanDirectory directory) {
        return Optional.empty();
    }

    ScanPublisher ascan(ScanDirectory directory, int number) {
        return start(SampleScans.ascan(directory, file(directory)).numbered(number));
    }

    final void playExperiment() {
        SampleScans.play(ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(ascan(SampleScans.SAMPLE1, 2));
        SampleScans.play(ascan(SampleScans.SAMPLE2, 1));
    }

    final DataNode.Channel channel(String dbName) {
        return (DataNode.Channel) store().node(dbName).orElseThrow();
    }

    private DataNode session() {
        return store().node("test_session").orElseThrow();
    }

    private static String tree(DataNode start, NodeFilter filter) {
        StringBuilder tree = new StringBuilder();
        start.walk(filter)
                .forEach(node -> tree.append("%-12s %-68s %s%n".formatted(node.name(), node.dbName(), node.type())));
        return tree.toString();
    }

    @Test
    void walkGivesThePagesNodesInThePagesOrder() {
        playExperiment();
        assertThat(tree(session(), NodeFilter.all())).isEqualTo("""
                test_session test_session                                                         container
                sample1      test_session:mnt:c:tmp:sample1                                       container
                1_ascan      test_session:mnt:c:tmp:sample1:1_ascan                               scan
                axis         test_session:mnt:c:tmp:sample1:1_ascan:axis                          None
                roby         test_session:mnt:c:tmp:sample1:1_ascan:axis:roby                     channel
                timer        test_session:mnt:c:tmp:sample1:1_ascan:axis:timer                    None
                elapsed_time test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:elapsed_time       channel
                diode        test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:diode              None
                diode        test_session:mnt:c:tmp:sample1:1_ascan:axis:timer:diode:diode        channel
                2_ascan      test_session:mnt:c:tmp:sample1:2_ascan                               scan
                axis         test_session:mnt:c:tmp:sample1:2_ascan:axis                          None
                roby         test_session:mnt:c:tmp:sample1:2_ascan:axis:roby                     channel
                timer        test_session:mnt:c:tmp:sample1:2_ascan:axis:timer                    None
                elapsed_time test_session:mnt:c:tmp:sample1:2_ascan:axis:timer:elapsed_time       channel
                diode        test_session:mnt:c:tmp:sample1:2_ascan:axis:timer:diode              None
                diode        test_session:mnt:c:tmp:sample1:2_ascan:axis:timer:diode:diode        channel
                sample2      test_session:mnt:c:tmp:sample2                                       container
                1_ascan      test_session:mnt:c:tmp:sample2:1_ascan                               scan
                axis         test_session:mnt:c:tmp:sample2:1_ascan:axis                          None
                roby         test_session:mnt:c:tmp:sample2:1_ascan:axis:roby                     channel
                timer        test_session:mnt:c:tmp:sample2:1_ascan:axis:timer                    None
                elapsed_time test_session:mnt:c:tmp:sample2:1_ascan:axis:timer:elapsed_time       channel
                diode        test_session:mnt:c:tmp:sample2:1_ascan:axis:timer:diode              None
                diode        test_session:mnt:c:tmp:sample2:1_ascan:axis:timer:diode:diode        channel
                """);
    }

    @Test
    void walkGoesBelowWhatDoesNotMatch() {
        playExperiment();
        assertThat(session().walk(NodeFilter.types(DataNode.SCAN)))
                .extracting(DataNode::name)
                .containsExactly("1_ascan", "2_ascan", "1_ascan");
        assertThat(session().walk(NodeFilter.types(DataNode.SCAN, DataNode.CHANNEL)))
                .extracting(DataNode::name)
                .startsWith("1_ascan", "roby", "elapsed_time", "diode", "2_ascan")
                .hasSize(12);
        assertThat(session()
                        .walk(node ->
                                node.dbName().contains("sample2") && node.name().equals("roby")))
                .extracting(DataNode::dbName)
                .containsExactly("test_session:mnt:c:tmp:sample2:1_ascan:axis:roby");
    }

    @Test
    void walkStartsAnywhere() {
        playExperiment();
        assertThat(channel(SAMPLE1_SCAN + ":axis:roby").walk(NodeFilter.all()))
                .extracting(DataNode::name)
                .containsExactly("roby");
        assertThat(store().node("test_session:mnt:c:tmp:sample2").orElseThrow().walk(NodeFilter.all()))
                .hasSize(8);
    }

    @Test
    void nodesLeavesGapsWhereThereIsNone() {
        playExperiment();
        List<Optional<DataNode>> nodes = store().nodes(
                        "test_session:mnt:c:tmp:sample1:1_ascan:axis:roby",
                        "test_session:mnt",
                        "test_session",
                        "nowhere",
                        "");
        assertThat(nodes.stream().map(node -> node.map(DataNode::name).orElse("-")))
                .containsExactly("roby", "-", "test_session", "-", "-");
        assertThat(store().nodes(List.of())).isEmpty();
        assertThat(store().node("test_session:mnt:c:tmp:sample1:1_ascan:axis:roby_data"))
                .isEmpty();
    }

    @Test
    void aNodeKnowsItsParentAndItsChildrenInTheOrderOfTheirCreation() {
        playExperiment();
        DataNode axis = store().node(SAMPLE1_SCAN + ":axis").orElseThrow();
        assertThat(axis.children()).extracting(DataNode::name).containsExactly("roby", "timer");
        assertThat(axis.lastChild().map(DataNode::name)).contains("timer");
        assertThat(axis.parent().map(DataNode::dbName)).contains(SAMPLE1_SCAN);
        DataNode sample1 = axis.parent().flatMap(DataNode::parent).orElseThrow();
        assertThat(sample1.dbName()).isEqualTo("test_session:mnt:c:tmp:sample1");
        assertThat(sample1.parent().map(DataNode::dbName)).contains("test_session");
        assertThat(session().parent()).isEmpty();
        assertThat(session().children()).extracting(DataNode::name).containsExactly("sample1", "sample2");
        assertThat(store().children(List.of(sample1, axis, session())))
                .extracting(List::size)
                .containsExactly(2, 2, 2);
        assertThat(store().children(List.of())).isEmpty();
        assertThat(channel(SAMPLE1_SCAN + ":axis:roby").children()).isEmpty();
    }

    @Test
    void sessionsAreListedByName() {
        ScanDirectory other = ScanDirectory.of("another", "/mnt/c/tmp", "another");
        SampleScans.play(ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(ascan(other, 1));
        assertThat(store().sessions()).extracting(DataNode::name).containsExactly("another", "test_session");
    }

    @Test
    void withoutTemplateItemsScansStandBelowTheSession() {
        ScanDirectory directory = ScanDirectory.of("test_session", "/mnt/c/tmp", "test_session/");
        SampleScans.play(ascan(directory, 3));
        assertThat(session().children()).extracting(DataNode::dbName).containsExactly("test_session:mnt:c:tmp:3_ascan");
        assertThat(session().children().getFirst().parent().map(DataNode::name)).contains("test_session");
    }

    @Test
    void infoIsGivenBackAsItWas() {
        Map<String, Value> info = new LinkedHashMap<>();
        info.put("none", Value.nothing());
        info.put("nan", Value.of(Double.NaN));
        info.put("infinite", Value.of(Double.NEGATIVE_INFINITY));
        info.put("big", Value.of(Long.MIN_VALUE));
        info.put("unicode", Value.of("Ω µm 𝄞 \"quoted\"\nnext"));
        info.put("empty", Value.of(""));
        info.put("flags", Value.tuple(Value.of(true), Value.of(false)));
        info.put("nested", Value.of(Map.of("µ", Value.of(Map.of("deep", Value.list(Value.of(1), Value.nothing()))))));
        info.put("kein Name: [*]?", Value.of(1));
        info.put("position", Value.of(Numbers.of(1.5, Double.NaN)));
        ScanDraft draft = SampleScans.ascan(SampleScans.SAMPLE1, file(SampleScans.SAMPLE1));
        ScanDraft more =
                new ScanDraft(draft.directory(), draft.name(), draft.start(), draft.file(), draft.devices(), info);
        ScanPublisher scan = start(more.numbered(7));
        scan.prepared(Map.of("late", Value.of("known when prepared")));
        scan.end(ScanState.ABORTED, "stopped by hand");

        DataNode.Scan node = (DataNode.Scan)
                store().node("test_session:mnt:c:tmp:sample1:7_ascan").orElseThrow();
        assertThat(node.info()).containsAllEntriesOf(info).containsEntry("late", Value.of("known when prepared"));
        assertThat(node.info())
                .containsEntry("scan_nb", Value.of(7))
                .containsEntry("node_name", Value.of(node.dbName()));
        assertThat(node.info()).containsEntry("end_reason", Value.of("stopped by hand"));
        assertThat(node.state()).contains(ScanState.ABORTED);
        assertThat(session().info()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with spaces ",
                "*",
                "[a-c]",
                "?",
                "Ωµ𝄞",
                "0001",
                "1e3",
                "nan",
                "True",
                "None",
                "a\\b",
                "\"quoted\"",
                "it's",
                "{x}",
                "%s",
                "_info",
                "x_infox",
                "-1",
                "a.b",
                "#"
            })
    void everyNameWorksAsItIs(String name) {
        ScanDirectory directory = SampleScans.directory(name);
        SampleScans.play(start(
                SampleScans.ascan(directory, file(directory), name, name + "2").numbered(1)));
        assertThat(session().walk(NodeFilter.all()).map(DataNode::name))
                .containsExactly(
                        "test_session", name, "1_ascan", "axis", name, "timer", "elapsed_time", name + "2", name + "2");
        String dbName = "test_session:mnt:c:tmp:" + name + ":1_ascan:axis:" + name;
        assertThat(channel(dbName).get(-1)).contains(Numbers.scalar(9));
        assertThat(channel(dbName).fullname()).isEqualTo("axis:" + name);
    }
}
