package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.block.Value;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link DataStore} answers. A store's test extends this, says where the store is, which holds nothing at the
 * start of each test, and how a scan gets into it.
 */
public abstract class StoreContract {
    private static final String SAMPLE1_SCAN = "test_session:mnt:c:tmp:sample1:1_ascan";

    /** The store under test; the same one during a test. */
    protected abstract DataStore store();

    /** Starts a scan that the store shows, at the latest once the scan has ended. */
    protected abstract ScanPublisher start(ScanDescription scan);

    /** Where the scans of a directory are saved; only stores that read files need to say. */
    protected Optional<Path> file(ScanDirectory directory) {
        return Optional.empty();
    }

    private ScanPublisher ascan(ScanDirectory directory, int number) {
        return start(SampleScans.ascan(directory, file(directory)).numbered(number));
    }

    private void playExperiment() {
        SampleScans.play(ascan(SampleScans.SAMPLE1, 1));
        SampleScans.play(ascan(SampleScans.SAMPLE1, 2));
        SampleScans.play(ascan(SampleScans.SAMPLE2, 1));
    }

    /** Publishes a scan of one detector, block by block. */
    private DataNode.Channel publish(ChannelDescription channel, NdArray... blocks) {
        ScanDraft draft = SampleScans.detector(SampleScans.SAMPLE1, file(SampleScans.SAMPLE1), channel);
        ScanPublisher scan = start(draft.numbered(1));
        scan.prepared(Map.of());
        for (NdArray block : blocks) {
            scan.append(1, block, 1_795_420_800_000_000_000L);
        }
        scan.end(ScanState.DONE, "done");
        return channel(SAMPLE1_SCAN + ":timer:detector:" + channel.name());
    }

