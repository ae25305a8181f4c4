package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.data.DataStore;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanDirectory;
import bliss4j.data.ScanState;
import bliss4j.data.StoreContract;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The files of the scans that a test publishes, as a store. */
class NexusStoreContractTest extends StoreContract {
    @TempDir
    Path folder;

    private final Set<Path> files = new LinkedHashSet<>();
    private final List<NexusStore> opened = new ArrayList<>();

    @Override
    protected DataStore store() {
        NexusStore store = NexusStore.open(List.copyOf(files));
        opened.add(store);
        return store;
    }

    @Override
    protected Optional<Path> file(ScanDirectory directory) {
        return Optional.of(folder.resolve(
                directory.containers().size() + directory.parent().name().hashCode() + ".h5"));
    }

    @Override
    protected ScanPublisher start(ScanDescription scan) {
        Path file = scan.draft().file().orElseThrow();
        files.add(file);
        Claim claim = NexusFiles.claim(file, scan.draft().name(), "test_session", floor -> scan.number());
        return Publication.start(scan, Optional.of(claim.sink()), Optional.empty(), LaneLimits.DEFAULT);
    }

    /** Files cannot hold them yet (docs/adr/0004): the scan fails and says why, and keeps what fits. */
    @Override
    protected void unequalSpectra() {
        ChannelDescription samples = SampleScans.channel("samples", DType.FLOAT64, Shape.of(2));
        ScanDraft draft = SampleScans.detector(SampleScans.SAMPLE1, file(SampleScans.SAMPLE1), samples);
        ScanPublisher scan = start(draft.numbered(1));
        scan.prepared(Map.of());
        scan.append(1, Numbers.of(1.0, 2).reshape(Shape.of(1, 2)), 0);
        scan.append(1, Numbers.of(3.0, 4, 5).reshape(Shape.of(1, 3)), 0);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("detector:samples", "(3,)", "(2,)");
    }

    @AfterEach
    void close() {
        opened.forEach(NexusStore::close);
    }
}
