package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MirroredSettingsTest {
    private static final String KEY = "parameters:scan_saving:test_session:default";

    @TempDir
    private Path folder;

    private final LossySettings redis = new LossySettings();
    private MirroredSettings settings;

    @BeforeEach
    void start() {
        settings = new MirroredSettings(redis, folder.resolve("settings"));
    }

    private void set(String field, long value) {
        settings.save(KEY, field, Optional.of(Value.of(value)));
    }

    private void remove(String field) {
        settings.save(KEY, field, Optional.empty());
    }

    private static Map<String, Value> fields(Object... namesAndValues) {
        Map<String, Value> fields = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], Value.of((Integer) namesAndValues[i + 1]));
        }
        return fields;
    }

    @Test
    void redisWinsWhenItIsThere() {
        set("a", 1);
        redis.save(KEY, "a", Optional.of(Value.of(2))); // another host's session
        redis.save(KEY, "b", Optional.of(Value.of(3)));
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 2, "b", 3));
        redis.away(true);
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 2, "b", 3));
    }

    @Test
    void theCopyServesWhenRedisIsAwayAlsoANewProcess() {
        set("a", 1);
        redis.away(true);
        set("b", 2);
        start();
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 1, "b", 2));
        assertThat(settings.load("another")).isEmpty();
    }

    @Test
    void whatWasSetOrRemovedWithoutRedisIsBroughtToItLater() {
        set("a", 1);
        set("b", 2);
        redis.away(true);
        set("a", 7);
        remove("b");
        set("c", 3);
        redis.away(false);
        assertThat(redis.load(KEY)).isEqualTo(fields("a", 1, "b", 2));
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 7, "c", 3));
        assertThat(redis.load(KEY)).isEqualTo(fields("a", 7, "c", 3));

        redis.save(KEY, "a", Optional.of(Value.of(8))); // it is brought once
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 8, "c", 3));
    }

    @Test
    void aRedisThatLostEverythingGetsEverythingBack() {
        set("a", 1);
        set("b", 2);
        redis.empty();
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 1, "b", 2));
        assertThat(redis.load(KEY)).isEqualTo(fields("a", 1, "b", 2));
    }

    @Test
    void aRedisThatCameBackEmptyGetsNotOnlyWhatWasChangedMeanwhile() {
        set("a", 1);
        set("b", 2);
        redis.away(true);
        set("b", 3);
        remove("a");
        set("c", 4);
        redis.empty();
        redis.away(false);
        set("d", 5); // without a look before
        assertThat(redis.load(KEY)).isEqualTo(fields("b", 3, "c", 4, "d", 5));
        assertThat(settings.load(KEY)).isEqualTo(fields("b", 3, "c", 4, "d", 5));
    }

    @Test
    void removingTheLastParameterIsNotUndone() {
        set("a", 1);
        remove("a");
        assertThat(settings.load(KEY)).isEmpty();
        assertThat(redis.load(KEY)).isEmpty();
    }

    @Test
    void anyValueAndAnyKeyComesThrough() {
        redis.away(true);
        Value value = Value.list(Value.of(Double.NaN), Value.nothing(), Value.of("é漢\n😀"), Value.tuple(Value.of(1)));
        for (String key : List.of("漢".repeat(300), "a/../b:c", "..", "x".repeat(1000))) {
            settings.save(key, "unsent é", Optional.of(value));
            assertThat(settings.load(key)).isEqualTo(Map.of("unsent é", value));
        }
    }

    @Test
    void countersGoOnWhicheverSideIsLost() throws IOException {
        assertThat(settings.next("dir", 0)).isEqualTo(1);
        assertThat(settings.next("dir", 0)).isEqualTo(2);
        assertThat(settings.next("other", 0)).isEqualTo(1);
        redis.empty();
        assertThat(settings.next("dir", 0)).isEqualTo(3);
        redis.away(true);
        assertThat(settings.next("dir", 0)).isEqualTo(4);
        assertThat(settings.next("dir", 10)).isEqualTo(11);
        redis.away(false);
        assertThat(settings.next("dir", 0)).isEqualTo(12);
        Files.delete(folder.resolve("settings/scan_numbers.json"));
        assertThat(settings.next("dir", 0)).isEqualTo(13);
        assertThat(settings.next("dir", 5)).isEqualTo(14);
    }

    @Test
    void aBrokenCopyIsSetAsideWhileRedisIsThereAndNamedWhileItIsNot() throws IOException {
        set("a", 1);
        settings.next("dir", 0);
        Path copy = folder.resolve("settings/parameters%3Ascan_saving%3Atest_session%3Adefault.json");
        assertThat(copy).exists();
        Files.writeString(copy, "{\"values\": {\"a\"");
        Files.writeString(folder.resolve("settings/scan_numbers.json"), "[]");
        redis.away(true);
        assertThatThrownBy(() -> settings.load(KEY))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(copy.toString());
        redis.away(false);
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 1));
        assertThat(settings.next("dir", 0)).isEqualTo(2);
        redis.away(true);
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 1));
        assertThat(copy.resolveSibling(copy.getFileName() + ".broken")).exists();
    }

    @Test
    void aCopyThatCannotBeWrittenDoesNotMatterWhileRedisIsThere() throws IOException {
        Files.createFile(folder.resolve("plain"));
        settings = new MirroredSettings(redis, folder.resolve("plain"));
        set("a", 1);
        assertThat(settings.load(KEY)).isEqualTo(fields("a", 1));
        assertThat(settings.next("dir", 0)).isEqualTo(1);
        redis.away(true);
        assertThatThrownBy(() -> set("a", 2)).isInstanceOf(DataException.class).hasMessageContaining("plain");
        assertThatThrownBy(() -> settings.next("dir", 0)).isInstanceOf(DataException.class);
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        redis.away(true);
        ConcurrentLinkedQueue<Long> numbers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 25; j++) {
                    set("t" + thread + "_" + j, j);
                    numbers.add(settings.next("dir", 0));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(upTo(100));
        redis.away(false);
        assertThat(settings.load(KEY)).hasSize(100);
        assertThat(redis.load(KEY)).hasSize(100);
    }

    @Test
    void twoProcessesWithoutRedisShareTheCopies() {
        List<Long> numbers = new ArrayList<>();
        String mirrors = folder.resolve("settings").toString();
        try (ChildJvm one = ChildJvm.start(MirrorMain.class, mirrors, "one", "100");
                ChildJvm two = ChildJvm.start(MirrorMain.class, mirrors, "two", "100")) {
            for (ChildJvm child : List.of(one, two)) {
                for (int i = 0; i < 100; i++) {
                    numbers.add(Long.parseLong(child.waitFor("number ").substring("number ".length())));
                }
            }
        }
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(upTo(200));
        assertThat(settings.load("key")).hasSize(200);
        assertThat(redis.load("key")).hasSize(200).containsKeys("one99", "two0");
        assertThat(settings.next("counter", 0)).isEqualTo(201);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
