package bliss4j.imageserver;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.device.CameraProgress;
import bliss4j.device.CameraProgress.Done;
import bliss4j.device.CameraSaving.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A ring of two frames before files that are as slow as a test wants. */
class AcquisitionTest {
    private static final Duration NOW = Duration.ZERO;

    private final FrameRing ring = new FrameRing(2, 1);
    /** What was given to be saved and is not saved yet. */
    private final List<Long> pending = new ArrayList<>();

    private final Saver disk = new Saver() {
        @Override
        public void save(long number, byte[] pixels) {
            pending.add(number);
        }

        @Override
        public void close() {}
    };

    private Acquisition saving(WhenFull whenFull) {
        Acquisition acquisition = new Acquisition(1, ring, whenFull);
        acquisition.save(disk);
        return acquisition;
    }

    private static void take(Acquisition acquisition, int pixel) throws InterruptedException {
        acquisition.next().orElseThrow()[0] = (byte) pixel;
        acquisition.taken(List.of((double) pixel));
    }

    @Test
    void aFrameIsDoneWhenItIsSaved() throws InterruptedException {
        Acquisition acquisition = saving(WhenFull.WAIT);
        take(acquisition, 7);
        CameraProgress before = acquisition.await(0, 0, NOW);
        assertThat(before.acquired()).isEqualTo(1);
        assertThat(before.done()).isEmpty();
        acquisition.saved(0);
        assertThat(acquisition.await(0, 1, NOW).done()).containsExactly(new Done(true, List.of(7.0)));
        assertThat(acquisition.await(1, 1, NOW).done()).isEmpty();
    }

    @Test
    void whatWouldOverwriteAFrameThatIsStillToBeSavedIsLost() throws InterruptedException {
        Acquisition acquisition = saving(WhenFull.DROP);
        take(acquisition, 1);
        take(acquisition, 2);
        assertThat(acquisition.next()).isEmpty();
        acquisition.saved(0);
        acquisition.saved(1);
        take(acquisition, 4);
        acquisition.saved(3);
        CameraProgress progress = acquisition.await(0, 0, NOW);
        assertThat(pending).containsExactly(0L, 1L, 3L);
        assertThat(progress.acquired()).isEqualTo(4);
        assertThat(progress.dropped()).isEqualTo(1);
        assertThat(progress.done().stream().map(Done::saved)).containsExactly(true, true, false, true);
    }

    @Test
    void orItWaitsUntilThatFrameIsSaved() throws InterruptedException {
        Acquisition acquisition = saving(WhenFull.WAIT);
        take(acquisition, 1);
        take(acquisition, 2);
        CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> {
            try {
                return acquisition.next().isPresent();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(third).isNotDone();
        acquisition.saved(0);
        assertThat(third.join()).isTrue();
        assertThat(acquisition.await(0, 0, NOW).dropped()).isZero();
    }

    @Test
    void anAbortOrAFailureEndsTheWait() throws InterruptedException {
        for (boolean failure : List.of(true, false)) {
            Acquisition acquisition = saving(WhenFull.WAIT);
            take(acquisition, 1);
            take(acquisition, 2);
            CompletableFuture<Boolean> third = CompletableFuture.supplyAsync(() -> {
                try {
                    return acquisition.next().isPresent();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            if (failure) {
                acquisition.failed(Path.of("/full/disk.h5"), "no space left");
                assertThat(acquisition.await(0, 2, NOW).failure())
                        .contains("images cannot be saved in /full/disk.h5: no space left");
            } else {
                acquisition.abort();
            }
            assertThat(third.join()).isFalse();
        }
    }

    @Test
    void aFrameOfAnotherAcquisitionIsNeverGiven() throws InterruptedException {
        Acquisition first = new Acquisition(1, ring, WhenFull.WAIT);
        take(first, 1);
        assertThat(first.frame(0).orElseThrow()).containsExactly(1);
        Acquisition second = new Acquisition(2, ring, WhenFull.WAIT);
        assertThat(second.frame(0)).isEmpty();
        take(second, 2);
        take(second, 3);
        assertThat(second.frame(0).orElseThrow()).containsExactly(2);
        assertThat(first.frame(0)).isEmpty();
        assertThat(second.frame(7)).isEmpty();
        assertThat(second.frame(-1)).isEmpty();
    }
}
