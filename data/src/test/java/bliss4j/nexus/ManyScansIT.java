package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Issue 4, items 3 and 4: a file of so many scans that their names fill more than a page is listed whole and killed in vain. */
@ExtendWith(LeakCheck.class)
class ManyScansIT {
    private static final String CHECK = """
            import sys, h5py
            with h5py.File(sys.argv[1], "r") as f:
                numbers = sorted(int(name.split("_")[0]) for name in f)
                assert numbers == list(range(1, len(numbers) + 1)), numbers[-10:]
                for number in numbers:
                    entry = f[f"{number}_ascan"]
                    assert entry.attrs["NX_class"] == "NXentry"
                    if number <= int(sys.argv[2]):
                        assert (entry["measurement/axis:roby"][()] == range(3)).all()
                        assert "end_time" in entry, number
                print(len(numbers))
            """;

    @TempDir
    Path folder;

    private void holds(int scans, int kills) {
        Path file = folder.resolve("data.h5");
        for (int i = 0; i < scans; i++) {
            DemoScan.run(DemoScan.draft(file), 3);
        }
        int found = seen(file, scans);
        assertThat(found).isEqualTo(scans);
        for (int kill = 0; kill < kills; kill++) {
            killed(file, kill);
            int more = seen(file, scans);
            assertThat(more).as("after kill " + kill).isGreaterThanOrEqualTo(found);
            found = more;
        }
        assertThat(DemoScan.run(DemoScan.draft(file), 3).length()).isEqualTo(3);
        assertThat(seen(file, scans)).isEqualTo(found + 1);
    }

    private static int seen(Path file, int ended) {
        return Integer.parseInt(
                Oracles.python(List.of("h5py"), CHECK, file, ended).strip());
    }

    private static void killed(Path file, int seed) {
        try (ChildJvm writer = ChildJvm.start(ScansUntilKilled.class, file.toString(), "5", "100000")) {
            writer.waitFor("claimed");
            long end = System.nanoTime() + new Random(seed).nextInt(500_000_000);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            writer.kill9();
        }
    }

    @Test
    void fourHundredScans() {
        holds(400, 3);
    }

    @Tag("soak")
    @Test
    void twoThousandScans() {
        holds(2000, 20);
    }
}
