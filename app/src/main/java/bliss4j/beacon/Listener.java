package bliss4j.beacon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of this machine only, each of whose connections is served by a virtual thread. There may be so many at a time and
 * no more. Closing it ends them all, from any thread.
 */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** What is done with a connection; it is closed afterwards. */
    interface Service {
        void serve(Socket client) throws IOException;

        /** Tells a client that there are too many already. */
        void refuse(Socket client) throws IOException;
    }

    private final ServerSocket server;
    private final Service service;
    private final Semaphore places;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Listener(ServerSocket server, Service service, int most) {
        this.server = server;
        this.service = service;
        this.places = new Semaphore(most);
    }

    /**
     * @param port 0 for any that is free
     * @param most how many connections there may be at a time
     * @throws BeaconException if the port is taken or may not be used
     */
    static Listener open(int port, int most, Service service) {
        try {
            ServerSocket server = new ServerSocket(port, 0, loopback());
            Listener listener = new Listener(server, service, most);
            Thread.ofVirtual().name("bliss-beacon-" + listener.port()).start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new BeaconException(
                    "port " + port + " cannot be listened on: " + e.getMessage() + "; name another one: --port N", e);
        }
    }

    /** 127.0.0.1, for clients that know no other kind of address. */
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("bliss-beacon-client").start(() -> handle(client));
            } catch (SocketException e) {
                LOG.debug("port {} no longer listens: {}", port(), e.getMessage());
            } catch (IOException e) {
                LOG.warn("a connection to port {} was not taken", port(), e);
            }
        }
    }

    private void handle(Socket client) {
        boolean place = places.tryAcquire();
        try (client) {
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
            if (server.isClosed()) {
                return;
            }
            if (place) {
                service.serve(client);
            } else {
                service.refuse(client);
            }
        } catch (IOException e) {
            LOG.debug("a connection to port {} broke", port(), e);
        } finally {
            open.remove(client);
            if (place) {
                places.release();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
