package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.data.DataNode;
import bliss4j.data.ScanState;
import bliss4j.folder.FileRules;
import bliss4j.hdf5.H5File;
import bliss4j.publish.ChannelDescription;
import bliss4j.publish.PublishException;
import bliss4j.publish.ScanDescription;
import bliss4j.publish.ScanDraft;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanPublisher;
import bliss4j.publish.ScanSink;
import bliss4j.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class NexusFilesTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("test_session/sample1/data.h5");
    }

    private NexusFiles.Claim claim(Path file) {
        return NexusFiles.claim(
                file, "ascan", "test_session", DemoScan.NEXT, FileRules.DEFAULT.waiting(Duration.ofMillis(200)));
    }

    private static <T> List<T> inThreads(int threads, Callable<T> work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void numbersGoOnAfterTheHighestEntry() {
        assertThat(NexusFiles.highestNumber(file())).isZero();
        DemoScan.run(DemoScan.draft(file()), 1);
        DemoScan.run(DemoScan.draft(file()), 1);
        try (H5File plain = H5File.openForAppend(file())) {
            for (String other : List.of("7_ct", "notes", "_x", "8", "9.1_ascan", "99999999999999999999_x", "x_10")) {
                plain.root().createGroup(other);
            }
        }

        assertThat(NexusFiles.highestNumber(file())).isEqualTo(7);
        try (NexusFiles.Claim claim = claim(file())) {
            assertThat(claim.number()).isEqualTo(8);
        }
    }

    @Test
    void aNumberThatIsTakenIsAskedForAgain() {
        AtomicInteger counter = new AtomicInteger();
        DemoScan.run(DemoScan.draft(file()), 1);
        try (NexusFiles.Claim claim = NexusFiles.claim(file(), "ascan", "s", floor -> counter.incrementAndGet())) {
            assertThat(claim.number()).isEqualTo(2);
        }
        assertThatThrownBy(() -> NexusFiles.claim(file(), "ascan", "s", floor -> 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no free scan number");
        assertThatThrownBy(() -> NexusFiles.claim(file(), "ascan", "s", floor -> 1L << 40))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("out of range");
    }

    @Test
    void threadsThatClaimAtOnceGetEveryNumberOnce() throws InterruptedException, ExecutionException {
        int threads = 8;
        int each = 10;
        List<List<Integer>> numbers = inThreads(threads, () -> {
            List<Integer> mine = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                try (NexusFiles.Claim claim = NexusFiles.claim(file(), "ascan", "s", DemoScan.NEXT)) {
                    mine.add(claim.number());
                }
            }
            return mine;
        });
        assertThat(numbers.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, threads * each).boxed().toList());
        assertThat(NexusFiles.highestNumber(file())).isEqualTo(threads * each);
    }

    @Test
    void twoScansRunInOneFileAtOnce() throws InterruptedException, ExecutionException {
        List<Numbers> diodes = inThreads(2, () -> DemoScan.run(DemoScan.draft(file()), 300));

        try (NexusStore store = NexusStore.open(file())) {
            for (String name : List.of("1_ascan", "2_ascan")) {
                DataNode.Scan scan = (DataNode.Scan)
                        store.node("test_session:data:x:sample1:" + name).orElseThrow();
                assertThat(scan.state()).contains(ScanState.DONE);
                assertThat(scan.data().get("diode")).isIn(diodes);
                assertThat(scan.data().values()).hasSize(3).allMatch(points -> points.length() == 300);
            }
        }
    }

    @Test
    void aFileThatIsNoHdf5StopsTheScan() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "not HDF5");
        assertThatThrownBy(() -> claim(file()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file().toString());
        assertThatThrownBy(() -> NexusFiles.highestNumber(file())).isInstanceOf(DataException.class);
        assertThat(file()).hasContent("not HDF5");

        Files.delete(file());
        try (NexusFiles.Claim claim = claim(file())) {
            assertThat(claim.number()).isEqualTo(1);
        }
    }

    @Test
    void aTruncatedFileStopsTheScan() throws IOException {
        DemoScan.run(DemoScan.draft(file()), 10);
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> claim(file()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> NexusStore.open(file())).isInstanceOf(DataException.class);
    }

    /** A2.24: directories are made on demand; a file in their way is an error. */
    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        Path blocker = Files.writeString(directory.resolve("blocker"), "");
        assertThatThrownBy(() -> claim(blocker.resolve("deep/data.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(blocker + " is a file");

        Path folder = Files.createDirectories(directory.resolve("data.h5"));
        assertThatThrownBy(() -> claim(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void anAbandonedClaimLeavesTheFileToOthers() throws IOException {
        NexusFiles.Claim claim = claim(file());
        Path side = file().resolveSibling(".data.h5.lock");
        assertThat(side)
                .content()
                .contains("session 'test_session'")
                .contains("process " + ProcessHandle.current().pid())
                .contains(" since ");
        claim.abandon();
        claim.abandon();
        assertThat(side).isEmptyFile();

        assertThatThrownBy(() -> NexusFiles.claim(file(), "ascan", "s", floor -> {
                    throw new IllegalStateException("no counter");
                }))
                .hasMessage("no counter");
        DemoScan.run(DemoScan.draft(file()), 1);
        assertThat(NexusFiles.highestNumber(file())).isEqualTo(2);
    }

    @Test
    void anImageOfAnotherShapeIsRefusedByName() {
        ChannelDescription image =
                new ChannelDescription("s", "simu1:s", DType.INT32, Shape.of(1, 3), Optional.empty(), true);
        ScanDraft draft = DemoScan.draft(
                file(), "ct", List.of(DemoScan.timer(DemoScan.detector("simu1", image))), DemoScan.info());
        ScanPublisher scan = DemoScan.start(draft);
        DemoScan.append(scan, 2, Numbers.of(DType.INT32, 1, 2, 3).reshape(Shape.of(1, 1, 3)));
        DemoScan.append(scan, 2, Numbers.of(DType.INT32, 1, 2).reshape(Shape.of(1, 1, 2)));
        ScanEnd end = scan.end(ScanState.DONE, "done");

        assertThat(end.state()).isEqualTo(ScanState.FAILED);
        assertThat(end.reason()).contains("simu1:s").contains("(1, 2)").contains("(1, 3)");
        try (NexusFiles.Claim claim = claim(file())) {
            assertThat(claim.number()).isEqualTo(2);
        }
    }

    @Test
    void pointsThatDoNotFollowAreRefused() {
        NexusFiles.Claim claim = claim(file());
        ScanDescription scan = DemoScan.draft(file()).numbered(claim.number());
        try (claim) {
            claim.sink().announce(scan);
            Numbers rows = Numbers.of(1.0, 2.0);
            claim.sink().append(List.of(new ScanSink.Points(0, 0, rows, 0)));
            assertThatThrownBy(() -> claim.sink().append(List.of(new ScanSink.Points(0, 1, rows, 0))))
                    .isInstanceOf(PublishException.class)
                    .hasMessageContaining("axis:roby");
            assertThatThrownBy(() -> claim.sink().append(List.of(new ScanSink.Points(77, 0, rows, 0))))
                    .isInstanceOf(PublishException.class);
        }
    }

    @Test
    void aScanThatCannotBeAnnouncedGivesTheFileBack() {
        NexusFiles.Claim claim = claim(file());
        ChannelDescription nothing =
                new ChannelDescription("s", "simu1:s", DType.INT32, Shape.of(0), Optional.empty(), true);
        ScanDraft draft = DemoScan.draft(file(), "ct", List.of(DemoScan.detector("simu1", nothing)), Map.of());
        assertThatThrownBy(() -> claim.sink().announce(draft.numbered(1))).isInstanceOf(DataException.class);
        assertThat(file().resolveSibling(".data.h5.lock")).isEmptyFile();
    }

    @Test
    void aFlushAfterTheEndIsNothing() {
        NexusFiles.Claim claim = claim(file());
        claim.sink().announce(DemoScan.draft(file()).numbered(claim.number()));
        claim.sink().end(new ScanEnd(ScanState.DONE, "done", DemoScan.START, Map.of()));
        claim.sink().flush();
        claim.sink().abandon();
        assertThat(file().resolveSibling(".data.h5.lock")).isEmptyFile();
    }

    @Test
    void oneFileUnderTwoNamesIsOpenedOnce() throws IOException {
        try (NexusFiles.Claim first = claim(file())) {
            Path other = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("test_session"))
                    .resolve("sample1/../sample1/data.h5");
            try (NexusFiles.Claim second = claim(other)) {
                assertThat(second.number()).isEqualTo(first.number() + 1);
                assertThat(NexusFiles.highestNumber(other)).isEqualTo(2);
            }
        }
    }
}
