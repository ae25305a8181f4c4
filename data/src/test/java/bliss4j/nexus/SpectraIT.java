package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.memory.MemoryStore;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.DeviceDescription;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.SavedPoints;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanSink;
import bliss4j.testing.LeakCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spectra whose length differs from point to point (ruling "padding"), in the file and beside it. */
@ExtendWith(LeakCheck.class)
class SpectraIT {
    private static final String SCAN = "test_session:data:x:sample1:1_loopscan";
    private static final String DATASET = "/1_loopscan/measurement/test-samp:test-samp_samples";
    private static final int SAMPLES = 3;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data.h5");
    }

    /** A counter in SAMPLES mode: its mean, and what it read at each point. */
    private ScanDraft draft(DType dtype, int length, int deflate) {
        ChannelDescription mean = ChannelDescription.scalar("test-samp", "test-samp:test-samp");
        ChannelDescription samples = new ChannelDescription(
                "test-samp_samples", "test-samp:test-samp_samples", dtype, Shape.of(length), Optional.of("V"), true);
        DeviceDescription timer = DemoScan.timer(DemoScan.detector("test-samp", mean, samples));
        ScanDraft draft = DemoScan.draft(file(), "loopscan", List.of(timer), DemoScan.info());
        return new ScanDraft(
                draft.directory(), draft.name(), draft.start(), draft.file(), draft.devices(), draft.info(), deflate);
    }

    private static Numbers spectrum(DType dtype, int point, int length) {
        long[] items = new long[length];
        for (int i = 0; i < length; i++) {
            items[i] = 100L * point + i;
        }
        return Numbers.of(dtype, items).reshape(Shape.of(1, length));
    }

    /** Runs it with one spectrum of each length, and gives the store of what was published. */
    private MemoryStore run(ScanDraft draft, DType dtype, int... lengths) {
        MemoryStore live = new MemoryStore();
        NexusFiles.Claim claim = NexusFiles.claim(file(), draft.name(), "test_session", DemoScan.NEXT);
        ScanPublisher scan = Publication.start(
                draft.numbered(claim.number()),
                Optional.of(claim.sink()),
                Optional.of(live.sink()),
                LaneLimits.DEFAULT);
        for (int i = 0; i < lengths.length; i++) {
            DemoScan.append(scan, 0, Numbers.of(0.1 * i));
            DemoScan.append(scan, 1, Numbers.of(1.7e9 + i));
            DemoScan.append(scan, 2, Numbers.of((double) i));
            DemoScan.append(scan, SAMPLES, spectrum(dtype, i, lengths[i]));
        }
        assertThat(scan.end(ScanState.DONE, "done").reason()).isEqualTo("done");
        return live;
    }

    private static NdArray samples(bliss4j.data.DataStore store) {
        DataNode.Scan scan = (DataNode.Scan) store.node(SCAN).orElseThrow();
        return java.util.Objects.requireNonNull(scan.data().get("test-samp_samples"));
    }

    @Test
    void f70SampCntModeSamples() {
        MemoryStore live = run(draft(DType.FLOAT64, 1, 0), DType.FLOAT64, 3, 5, 20);

        NdArray published = samples(live);
        assertThat(published.shape()).isEqualTo(Shape.of(3, 20));
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(samples(store)).isEqualTo(published);
        }
        Value seen = FileSeen.tree(file()).at(DATASET);
        assertThat(seen.at("shape").toString()).isEqualTo("[3, 20]");
        assertThat(seen.at("dtype").asText()).isEqualTo("float64");
        assertThat(seen.at("attributes").at("units").asText()).isEqualTo("V");
        assertThat(seen.at("attributes").at("interpretation").asText()).isEqualTo("spectrum");
        List<Value> second = seen.at("value").asList().get(1).asList();
        assertThat(second.subList(0, 5).toString()).isEqualTo("[100.0, 101.0, 102.0, 103.0, 104.0]");
        assertThat(second.subList(5, 20)).allMatch(Value.of("nan")::equals);
        assertThat(FileSeen.tree(file()).asMap().keySet().toString()).doesNotContain("widened");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void integersBecomeFloatsOnceTheirLengthsDiffer(int deflate) {
        MemoryStore live = run(draft(DType.UINT16, 100, deflate), DType.UINT16, 100, 100, 30, 120, 100);
        NdArray published = samples(live);
        assertThat(published.dtype()).isEqualTo(DType.FLOAT64);
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(samples(store)).isEqualTo(published);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void integersOfOneLengthStayIntegers(int deflate) {
        run(draft(DType.UINT16, 100, deflate), DType.UINT16, 100, 100, 100);
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(samples(store).dtype()).isEqualTo(DType.UINT16);
            assertThat(samples(store).shape()).isEqualTo(Shape.of(3, 100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void longFloatsMayBecomeLongerAndShorterAgain(int deflate) {
        MemoryStore live = run(draft(DType.FLOAT32, 300, deflate), DType.FLOAT32, 300, 300, 700, 1, 2000, 300);
        NdArray published = samples(live);
        assertThat(published.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(published.shape()).isEqualTo(Shape.of(6, 2000));
        try (NexusStore store = NexusStore.open(file())) {
            assertThat(samples(store)).isEqualTo(published);
        }
    }

    /** Redis that was away must get them as it would have got them at once. */
    @Test
    void whatIsReadBackForRedisIsAsItWasPublished() {
        ScanDraft draft = draft(DType.UINT16, 4, 0);
        try (NexusFiles.Claim claim = NexusFiles.claim(file(), "loopscan", "test_session", DemoScan.NEXT)) {
            ScanSink sink = claim.sink();
            ScanDescription scan = draft.numbered(claim.number());
            sink.announce(scan);
            int[] lengths = {4, 4, 2, 2, 7, 0, 4};
            List<NdArray> published = new ArrayList<>();
            for (int i = 0; i < lengths.length; i++) {
                published.add(spectrum(DType.UINT16, i, lengths[i]));
                sink.append(List.of(new ScanSink.Points(SAMPLES, i, published.getLast(), 0)));
            }
            List<NdArray> read = new ArrayList<>();
            for (long next = 0; next < lengths.length; ) {
                NdArray rows = ((SavedPoints) sink).read(SAMPLES, next, lengths.length);
                for (int i = 0; i < rows.length(); i++) {
                    read.add(rows.slice(i, i + 1));
                }
                next += rows.length();
            }
            assertThat(read).isEqualTo(published);
        }
    }

    @Test
    void spectraMayBePackedAndGrowInBothDimensions() {
        run(draft(DType.UINT16, 100, 6), DType.UINT16, 100);
        String described = bliss4j.testing.Oracles.program("h5dump", "-p", "-H", "-d", DATASET, file());
        assertThat(described)
                .contains("COMPRESSION DEFLATE { LEVEL 6 }")
                .contains("( 1, 100 ) / ( H5S_UNLIMITED, H5S_UNLIMITED )");
        String counter = bliss4j.testing.Oracles.program(
                "h5dump", "-p", "-H", "-d", "/1_loopscan/measurement/timer:elapsed_time", file());
        assertThat(counter).doesNotContain("DEFLATE");
    }
}