    private DataNode.Channel channel(String dbName) {
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

    @Test
    void aChannelSaysWhatItIs() {
        playExperiment();
        DataNode.Channel roby = channel(SAMPLE1_SCAN + ":axis:roby");
        assertThat(roby.fullname()).isEqualTo("axis:roby");
        assertThat(roby.unit()).contains("mm");
        assertThat(roby.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(roby.shape()).isEqualTo(Shape.SCALAR);
        assertThat(roby.length()).isEqualTo(10);
        assertThat(channel(SAMPLE1_SCAN + ":axis:timer:diode:diode").unit()).isEmpty();
    }

    @Test
    void getGivesOnePointOrARange() {
        playExperiment();
        DataNode.Channel roby = channel(SAMPLE1_SCAN + ":axis:roby");
        assertThat(roby.get(0)).contains(Numbers.scalar(0));
        assertThat(roby.get(7)).contains(Numbers.scalar(7));
        assertThat(roby.get(-1)).contains(Numbers.scalar(9));
        assertThat(roby.get(10)).isEmpty();
        assertThat(roby.get(Long.MAX_VALUE - 1)).isEmpty();
        assertThat(roby.get(2, 5)).isEqualTo(Numbers.of(2.0, 3, 4));
        assertThat(roby.get(7, -1)).isEqualTo(Numbers.of(7.0, 8, 9));
        assertThat(roby.get(0, -1)).isEqualTo(Numbers.of(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(roby.get(8, 100)).isEqualTo(Numbers.of(8.0, 9));
        assertThat(List.of(roby.get(0, 0), roby.get(4, 4), roby.get(10, 10), roby.get(10, -1), roby.get(12, 20)))
                .containsOnly(NdArray.empty(DType.FLOAT64, Shape.SCALAR));
    }

    @Test
    void otherNegativeIndicesAreRefused() {
        playExperiment();
        DataNode.Channel roby = channel(SAMPLE1_SCAN + ":axis:roby");
        assertThatThrownBy(() -> roby.get(-2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("-2")
                .hasMessageContaining(roby.dbName());
        assertThatThrownBy(() -> roby.get(-1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> roby.get(0, -2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void manyRangesAreReadAtOnce() {
        playExperiment();
        DataNode.Channel roby = channel(SAMPLE1_SCAN + ":axis:roby");
        DataNode.Channel diode = channel(SAMPLE1_SCAN + ":axis:timer:diode:diode");
        assertThat(store().read(List.of(
                        new PointRange(roby, 1, 3),
                        new PointRange(diode, 0, 2),
                        new PointRange(roby, 5, PointRange.END))))
                .isEqualTo(List.of(Numbers.of(1.0, 2), Numbers.of(70.0, 67), Numbers.of(5.0, 6, 7, 8, 9)));
        assertThat(store().lengths(List.of(roby, diode))).containsExactly(10L, 10L);
        assertThat(store().read(List.of())).isEmpty();
        assertThat(store().lengths(List.of())).isEmpty();
    }

    @Test
    void aChannelWithoutPointsIsEmpty() {
        DataNode.Channel spectrum = publish(SampleScans.channel("mca", DType.UINT16, Shape.of(4)));
        assertThat(spectrum.length()).isZero();
        assertThat(spectrum.get(-1)).isEmpty();
        assertThat(spectrum.get(0)).isEmpty();
        assertThat(spectrum.get(0, -1)).isEqualTo(NdArray.empty(DType.UINT16, Shape.of(4)));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
    void numbersOfEveryTypeKeepTheirTypeAndValue(DType dtype) {
        Numbers extremes = dtype.isFloat()
                ? Numbers.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1e-30, 16777216)
                        .as(dtype)
                : Numbers.of(dtype, 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE);
        if (dtype == DType.BOOL) {
            extremes = Numbers.of(dtype, 1, 0, 1, 1, 0);
        }
        DataNode.Channel channel = publish(
                SampleScans.channel("c", dtype, Shape.SCALAR),
                extremes.slice(0, 1),
                extremes.slice(1, 4),
                extremes.slice(4, 5));
        assertThat(channel.dtype()).isEqualTo(dtype);
        assertThat(channel.get(0, -1)).isEqualTo(extremes);
        for (int i = 0; i < 5; i++) {
            assertThat(channel.get(i)).contains(extremes.row(i));
        }
    }

    @Test
    void textsAreOfAnyLength() {
        Texts texts = Texts.of("", "roby", "Ω\n𝄞", "x".repeat(5000), "0001", "None");
        DataNode.Channel channel =
                publish(SampleScans.channel("comment", DType.TEXT, Shape.SCALAR), texts.slice(0, 1), texts.slice(1, 6));
        assertThat(channel.dtype()).isEqualTo(DType.TEXT);
        assertThat(channel.get(0, -1)).isEqualTo(texts);
        assertThat(channel.get(2)).contains(texts.row(2));
        assertThat(channel.get(0)).contains(texts.row(0));
    }

    @Test
    void spectraOfOneLengthKeepTheirType() {
        Numbers spectra = Numbers.of(DType.INT32, 1, 2, 3, 4, 5, 6, -7, 8).reshape(Shape.of(4, 2));
        DataNode.Channel channel =
                publish(SampleScans.channel("mca", DType.INT32, Shape.of(2)), spectra.slice(0, 1), spectra.slice(1, 4));
        assertThat(channel.shape()).isEqualTo(Shape.of(2));
        assertThat(channel.get(0, -1)).isEqualTo(spectra);
        assertThat(channel.get(-1)).contains(Numbers.of(DType.INT32, -7, 8));
        assertThat(channel.get(1, 3)).isEqualTo(spectra.slice(1, 3));
    }

    @Test
    void spectraOfUnequalLengthAreFilledUpWithNan() {
        DataNode.Channel channel = publish(
                SampleScans.channel("samples", DType.FLOAT64, Shape.of(2)),
                Numbers.of(1.0, 2).reshape(Shape.of(1, 2)),
                Numbers.of(3.0, 4, 5).reshape(Shape.of(1, 3)),
                Numbers.of(6.0).reshape(Shape.of(1, 1)));
        double nan = Double.NaN;
        assertThat(channel.get(0, -1))
                .isEqualTo(Numbers.of(1.0, 2, nan, 3, 4, 5, 6, nan, nan).reshape(Shape.of(3, 3)));
        assertThat(channel.length()).isEqualTo(3);
    }

    @Test
    void smallImagesByValueKeepTheirShape() {
        Numbers images =
                Numbers.of(DType.UINT8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).reshape(Shape.of(2, 2, 3));
        DataNode.Channel channel = publish(SampleScans.channel("roi", DType.UINT8, Shape.of(2, 3)), images);
        assertThat(channel.get(0, -1)).isEqualTo(images);
        assertThat(channel.get(1)).contains(images.row(1));
    }

    @Test
    void aScansDataAreFoundByName() {
        playExperiment();
        DataNode.Scan scan = (DataNode.Scan) store().node(SAMPLE1_SCAN).orElseThrow();
        Map<String, NdArray> data = scan.data();
        assertThat(data.keySet()).containsExactly("roby", "elapsed_time", "diode");
        assertThat(data.get("diode")).isEqualTo(Numbers.of(70.0, 67, 64, 61, 58, 55, 52, 49, 46, 43));
    }

    @Test
    void namesThatOccurTwiceAreLengthened() {
        List<DeviceDescription> masters = List.of(SampleScans.timer("timer"), SampleScans.timer("timer2"));
        ScanPublisher scan = start(SampleScans.draft(SampleScans.SAMPLE1, file(SampleScans.SAMPLE1), masters)
                .numbered(1));
        scan.append(0, Numbers.of(1.0), 1);
        scan.append(1, Numbers.of(2.0, 3.0), 1);
        scan.end(ScanState.DONE, "done");
        Map<String, NdArray> data = ((DataNode.Scan) store().node(SAMPLE1_SCAN).orElseThrow()).data();
        assertThat(data)
                .containsExactly(
                        Map.entry("elapsed_time", Numbers.of(1.0)),
                        Map.entry("timer2:elapsed_time", Numbers.of(2.0, 3)));
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

    @Test
    void aLongRunOfPointsOfAllBlockSizesIsDense() {
        double[] all = new double[5000];
        Arrays.setAll(all, i -> i / 3.0);
        Numbers points = Numbers.of(all);
        ScanDraft draft = SampleScans.detector(
                SampleScans.SAMPLE1, file(SampleScans.SAMPLE1), SampleScans.channel("c", DType.FLOAT64, Shape.SCALAR));
        ScanPublisher scan = start(draft.numbered(1));
        int size = 1;
        for (int from = 0; from < all.length; from += size, size = size * 3 % 1999 + 1) {
            scan.append(1, points.slice(from, Math.min(from + size, all.length)), 1);
        }
        scan.end(ScanState.DONE, "done");
        DataNode.Channel channel = channel(SAMPLE1_SCAN + ":timer:detector:c");
        assertThat(channel.length()).isEqualTo(5000);
        assertThat(channel.get(0, -1)).isEqualTo(points);
        for (int i = 0; i < 5000; i += 617) {
            assertThat(channel.get(i)).contains(points.row(i));
            assertThat(channel.get(i, i + 700)).isEqualTo(points.slice(i, Math.min(i + 700, 5000)));
        }
    }
}
