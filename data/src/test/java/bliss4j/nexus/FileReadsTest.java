package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.testing.LeakCheck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class FileReadsTest {
    private final FileReads reads = new FileReads();

    @AfterEach
    void close() {
        reads.close();
    }

    /** What a virtual thread gets; its failure as it was thrown. */
    private static <T> CompletableFuture<T> virtually(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.get());
            } catch (DataException | IllegalStateException e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(20, TimeUnit.SECONDS);
    }

    @Test
    void aPlatformThreadReadsItself() {
        assertThat(reads.call(Thread::currentThread)).isEqualTo(Thread.currentThread());
    }

    @Test
    void aVirtualThreadHasItReadByAPlatformThread() {
        Thread reader = virtually(() -> reads.call(Thread::currentThread)).join();
        assertThat(reader.isVirtual()).isFalse();
        assertThat(reader.getName()).isEqualTo("bliss-h5-reader");
    }

    @Test
    void aFailureReachesWhoAsked() {
        CompletableFuture<Object> failed = virtually(() -> reads.call(() -> {
            throw new IllegalStateException("broken");
        }));
        assertThatThrownBy(failed::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(new IllegalStateException("broken"));
    }

    @Test
    void aWaitEndsWhenItsThreadIsInterrupted() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<String> message = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                reads.call(() -> {
                    reading.countDown();
                    return uninterrupted(done);
                });
                message.complete("not interrupted");
            } catch (DataException e) {
                message.complete(e.getMessage() + Thread.currentThread().isInterrupted());
            }
        });
        assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.interrupt();
        assertThat(message.orTimeout(20, TimeUnit.SECONDS).join())
                .contains("interrupted while waiting")
                .endsWith("true");
        done.countDown();
    }

    private static boolean uninterrupted(CountDownLatch done) {
        try {
            return done.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void nothingIsReadOnceItIsClosed() {
        reads.close();
        CompletableFuture<Boolean> late = virtually(() -> reads.call(() -> true));
        assertThatThrownBy(late::join)
                .hasRootCauseInstanceOf(RuntimeException.class)
                .hasMessageContaining("closed");
    }
}
