package bliss4j.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.folder.FileRules;
import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One file, several processes: the side file's lock decides, and says who has it. */
@ExtendWith(LeakCheck.class)
class WriterLockIT {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("data.h5");
    }

    private NexusFiles.Claim claim(Duration wait) {
        return NexusFiles.claim(file(), "ascan", "test_session", DemoScan.NEXT, FileRules.DEFAULT.waiting(wait));
    }

    @Test
    void aSecondProcessIsToldWhoHasTheFileAndReadsItAllTheSame() {
        try (ChildJvm other = ChildJvm.start(FileHolder.class, file().toString(), "0")) {
            other.waitFor("holds 1");
            assertThatThrownBy(() -> claim(Duration.ofMillis(100)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("data.h5 is being written by session 'other_session', process " + other.pid())
                    .hasMessageContaining(" since 20")
                    .hasMessageContaining("waited 0.1 s");
            assertThat(NexusFiles.highestNumber(file())).isEqualTo(1);
        }
    }

    @Test
    void aSecondProcessWaitsUntilTheFirstIsDone() throws InterruptedException {
        try (ChildJvm other = ChildJvm.start(FileHolder.class, file().toString(), "0")) {
            other.waitFor("holds 1");
            CompletableFuture<Integer> mine = new CompletableFuture<>();
            Thread waiting = Thread.ofPlatform().start(() -> {
                try (NexusFiles.Claim claim = claim(Duration.ofSeconds(20))) {
                    mine.complete(claim.number());
                } catch (DataException e) {
                    mine.completeExceptionally(e);
                }
            });
            other.send("go on");
            assertThat(mine.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(2);
            waiting.join();
        }
    }

    @Test
    void aKilledProcessLeavesTheFileToOthers() {
        try (ChildJvm other = ChildJvm.start(FileHolder.class, file().toString(), "0")) {
            other.waitFor("holds 1");
            other.kill9();
        }
        try (NexusFiles.Claim claim = claim(Duration.ofSeconds(5))) {
            assertThat(claim.number()).isEqualTo(2);
        }
    }

    @Test
    void whoWaitsCanBeInterrupted() throws InterruptedException {
        try (ChildJvm other = ChildJvm.start(FileHolder.class, file().toString(), "0")) {
            other.waitFor("holds 1");
            CompletableFuture<String> message = new CompletableFuture<>();
            Thread waiting = Thread.ofPlatform().start(() -> {
                try (NexusFiles.Claim claim = claim(Duration.ofSeconds(20))) {
                    message.complete("got " + claim.number());
                } catch (DataException e) {
                    message.complete(e.getMessage() + Thread.currentThread().isInterrupted());
                }
            });
            waiting.interrupt();
            assertThat(message.orTimeout(10, TimeUnit.SECONDS).join())
                    .contains("interrupted while")
                    .endsWith("true");
            waiting.join();
        }
    }

    @Test
    void twoProcessesTakeEveryNumberOnce() {
        int each = 50;
        List<Integer> numbers = new ArrayList<>();
        try (ChildJvm other = ChildJvm.start(FileHolder.class, file().toString(), Integer.toString(each))) {
            other.waitFor("ready");
            other.send("go on");
            for (int i = 0; i < each; i++) {
                try (NexusFiles.Claim claim = claim(Duration.ofSeconds(30))) {
                    numbers.add(claim.number());
                }
            }
            for (String line = other.line(); !line.equals("end"); line = other.line()) {
                numbers.add(Integer.parseInt(line));
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 2 * each).boxed().toList());
    }
}
