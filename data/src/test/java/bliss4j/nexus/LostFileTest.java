package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.memory.MemoryStore;
import bliss4j.publish.LaneLimits;
import bliss4j.publish.Publication;
import bliss4j.publish.PublishException;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What others do to the file of a running scan is noticed at the next flush; the points are where they are followed. */
@ExtendWith(LeakCheck.class)
class LostFileTest {
    @TempDir
    Path directory;

    private final MemoryStore live = new MemoryStore();

    private Path file() {
        return directory.resolve("sample1/data.h5");
    }

    private ScanPublisher start() {
        ScanDraft draft = DemoScan.draft(file());
        NexusFiles.Claim claim = NexusFiles.claim(file(), draft.name(), "test_session", DemoScan.NEXT);
        return Publication.start(
                draft.numbered(claim.number()),
                Optional.of(claim.sink()),
                Optional.of(live.sink()),
                LaneLimits.DEFAULT);
    }

    private static void untilItIsNoticed(ScanPublisher scan) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !scan.degraded().isEmpty());
    }

    private void failed(ScanPublisher scan, String why) {
        untilItIsNoticed(scan);
        assertThatThrownBy(() -> DemoScan.point(scan, 1, 1))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(file() + why);
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains(file() + why);
        DataNode.Scan followed =
                (DataNode.Scan) live.node(scan.description().scan().dbName()).orElseThrow();
        assertThat(followed.state()).contains(ScanState.FAILED);
        // also the one that the file refused
        assertThat(Objects.requireNonNull(followed.data().get("roby")).length()).isEqualTo(2);
    }

    @Test
    void aFileThatWasRemovedIsNamed() throws IOException {
        ScanPublisher scan = start();
        Files.delete(file());
        DemoScan.point(scan, 0, 0);
        failed(scan, " was removed while a scan wrote it");
        DemoScan.run(DemoScan.draft(file()), 3); // the next one makes a new file
    }

    @Test
    void aFileThatWasReplacedIsNamedAndTheOtherIsNotTouched() throws IOException {
        ScanPublisher scan = start();
        Path other = Files.writeString(directory.resolve("other"), "no HDF5");
        Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
        DemoScan.point(scan, 0, 0);
        failed(scan, " was replaced by another file while a scan wrote it");
        assertThat(file()).hasContent("no HDF5");
    }

    @Test
    void aDirectoryThatWasRemovedIsNamed() throws IOException {
        ScanPublisher scan = start();
        Files.delete(file());
        Files.delete(file().resolveSibling(".data.h5.lock"));
        Files.delete(file().getParent());
        DemoScan.point(scan, 0, 0);
        failed(scan, " was removed while a scan wrote it");
    }

    @Test
    void aFileRemovedBeforeTheEndIsNoticedThere() throws IOException {
        ScanPublisher scan = start();
        Files.delete(file());
        ScanEnd end = scan.end(ScanState.DONE, "done");
        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains(" was removed while a scan wrote it");
    }

    @Test
    void aDirectoryInTheWayIsNamed() throws IOException {
        Files.createDirectories(file());
        assertThatThrownBy(this::start).isInstanceOf(DataException.class).hasMessageContaining("data.h5");
    }
}
