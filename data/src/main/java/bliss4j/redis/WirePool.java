package bliss4j.redis;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.commands.ProtocolCommand;

/** A few connections that wait for the next question. Any thread may ask. */
final class WirePool implements AutoCloseable {
    private static final int KEPT = 8;

    private final Supplier<Wire> open;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    WirePool(Supplier<Wire> open) {
        this.open = open;
    }

    /** Asks once more with a new connection if one that had been idle turns out to be dead. */
    <T> T with(Function<Wire, T> question) {
        Wire kept = idle.pollFirst();
        if (kept != null) {
            try {
                return ask(kept, question);
            } catch (RedisException e) {
                if (!kept.broken()) {
                    throw e;
                }
                drop();
            }
        }
        return ask(open.get(), question);
    }

    /** One command and its reply. */
    @Nullable
    Object call(ProtocolCommand command, byte[]... arguments) {
        return with(wire -> Optional.ofNullable(wire.call(command, arguments))).orElse(null);
    }

    private <T> T ask(Wire wire, Function<Wire, T> question) {
        boolean good = false;
        try {
            T answer = question.apply(wire);
            good = wire.unanswered() == 0 && !wire.broken();
            return answer;
        } finally {
            if (good && !closed && idle.size() < KEPT) {
                idle.addFirst(wire);
            } else {
                wire.close();
            }
        }
    }

    private void drop() {
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            wire.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
