package bliss4j.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A line to a server that can go dead, so that all is lost in it and nothing is closed, or slow. */
final class Relay implements AutoCloseable {
    private static final int CHUNK = 16 << 10;

    private final ServerSocket listening;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;
    private volatile long delayNs;

    /** The two sockets of one connection. */
    private static final class Line {
        final Socket near;
        final Socket far;
        volatile boolean dead;

        Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }
    }

    /** Leads to a port of this machine. */
    Relay(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("test-relay").start(this::accept);
    }

    /** The same address by way of this. */
    String url(String url) {
        return url.replace(":" + target, ":" + listening.getLocalPort());
    }

    /** All connections lead to nowhere, new ones too. */
    void goDead() {
        dead = true;
        lines.forEach(line -> line.dead = true);
    }

    /** New connections are good; those that went dead stay so. */
    void heal() {
        dead = false;
    }

    /** Holds up each piece that comes through, either way. */
    void delay(long millis) {
        delayNs = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                connect(near);
            }
        } catch (IOException closed) {
            lines.forEach(Relay::close);
        }
    }

    private void connect(Socket near) throws IOException {
        try {
            Line line = new Line(near, new Socket(InetAddress.getLoopbackAddress(), target));
            line.near.setTcpNoDelay(true);
            line.far.setTcpNoDelay(true);
            lines.add(line);
            line.dead = dead;
            Thread.ofVirtual().name("test-relay-to").start(() -> pump(line, line.near, line.far));
            Thread.ofVirtual().name("test-relay-from").start(() -> pump(line, line.far, line.near));
        } catch (java.net.ConnectException refused) {
            near.close();
        }
    }

    private void pump(Line line, Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = from.getInputStream().read(chunk);
                    count >= 0;
                    count = from.getInputStream().read(chunk)) {
                if (delayNs > 0) {
                    LockSupport.parkNanos(delayNs);
                }
                if (!line.dead) {
                    to.getOutputStream().write(chunk, 0, count);
                }
            }
        } catch (IOException closed) {
            // the same as its end
        }
        if (!line.dead) {
            close(line);
        }
    }

    private static void close(Line line) {
        try {
            line.near.close();
            line.far.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(Relay::close);
    }
}
