package bliss4j.chain;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the devices of a test do: each call is noted as {@code device.call}, then what the test wrote for it is played. */
final class Script {
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, StopSignal.Work> parts = new ConcurrentHashMap<>();

    /** From now on this is played when that call comes. */
    Script on(String call, StopSignal.Work part) {
        parts.put(call, part);
        return this;
    }

    /** That call fails with this message. */
    Script fail(String call, String message) {
        return on(call, () -> {
            throw new IllegalStateException(message);
        });
    }

    void play(String call) throws InterruptedException {
        calls.add(call);
        StopSignal.Work part = parts.get(call);
        if (part != null) {
            part.run();
        }
    }

    /** The same for calls that may not wait. */
    void playQuick(String call) {
        try {
            play(call);
        } catch (InterruptedException e) {
            throw new AssertionError(call + " may not wait", e);
        }
    }

    /** How often that call came. */
    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    StubMaster master(String name, int iterations) {
        return new StubMaster(name, this, iterations);
    }

    StubSlave slave(String name, String... channels) {
        return new StubSlave(name, this, channels);
    }
}
