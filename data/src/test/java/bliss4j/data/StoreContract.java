package bliss4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link DataStore} answers. A store's test extends this, says where the store is, which holds nothing at the
 * start of each test, and how a scan gets into it.
 */
public abstract class StoreContract extends TreeContract {
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
