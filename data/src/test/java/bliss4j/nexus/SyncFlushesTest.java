package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.Numbers;
import bliss4j.data.ScanState;
import bliss4j.folder.FileRules;
import bliss4j.publish.ScanEnd;
import bliss4j.publish.ScanSink;
import bliss4j.testing.LeakCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code file.fsync}: when the disk is waited for. */
@ExtendWith(LeakCheck.class)
class SyncFlushesTest {
    private static final int FLUSHES = 5;

    @TempDir
    Path directory;

    private static FileRules rules(boolean syncFlushes) {
        FileRules usual = FileRules.DEFAULT;
        return new FileRules(usual.room(), usual.rights(), usual.lockWait(), syncFlushes);
    }

    /** With {@code flush} for what is new before old bytes change, and for all of it. */
    @ParameterizedTest
    @CsvSource({"false, 0", "true, 2"})
    void theDiskIsWaitedForAtEachFlushOnlyIfAskedFor(boolean syncFlushes, int waitsPerFlush) {
        Path path = directory.resolve("data.h5");
        try (NexusFiles.Claim claim =
                NexusFiles.claim(path, "ascan", "test_session", DemoScan.NEXT, rules(syncFlushes))) {
            ScanFile file = ScanFile.open(path, "test_session", FileRules.DEFAULT); // the same one
            try {
                ScanSink sink = claim.sink();
                sink.announce(DemoScan.draft(path).numbered(claim.number()));
                long before = file.h5().waits();
                for (int i = 0; i < FLUSHES; i++) {
                    sink.append(List.of(new ScanSink.Points(DemoScan.ROBY, i, Numbers.of((double) i), 0)));
                    sink.flush();
                }
                assertThat(file.h5().waits() - before).isEqualTo((long) FLUSHES * waitsPerFlush);
                long flushed = file.h5().waits();
                sink.end(new ScanEnd(ScanState.DONE, "done", DemoScan.START, Map.of()));
                assertThat(file.h5().waits()).as("the end").isGreaterThan(flushed);
            } finally {
                file.release();
            }
        }
    }

    @Test
    void aFlushWithNothingNewWaitsForNothing() {
        Path path = directory.resolve("data.h5");
        try (NexusFiles.Claim claim = NexusFiles.claim(path, "ascan", "test_session", DemoScan.NEXT, rules(true))) {
            ScanFile file = ScanFile.open(path, "test_session", FileRules.DEFAULT);
            try {
                claim.sink().announce(DemoScan.draft(path).numbered(claim.number()));
                claim.sink().flush();
                long before = file.h5().waits();
                claim.sink().flush();
                assertThat(file.h5().waits()).isEqualTo(before);
            } finally {
                file.release();
            }
        }
    }
}
