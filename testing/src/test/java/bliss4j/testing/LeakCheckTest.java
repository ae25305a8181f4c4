package bliss4j.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeakCheckTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch end = new CountDownLatch(1);
    private final LeakCheck check = new LeakCheck();

    @AfterEach
    void endThreads() {
        end.countDown();
    }

    @Test
    void platformThreadThatIsNoDaemonIsReported() {
        check.remember();
        Thread.ofPlatform().name("forgotten").start(this::awaitEnd);
        assertThatThrownBy(() -> check.check("SomeIT", SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SomeIT leaves 1 threads")
                .hasMessageContaining("\"forgotten\"")
                .hasMessageContaining("awaitEnd");
    }

    @Test
    void daemonsAndVirtualThreadsOfOursAreReported() {
        check.remember();
        Thread.ofPlatform().daemon().name("bliss-lane").start(this::awaitEnd);
        Thread.ofVirtual().name("bliss-follower").start(this::awaitEnd);
        assertThatThrownBy(() -> check.check("SomeIT", SHORT))
                .hasMessageContaining("\"bliss-lane\"")
                .hasMessageContaining("\"bliss-follower\" virtual");
    }

    @Test
    void daemonsOfOthersAreNot() {
        check.remember();
        Thread.ofPlatform().daemon().name("reaper").start(this::awaitEnd);
        Thread.ofVirtual().name("somebody").start(this::awaitEnd);
        assertThatCode(() -> check.check("SomeIT", SHORT)).doesNotThrowAnyException();
    }

    @Test
    void threadOfTheSameNameIsAnotherOne() throws InterruptedException {
        Thread before = Thread.ofPlatform().name("bliss-lane").start(this::awaitEnd);
        check.remember();
        assertThatCode(() -> check.check("SomeIT", SHORT)).doesNotThrowAnyException();
        Thread.ofPlatform().name("bliss-lane").start(this::awaitEnd);
        assertThatThrownBy(() -> check.check("SomeIT", SHORT)).hasMessageContaining("leaves 1 threads");
        end.countDown();
        before.join(10_000);
    }

    @Test
    void threadThatEndsInTimeIsNot() {
        check.remember();
        Thread.ofPlatform().name("bliss-lane").start(this::awaitEnd);
        Thread.ofPlatform().daemon().start(() -> {
            if (Limits.within(SHORT, () -> false)) {
                throw new AssertionError("never is now");
            }
            end.countDown();
        });
        assertThatCode(() -> check.check("SomeIT", Duration.ofSeconds(10))).doesNotThrowAnyException();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
