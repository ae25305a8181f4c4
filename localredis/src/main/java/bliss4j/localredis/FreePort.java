package bliss4j.localredis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports of this machine that nobody listens on. */
final class FreePort {
    // Below the ports that systems hand out to outgoing connections, so that it is still free at the next start.
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int ATTEMPTS = 1_000;

    private FreePort() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    static int any(Random random) {
        return random.ints(ATTEMPTS, FIRST, FIRST + COUNT)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new LocalRedisException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1)
                        + " on " + ServerConfig.HOST + ": configure one for the local Redis"));
    }
}
