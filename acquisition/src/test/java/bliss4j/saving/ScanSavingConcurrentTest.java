package bliss4j.saving;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.block.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class ScanSavingConcurrentTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    @Test
    void manyThreadsAddAndLookAtOnce() throws InterruptedException, ExecutionException, TimeoutException {
        MemorySettings settings = new MemorySettings();
        ScanSaving saving = ScanSaving.open(settings, "s");
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String mine = "p" + thread + "_";
                all.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        saving.add(mine + round, Value.of(round));
                        saving.set("template", "{" + mine + round + "}");
                        assertThat(saving.snapshot().rootPath()).matches("/tmp/scans/\\d+");
                        assertThat(saving.toString()).contains(mine + round);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        String order = settings.load("parameters:scan_saving:s").get("default:_added") instanceof Value.ListOf list
                ? list.items().stream().map(Value::asText).toList().toString()
                : "";
        assertThat(order.split(",")).hasSize(THREADS * ROUNDS);
    }
}
