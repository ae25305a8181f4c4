package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.ChildJvm;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 4, item 4: a process killed at any moment, from the making of the file on, leaves one that plain h5py opens, with all
 * earlier scans and every flushed point in it; the next scan goes into it as if nothing had been.
 */
class KilledScanIT {
    /** What of the file was acknowledged is printed by the writer and kept here, in another process. */
    private static final String CHECK = """
            import sys, h5py, numpy
            path, log = sys.argv[1], [line.split() for line in open(sys.argv[2]) if line.count(" ") == 2]
            rows, ended, announced, claimed = {}, set(), set(), set()
            for what, number, count in log:
                claimed.add(number)
                if what != "claimed": announced.add(number)
                if what == "ended": ended.add(number)
                rows[number] = int(count)
            sets = {"measurement/axis:roby": 1, "measurement/timer:elapsed_time": 0.1, "measurement/diode:diode": 1,
                    "instrument/timer/epoch": 1}
            with h5py.File(path, "r") as f:
                assert f.attrs["NX_class"] == "NXroot"
                names = sorted(f, key=lambda name: int(name.split("_")[0]))
                assert names == [f"{i}_ascan" for i in range(1, len(names) + 1)], names
                assert len(names) in (len(claimed), len(claimed) + 1), (names, claimed)
                for name in names:
                    number, entry = name.split("_")[0], f[name]
                    assert entry.attrs["NX_class"] == "NXentry"
                    if number in announced:
                        assert entry["title"][()] == b"ascan roby 0 9 10 0.1"
                        for path, step in sets.items():
                            found = entry[path][()]
                            assert len(found) >= rows[number], (name, path, len(found), rows[number])
                            wrong = numpy.flatnonzero(found != numpy.arange(len(found)) * step)
                            assert len(wrong) == 0, (name, path, len(found), wrong[:10])
                            assert number not in ended or len(found) == rows[number], (name, path, len(found))
                    if number in ended:
                        assert "end_time" in entry, name
                read = lambda name, item: dict(item.attrs) and None if isinstance(item, h5py.Group) else item[()] is None or None
                f.visititems(read)
            print("ok", len(names), max(rows.values(), default=0))
            """;

    @TempDir
    Path folder;

    /** Flushed a hundred times as often as in a scan, which leaves half the time for what is between flushes. */
    @RepeatedTest(20)
    void theFileHoldsWhatWasAcknowledged(RepetitionInfo run) throws IOException {
        killAndCheck(run.getCurrentRepetition(), 2_000_000);
    }

    @Tag("soak")
    @RepeatedTest(250)
    void theFileHoldsWhatWasAcknowledgedOftener(RepetitionInfo run) throws IOException {
        killAndCheck(1000L + run.getCurrentRepetition(), 2_000_000);
    }

    /** Nothing but flushes. */
    @Tag("soak")
    @RepeatedTest(50)
    void theFileHoldsWhatWasAcknowledgedWhenKilledInsideAFlush(RepetitionInfo run) throws IOException {
        killAndCheck(2000L + run.getCurrentRepetition(), 0);
    }

    private void killAndCheck(long seed, long pauseNs) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("killed.h5");
        List<String> log = new ArrayList<>();
        try (ChildJvm writer = ChildJvm.start(
                ScansUntilKilled.class,
                file.toString(),
                Integer.toString(1 + random.nextInt(60)),
                Long.toString(pauseNs))) {
            log.add(writer.waitFor("begins"));
            long end = System.nanoTime() + (long) (random.nextDouble() * 1.5e9);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            writer.kill9();
            log.addAll(writer.rest());
        }
        if (!Files.exists(file)) {
            assertThat(log).as("killed before there was a file").containsExactly("begins");
            return;
        }
        Path kept = Files.write(folder.resolve("log"), log);
        assertThat(Oracles.python(List.of("h5py", "numpy"), CHECK, file, kept))
                .as("killed with seed " + seed)
                .startsWith("ok");
        goesOn(file);
    }

    /** The next scan finds the numbers taken and its place. */
    private static void goesOn(Path file) {
        int highest = NexusFiles.highestNumber(file);
        assertThat(DemoScan.run(DemoScan.draft(file), 10).length()).isEqualTo(10);
        assertThat(NexusFiles.highestNumber(file)).isEqualTo(highest + 1);
    }
}
