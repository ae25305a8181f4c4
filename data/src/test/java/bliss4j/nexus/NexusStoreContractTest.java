package bliss4j.nexus;

import bliss4j.data.DataStore;
import bliss4j.data.ScanDirectory;
import bliss4j.data.StoreContract;
import bliss4j.nexus.NexusFiles.Claim;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    @AfterEach
    void close() {
        opened.forEach(NexusStore::close);
    }
}
