package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 4, item 5: plain h5py opens, lists and reads a file at random moments while scan after scan is written into it, flushed as
 * scans are.
 */
@ExtendWith(LeakCheck.class)
class ReadersOfScansIT {
    private static final String READ = """
            import sys, time, random, h5py, numpy
            path, opens, most = sys.argv[1], int(sys.argv[2]), 0
            failed, fewer, rows = [], 0, 0
            sets = {"measurement/axis:roby": 1, "measurement/timer:elapsed_time": 0.1, "measurement/diode:diode": 1}
            for i in range(opens):
                time.sleep(random.random() * 0.01)
                try:
                    with h5py.File(path, "r") as f:
                        names = list(f)
                        number = max(int(name.split("_")[0]) for name in names)
                        entry = f[f"{number}_ascan"]
                        found = {name: entry[name][()] for name in sets if name in entry}
                except Exception as e:
                    failed.append(f"{type(e).__name__}: {e}")
                    continue
                fewer += number < most
                most = max(most, number)
                for name, step in sets.items():
                    if name in found:
                        wrong = numpy.flatnonzero(found[name] != numpy.arange(len(found[name])) * step)
                        assert len(wrong) == 0, (number, name, len(found[name]), wrong[:5], found[name][wrong[:5]])
                        rows = max(rows, len(found[name]))
            print(len(failed), fewer, most, rows, "; ".join(sorted(set(failed))))
            """;

    private static final String POINTS_PER_FLUSH = "20";

    /** The default, in ns. */
    private static final String FLUSH = "200000000";

    @TempDir
    Path folder;

    private record Seen(int failed, int fewer, int scans, int rows, String why) {
        static Seen of(String printed) {
            String[] words = printed.strip().split(" ", 5);
            return new Seen(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    words.length > 4 ? words[4] : "");
        }
    }

    private List<Seen> read(int times, int readers, int opens) throws InterruptedException, ExecutionException {
        Path file = folder.resolve("data.h5");
        List<Seen> seen = new ArrayList<>();
        try (ChildJvm writer = ChildJvm.start(ScansUntilKilled.class, file.toString(), POINTS_PER_FLUSH, FLUSH);
                ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            writer.waitFor("flushed");
            for (int i = 0; i < times; i++) {
                List<Future<String>> answers = new ArrayList<>();
                for (int reader = 0; reader < readers; reader++) {
                    answers.add(threads.submit(() -> Oracles.python(List.of("h5py", "numpy"), READ, file, opens)));
                }
                for (Future<String> answer : answers) {
                    seen.add(Seen.of(answer.get()));
                }
            }
            assertThat(writer.running()).as("readers never disturb the writer").isTrue();
        }
        return seen;
    }

    @Test
    void everyOpenReadsTheRunningScan() throws InterruptedException, ExecutionException {
        List<Seen> seen = read(1, 2, 200);
        assertThat(seen).allSatisfy(reader -> {
            assertThat(reader.failed()).as(reader.why()).isZero();
            assertThat(reader.rows()).isPositive();
        });
    }

    /** 30 600 opens. */
    @Tag("soak")
    @Test
    void ofThirtyThousandOpensAtMostThreeFail() throws InterruptedException, ExecutionException {
        List<Seen> seen = read(34, 3, 300);
        System.out.println("opens of 300 each: " + seen);
        assertThat(seen.stream().mapToInt(Seen::failed).sum())
                .as(seen.toString())
                .isLessThanOrEqualTo(3);
        assertThat(seen.stream().mapToInt(Seen::fewer).sum())
                .as("listings that missed a scan")
                .isLessThanOrEqualTo(3);
        assertThat(seen.getLast().scans()).isGreaterThan(10);
    }
}
