package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.Oracles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A process killed at any moment leaves a file that plain h5py opens, with every flushed row in it. */
class KilledWriterIT {
    private static final String CHECK = """
            import sys, h5py, numpy
            path, entry, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            with h5py.File(path, "r") as f:
                names = list(f["/"])
                assert names[:entry] == [f"{i}.1" for i in range(1, entry + 1)], names
                for i in range(1, entry + 1):
                    group = f[f"{i}.1"]
                    m = group["measurement"]
                    least = rows if i == entry else 20000
                    expect = {"axis:roby": float, "diode": float, "mca": float, "text": str}
                    assert group.attrs["NX_class"] == "NXentry"
                    for name in expect:
                        data = m[name]
                        assert len(data) >= least, (i, name, len(data), least)
                        if name == "text":
                            assert [t.decode() for t in data[:least]] == [f"point {k}" for k in range(least)], (i, name)
                        else:
                            values = data[:least].reshape(least, -1)
                            wrong = numpy.flatnonzero((values != numpy.arange(least)[:, None]).any(axis=1))
                            assert len(wrong) == 0, (i, name, wrong[:10], values[wrong[:3]])
                    assert len(group["plot"]) >= least
                for name in names:
                    f[name].visititems(lambda n, o: o[...] if isinstance(o, h5py.Dataset) and n.split("/")[-1] != "text" else None)
            print("ok")
            """;

    @TempDir
    Path folder;

    @RepeatedTest(10)
    void theFileHoldsWhatWasFlushed(RepetitionInfo run) throws IOException, InterruptedException {
        killAndCheck(run.getCurrentRepetition());
    }

    @Tag("soak")
    @RepeatedTest(400)
    void theFileHoldsWhatWasFlushedOftener(RepetitionInfo run) throws IOException, InterruptedException {
        killAndCheck(1000L + run.getCurrentRepetition());
    }

    private void killAndCheck(long seed) throws IOException, InterruptedException {
        Path path = folder.resolve("killed.h5");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GrowingWriter.class.getName(),
                        path.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last;
        try (BufferedReader flushed = writer.inputReader()) {
            last = readUntil(flushed, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100) * (1 + seed % 7));
            Thread killer = killAfter(writer, new Random(seed).nextInt(20_000_000));
            for (String line = flushed.readLine(); line != null; line = flushed.readLine()) {
                last = line.contains(" ") ? line : last;
            }
            killer.join();
        }
        assertThat(writer.waitFor()).as("the writer's end: SIGKILL").isEqualTo(128 + 9);
        String[] expected = last.split(" ");
        String answer = Oracles.python(List.of("h5py", "numpy"), CHECK, path, expected[0], expected[1]);
        assertThat(answer).isEqualTo("ok\n");
    }

    private static String readUntil(BufferedReader flushed, long end) throws IOException {
        String last = "";
        while (last.isEmpty() || System.nanoTime() < end) {
            last = flushed.readLine();
        }
        return last;
    }

    private static Thread killAfter(Process process, long nanos) {
        return Thread.ofPlatform().start(() -> {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream we read
        });
    }
}
