package bliss4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevicesTest {
    private final Folder folder;

    DevicesTest(@TempDir Path path) {
        folder = new Folder(path);
    }

    private static void assertRefused(String message, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    @Test
    void aDeviceIsMadeOnceWhenItIsFirstAskedFor() {
        AtomicInteger made = new AtomicInteger();
        DeviceFactory factory = spec -> {
            made.incrementAndGet();
            return Thing.of(spec);
        };
        BeamlineConfig config =
                folder.file("m.yml", "class: Thing\nname: roby\n").load(Map.of("Thing", factory));
        assertThat(made).hasValue(0);
        assertThat(config.get("roby")).isSameAs(config.get("roby"));
        assertThat(made).hasValue(1);
    }

    @Test
    void manyThreadsAtOnceGetTheSame() throws InterruptedException, ExecutionException, TimeoutException {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        BeamlineConfig config = folder.file("m.yml", """
                - {class: Thing, name: a, next: $b}
                - {class: Thing, name: b}
                """).load(Map.of("Thing", spec -> {
            made.incrementAndGet();
            return Thing.of(spec);
        }));
        Set<Object> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String first = i % 2 == 0 ? "a" : "b";
                all.add(threads.submit(() -> {
                    assertThat(start.await(10, TimeUnit.SECONDS)).isTrue();
                    seen.add(config.get(first));
                    return seen.add(config.get("a"));
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(made).hasValue(2);
        assertThat(seen).hasSize(2);
    }

    @Test
    void devicesReferToEachOther() {
        BeamlineConfig config = folder.file("m.yml", """
                - class: Thing
                  name: table
                  next: $leg1
                  parts: [$leg1, $leg2]
                - {class: Thing, name: leg1}
                - {class: Thing, name: leg2}
                """).load();
        Thing table = config.get("table", Thing.class);
        assertThat(table.parts()).containsExactly(config.get("leg1", Thing.class), config.get("leg2", Thing.class));
        assertThat(table.next()).containsSame(config.get("leg1", Thing.class));
    }

    @Test
    void wrongReferencesAreTold() {
        BeamlineConfig config = folder.file("m.yml", """
                - {class: Thing, name: a, next: $nope}
                - {class: Thing, name: b, next: c}
                - {class: Thing, name: c, next: $text}
                - {class: Thing, name: d, parts: $a}
                - {class: Text, name: text}
                - {class: Needs, name: e}
                """)
                .load(Map.of("Thing", Thing::of, "Text", DeviceSpec::name, "Needs", s -> s.device("x", Thing.class)));
        assertRefused("m.yml line 1: no device 'nope'; known are a, b, c, d, text, e", () -> config.get("a"));
        assertRefused("m.yml line 2: next is 'c', expected the Thing it refers to", () -> config.get("b"));
        assertRefused("m.yml line 3: next is '$text', which is a String; expected", () -> config.get("c"));
        assertRefused("m.yml line 4: parts is '$a', expected a list of devices", () -> config.get("d"));
        assertRefused("m.yml line 6: device 'e' has no x; expected the Thing", () -> config.get("e"));
    }

    @Test
    void circlesAreTold() {
        BeamlineConfig config = folder.file("m.yml", """
                - {class: Thing, name: start, next: $a}
                - {class: Thing, name: a, next: $b}
                - {class: Thing, name: b, parts: [$a]}
                - {class: Thing, name: self, next: $self}
                - {class: Thing, name: fine}
                """).load();
        assertRefused("m.yml line 3: devices refer to each other in a circle: a → b → a", () -> config.get("start"));
        assertRefused("m.yml line 4: devices refer to each other in a circle: self → self", () -> config.get("self"));
        assertThat(config.get("fine")).isInstanceOf(Thing.class);
    }

    @Test
    void unknownParametersAndWrongTypesAreTold() {
        BeamlineConfig config = folder.file("m.yml", """
                - class: Thing
                  name: roby
                  velocty: 5
                - class: Thing
                  name: robz
                  velocity: fast
                """).load();
        assertRefused(
                "m.yml line 3: unknown parameter 'velocty' of device 'roby'; known are class, name, next, parts, velocity",
                () -> config.get("roby"));
        assertRefused("m.yml line 6: velocity is 'fast', expected a number", () -> config.get("robz"));
    }

    @Test
    void aFailedDeviceIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        BeamlineConfig config = folder.file("m.yml", "class: Thing\nname: roby\n")
                .load(Map.of("Thing", spec -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("cable out");
                    }
                    return Thing.of(spec);
                }));
        assertThatThrownBy(() -> config.get("roby")).isInstanceOf(IllegalStateException.class);
        assertThat(config.get("roby")).isInstanceOf(Thing.class);
    }

    @Test
    void unknownClassesAreTold() {
        BeamlineConfig config = folder.file("m.yml", """
                - {class: Thong, name: a}
                - {class: no.such.Class, name: b}
                - {class: java.lang.String, name: c}
                - {class: bliss4j.config.DevicesTest$Hidden, name: d}
                - {class: bliss4j.config.DevicesTest$Half, name: e}
                """).load();
        assertRefused(
                "m.yml line 1: class is 'Thong', expected one of [Thing] or the full name", () -> config.get("a"));
        for (String name : List.of("b", "c", "d", "e")) {
            assertRefused("expected one of [Thing] or the full name of a public class", () -> config.get(name));
        }
        assertThat(Hidden.INITIALIZED).hasValue(0);
    }

    @Test
    void aClassMayBeNamedInFull() {
        BeamlineConfig config = folder.file("m.yml", """
                - {class: bliss4j.config.DevicesTest$Own, name: roby, gain: 2}
                - {class: bliss4j.config.DevicesTest$Own, name: robz}
                - {class: bliss4j.config.DevicesTest$Failing, name: bad}
                - {class: bliss4j.config.DevicesTest$Fatal, name: worse}
                - {class: bliss4j.config.DevicesTest$Checked, name: other}
                """).load();
        assertThat(config.get("roby", Own.class).gain).isEqualTo(2.0);
        assertRefused("m.yml line 2: device 'robz' has no gain; expected a number", () -> config.get("robz"));
        assertThatThrownBy(() -> config.get("bad")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> config.get("worse")).isInstanceOf(AssertionError.class);
        assertRefused("m.yml line 5: device 'other' cannot be made: java.io.IOException: x", () -> config.get("other"));
    }

    @Test
    void waitingForADeviceCanBeInterrupted() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BeamlineConfig config = folder.file("m.yml", "- {class: Slow, name: slow}\n- {class: Thing, name: roby}\n")
                .load(Map.of("Thing", Thing::of, "Slow", spec -> {
                    inside.countDown();
                    try {
                        return go.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        Thread maker = Thread.ofPlatform().start(() -> config.get("slow"));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        AtomicReference<String> told = new AtomicReference<>("");
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                config.get("roby");
            } catch (ConfigException e) {
                told.set(e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        });
        waiting.interrupt();
        waiting.join(10_000);
        go.countDown();
        maker.join(10_000);
        assertThat(told).hasValue("interrupted while device 'roby' waited to be made true");
        assertThat(config.get("roby")).isInstanceOf(Thing.class);
        assertThat(config.get("slow")).isEqualTo(true);
    }

    @Test
    void aSpecCanBeMadeByHand() {
        DeviceSpec spec = DeviceSpec.of("roby", Map.of("velocity", Value.of(2500), "next", Value.of("$x")));
        assertThat(spec.number("velocity")).isEqualTo(2500);
        DeviceSpec nested = DeviceSpec.of(
                "cam", Map.of("roi", Value.of(Map.of("x", Value.of(1))), "modes", Value.texts(List.of("a", "b"))));
        assertThat(nested.section("roi").orElseThrow().whole("x")).isEqualTo(1);
        assertThat(nested.texts("modes")).containsExactly("a", "b");
        nested.checkAllRead();
        assertRefused("device 'roby': no device 'x'", () -> spec.device("next", Thing.class));
        assertRefused("device 'roby': device 'roby' has no unit; expected text", () -> spec.text("unit"));
    }

    /** A user's own device. */
    public static final class Own {
        final double gain;

        public Own(DeviceSpec spec) {
            gain = spec.number("gain");
        }
    }

    /** Not public, so no device. */
    static final class Hidden {
        static final AtomicInteger INITIALIZED = new AtomicInteger();

        public Hidden(DeviceSpec spec) {
            INITIALIZED.addAndGet(spec.name().length());
        }
    }

    /** Abstract, so no device. */
    public abstract static class Half {
        /** @param spec not looked at */
        public Half(DeviceSpec spec) {}
    }

    /** Its constructor fails. */
    public static final class Failing {
        public Failing(DeviceSpec spec) {
            throw new IllegalStateException(spec.name());
        }
    }

    /** Its constructor fails badly. */
    public static final class Fatal {
        public Fatal(DeviceSpec spec) {
            throw new AssertionError(spec.name());
        }
    }

    /** Its constructor throws what it declares. */
    public static final class Checked {
        public Checked(DeviceSpec spec) throws IOException {
            throw new IOException(spec.text("text", "x"));
        }
    }
}
