package bliss4j.beacon;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes bytes between a client and Redis, both ways, once Redis has been told the password. */
final class Relay implements Listener.Service {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final RedisDoor door;

    Relay(RedisDoor door) {
        this.door = door;
    }

    @Override
    public void serve(Socket client) throws IOException {
        Socket redis;
        try {
            redis = door.open();
        } catch (IOException e) {
            LOG.warn("Redis at {} cannot be used", door, e);
            say(client, "Redis at " + door + " cannot be used: " + e.getMessage());
            return;
        }
        try (redis) {
            Thread back = Thread.ofVirtual().name("bliss-beacon-back").start(() -> passBack(redis, client));
            pass(client, redis);
            redis.shutdownOutput(); // what is still to come for the client may come
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void refuse(Socket client) throws IOException {
        say(client, "max number of clients reached: bliss beacon relays no more at a time");
    }

    /** As an error of Redis, so that any client shows it. */
    private static void say(Socket client, String what) throws IOException {
        String line = "-ERR " + what.replaceAll("\\s+", " ") + "\r\n";
        client.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Up to the end of the replies, which is the end for the client, too. */
    private static void passBack(Socket redis, Socket client) {
        try (client) {
            pass(redis, client);
        } catch (IOException e) {
            LOG.debug("a relayed connection broke", e);
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
    }
}
