package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain h5py may open a file at any time while it is written. */
class ReadWhileWritingIT {
    /**
     * Opens again and again. One that falls into a flush may fail, or find rows of that flush that are not there yet and
     * read as fill; but what was flushed before is right, always.
     */
    private static final String KEEP_READING = """
            import sys, h5py, numpy
            seen, failed, early, durable = [], 0, 0, 0
            for _ in range(300):
                durable = int(open(sys.argv[2]).read() or durable)
                try:
                    with h5py.File(sys.argv[1], "r") as f:
                        roby = f["measurement/roby"][()]
                        mca = f["measurement/mca"][()]
                except Exception as e:
                    failed += 1
                    continue
                assert min(len(roby), len(mca)) >= durable, (len(roby), len(mca), durable)
                right = (roby == numpy.arange(len(roby))).all(), (mca == numpy.arange(len(mca))[:, None]).all()
                assert (roby[:durable] == numpy.arange(durable)).all(), roby
                assert (mca[:durable] == numpy.arange(durable)[:, None]).all(), mca
                early += not all(right)
                seen.append(len(roby))
            assert seen == sorted(seen), "rows went away"
            print(len(seen), failed, seen[-1] - seen[0], early)
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

    @Test
    void h5pyReadsOnAndOnWhileRowsAreAppended() throws IOException {
        Path path = folder.resolve("live.h5");
        try (H5File file = H5File.create(path)) {
            H5Group group = file.root().createGroup("measurement");
            H5Dataset roby = group.createAppendable("roby", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 32));
            H5Dataset mca = group.createAppendable("mca", new DatasetSpec(DType.UINT32, Shape.of(64), 8, 1));
            file.flush();
            Path durable = Files.writeString(folder.resolve("durable"), "0");
            Executor platform = task -> Thread.ofPlatform().start(task);
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(
                    () -> Oracles.python(List.of("h5py", "numpy"), KEEP_READING, path, durable), platform);
            for (int row = 0; !doneWithinMillisecond(reader); row++) {
                long[] spectrum = new long[64];
                Arrays.fill(spectrum, row);
                roby.append(Numbers.of((double) row));
                mca.append(Numbers.of(DType.UINT32, spectrum).reshape(Shape.of(1, 64)));
                if (row % 50 == 0) {
                    file.flush();
                    Files.writeString(durable, Integer.toString(row + 1));
                }
            }
            String[] answer = reader.join().strip().split(" ");
            assertThat(Integer.parseInt(answer[0])).as("opens that read").isGreaterThan(250);
            assertThat(Integer.parseInt(answer[3]))
                    .as("opens that saw a flush half done")
                    .isLessThan(10);
            assertThat(Integer.parseInt(answer[2]))
                    .as("rows that came meanwhile")
                    .isPositive();
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
