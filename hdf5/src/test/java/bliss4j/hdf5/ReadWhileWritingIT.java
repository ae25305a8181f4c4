package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain h5py may open a file at any time while it is written. */
class ReadWhileWritingIT {
    /** Opens again and again: never fails, never sees a row that is not whole, never misses one that was flushed. */
    private static final String KEEP_READING = """
            import sys, h5py, numpy
            seen, durable = [], 0
            for _ in range(int(sys.argv[3])):
                durable = int(open(sys.argv[2]).read() or durable)
                with h5py.File(sys.argv[1], "r") as f:
                    roby = f["measurement/roby"][()]
                    mca = f["measurement/mca"][()]
                    note = f["measurement/note"][()]
                    assert f["measurement"].attrs["NX_class"] == "NXcollection"
                assert min(len(roby), len(mca), len(note)) >= durable, (len(roby), len(mca), len(note), durable)
                assert (roby == numpy.arange(len(roby))).all(), roby
                assert (mca == numpy.arange(len(mca))[:, None]).all(), mca
                assert [t.decode() for t in note] == [f"note {i}" for i in range(len(note))], note
                seen.append(len(roby))
            assert seen == sorted(seen), "rows went away"
            print(len(seen), seen[-1] - seen[0])
            """;

    private static final String SILX = """
            import sys, time, silx.io
            for _ in range(20):
                with silx.io.open(sys.argv[1]) as f:
                    rows = f["measurement/roby"][()]
                    assert (rows == range(len(rows))).all(), rows
            print("ok")
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsFlushedIsThereForH5pyAndWhatIsNotIsNot() {
        Path path = folder.resolve("live.h5");
        String script = """
                import sys, h5py
                with h5py.File(sys.argv[1], "r") as f:
                    print(f["roby"][()].tolist())
                """;
        try (H5File file = H5File.create(path)) {
            H5Dataset roby = file.root().createAppendable("roby", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 4));
            roby.append(Numbers.of(1.0, 2));
            file.sync();
            roby.append(Numbers.of(3.0));
            assertThat(Oracles.python(List.of("h5py"), script, path)).isEqualTo("[1.0, 2.0]\n");
            file.flush();
            assertThat(Oracles.python(List.of("h5py"), script, path)).isEqualTo("[1.0, 2.0, 3.0]\n");
            try (H5File other = H5File.openForRead(path)) {
                assertThat(other.root().dataset("roby").length()).isEqualTo(3);
            }
            roby.append(Numbers.of(4.0));
            assertThat(roby.length()).isEqualTo(4);
        }
    }

    /** Flushed four times as often as in a scan. */
    @Test
    void everyOpenWithH5pyReadsWhatWasFlushed() throws IOException {
        readWhileAppending(300, 50);
    }

    /** As often as in a scan: 30 000 opens, of which at most 3 might fail, and none does. */
    @Tag("soak")
    @RepeatedTest(10)
    void everyOpenWithH5pyReadsWhatWasFlushedOftener() throws IOException {
        readWhileAppending(3000, 200);
    }

    private void readWhileAppending(int opens, int rowsPerFlush) throws IOException {
        Path durable = Files.writeString(folder.resolve("durable"), "0");
        String answer = whileAppending(
                rowsPerFlush,
                durable,
                path -> Oracles.python(List.of("h5py", "numpy"), KEEP_READING, path, durable, opens));
        String[] counts = answer.strip().split(" ");
        assertThat(Integer.parseInt(counts[0])).as("opens that read").isEqualTo(opens);
        assertThat(Integer.parseInt(counts[1])).as("rows that came meanwhile").isPositive();
    }

    @Test
    void silxOpensItWhileRowsAreAppended() throws IOException {
        String answer =
                whileAppending(50, folder.resolve("durable"), path -> Oracles.python(List.of("silx"), SILX, path));
        assertThat(answer).isEqualTo("ok\n");
    }

    @Test
    void h5dumpReadsItWhileRowsAreAppended() throws IOException {
        String answer = whileAppending(50, folder.resolve("durable"), path -> {
            for (int i = 0; i < 20; i++) {
                assertThat(Oracles.program("h5dump", path)).contains("\"roby\"", "\"mca\"");
            }
            return "read";
        });
        assertThat(answer).isEqualTo("read");
    }

    /** Appends at 1 kHz, flushes, and writes down how many rows are flushed, until the reader is done. */
    private String whileAppending(int rowsPerFlush, Path durable, Function<Path, String> reading) throws IOException {
        Path path = folder.resolve("live.h5");
        Files.deleteIfExists(path);
        try (H5File file = H5File.create(path)) {
            H5Group group = file.root().createGroup("measurement");
            group.attribute("NX_class", "NXcollection");
            H5Dataset roby = group.createAppendable("roby", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 32));
            H5Dataset mca = group.createAppendable("mca", new DatasetSpec(DType.UINT32, Shape.of(64), 8, 1));
            H5Dataset note = group.createAppendable("note", new DatasetSpec(DType.TEXT, Shape.SCALAR, 32));
            file.flush();
            Executor platform = task -> Thread.ofPlatform().start(task);
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> reading.apply(path), platform);
            for (int row = 0; !doneWithinMillisecond(reader); row++) {
                long[] spectrum = new long[64];
                Arrays.fill(spectrum, row);
                roby.append(Numbers.of((double) row));
                mca.append(Numbers.of(DType.UINT32, spectrum).reshape(Shape.of(1, 64)));
                note.append(Texts.of("note " + row));
                if (row % rowsPerFlush == 0) {
                    file.flush();
                    Path next = Files.writeString(folder.resolve("next"), Integer.toString(row + 1));
                    Files.move(
                            next, durable, StandardCopyOption.ATOMIC_MOVE); // replaces, with no moment without a file
                }
            }
            return reader.join();
        }
    }

    /** The pace of a scan of 1 kHz. */
    private static boolean doneWithinMillisecond(CompletableFuture<?> reader) {
        try {
            reader.get(1, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException expected) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
