package bliss4j.python;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What was spawned and has not ended. Each has a platform thread: what users write may loop without end. */
final class Greenlets implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final Faces faces;
    private final Safepoints safepoints;
    private final Consumer<Value> report;
    private final Set<Greenlet> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();

    /** @param report tells the user of what a spawned function raised */
    Greenlets(Faces faces, Safepoints safepoints, Consumer<Value> report) {
        this.faces = faces;
        this.safepoints = safepoints;
        this.report = report;
    }

    void addTo(HostFunctions functions) {
        functions.add("spawn", given -> spawn(given.value(0), given.value(1)));
        functions.add("greenlet_kill", given -> {
            greenlet(given).kill();
            return !given.flag(1) || greenlet(given).await(seconds(given, 2));
        });
        functions.add("greenlet_join", given -> greenlet(given).await(seconds(given, 1)));
        functions.add("greenlet_over", given -> greenlet(given).over());
        functions.add("greenlet_value", given -> greenlet(given).value());
        functions.add("greenlet_exception", given -> greenlet(given).failure().map(Greenlets::raised));
        functions.add("greenlet_get", this::get);
        functions.add("greenlets_join", given -> {
            List<Greenlet> all = given.objects(0, Greenlet.class, "a greenlet");
            List<Greenlet> ended = awaitAll(all, seconds(given, 1));
            for (Greenlet greenlet : ended) {
                if (given.flag(2) && greenlet.failure().isPresent()) {
                    throw greenlet.failure().get();
                }
            }
            return ended;
        });
        functions.add("greenlets_kill", given -> {
            List<Greenlet> all = given.objects(0, Greenlet.class, "a greenlet");
            all.forEach(Greenlet::kill);
            return given.flag(1) ? awaitAll(all, seconds(given, 2)).size() : 0;
        });
    }

    private static Greenlet greenlet(Arguments given) {
        return given.object(0, Greenlet.class, "greenlet");
    }

    private static Optional<Duration> seconds(Arguments given, int index) {
        return given.isNone(index)
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) (given.number(index, "timeout") * NANOS)));
    }

    /** Waits for all of them together; gives those that have ended within the limit. */
    private static List<Greenlet> awaitAll(List<Greenlet> all, Optional<Duration> limit) throws InterruptedException {
        long start = System.nanoTime();
        for (Greenlet greenlet : all) {
            greenlet.await(limit.map(whole -> whole.minusNanos(System.nanoTime() - start)));
        }
        return all.stream().filter(Greenlet::over).toList();
    }

    private @Nullable Object get(Arguments given) throws InterruptedException {
        if (!greenlet(given).await(seconds(given, 1))) {
            throw new PythonException("TimeoutError", "it has not ended within " + given.number(1, "timeout") + " s");
        }
        Optional<PolyglotException> failure = greenlet(given).failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return greenlet(given).value();
    }

    private static Value raised(PolyglotException failure) {
        return failure.getGuestObject();
    }

    private Greenlet spawn(Value function, Value arguments) {
        Greenlet greenlet = new Greenlet(function, arguments);
        running.add(greenlet);
        Thread.ofPlatform()
                .daemon()
                .name("bliss-greenlet-" + number.incrementAndGet())
                .start(() -> greenlet.run(faces, safepoints, this));
        return greenlet;
    }

    void failed(PolyglotException failure) {
        if (failure.isGuestException() && !failure.isCancelled()) {
            report.accept(raised(failure));
        }
    }

    void ended(Greenlet greenlet) {
        running.remove(greenlet);
    }

    /** Kills all of them; does not wait. */
    @Override
    public void close() {
        List.copyOf(running).forEach(Greenlet::kill);
    }
}
