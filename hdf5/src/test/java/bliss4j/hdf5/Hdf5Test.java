package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock: who may come, and that nobody gets between. */
class Hdf5Test {
    private static final Executor PLATFORM = task -> Thread.ofPlatform().start(task);

    @TempDir
    Path folder;

    @Test
    void virtualThreadsAreRefused() {
        CompletableFuture<Object> refused = CompletableFuture.supplyAsync(
                        () -> H5File.create(folder.resolve("a.h5")),
                        task -> Thread.ofVirtual().start(task))
                .handle((file, error) -> error);
        assertThat(refused.join())
                .isInstanceOf(CompletionException.class)
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("virtual thread", "expected a platform thread");
        assertThat(folder.resolve("a.h5")).doesNotExist();
    }

    @Test
    void twoThreadsWriteTwoFiles() {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> write("one.h5", DType.FLOAT64), PLATFORM);
        CompletableFuture<Void> two = CompletableFuture.runAsync(() -> write("two.h5", DType.TEXT), PLATFORM);
        CompletableFuture.allOf(one, two).join();
        assertThat(read("one.h5")).isEqualTo(Samples.of(DType.FLOAT64, Shape.of(2000)));
        assertThat(read("two.h5")).isEqualTo(Samples.of(DType.TEXT, Shape.of(2000)));
    }

    private void write(String name, DType dtype) {
        NdArray all = Samples.of(dtype, Shape.of(2000));
        try (H5File file = H5File.create(folder.resolve(name))) {
            H5Dataset data = file.root().createAppendable("x", new DatasetSpec(dtype, Shape.SCALAR, 100));
            for (int row = 0; row < all.length(); row++) {
                data.append(all.slice(row, row + 1));
                if (row % 100 == 0) {
                    file.flush();
                }
            }
        }
    }

    private NdArray read(String name) {
        try (H5File file = H5File.openForRead(folder.resolve(name))) {
            return file.root().dataset("x").read();
        }
    }

    @Test
    void aHoldLetsNobodyBetween() {
        try (H5File file = H5File.create(folder.resolve("a.h5"))) {
            CompletableFuture<Void> other = Hdf5.hold(() -> {
                CompletableFuture<Void> begun = new CompletableFuture<>();
                CompletableFuture<Void> writer = CompletableFuture.runAsync(
                        () -> {
                            begun.complete(null);
                            file.root().createGroup("other");
                        },
                        PLATFORM);
                begun.join();
                file.root().createGroup("first");
                Hdf5.hold(() -> file.root().createGroup("nested"));
                assertThat(file.root().names()).containsExactly("first", "nested");
                return writer;
            });
            other.join();
            assertThat(file.root().names()).containsExactly("first", "nested", "other");
        }
    }

    @Test
    void theLongestHoldIsMeasured() {
        Hdf5.longestHold();
        Hdf5.hold(() -> Hdf5.hold(() -> {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 5_000_000) {
                Thread.onSpinWait();
            }
        }));
        assertThat(Duration.ofNanos(Hdf5.longestHold())).isGreaterThanOrEqualTo(Duration.ofMillis(5));
        assertThat(Duration.ofNanos(Hdf5.longestHold())).isLessThan(Duration.ofMillis(5));
    }
}
