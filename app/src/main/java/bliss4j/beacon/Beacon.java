package bliss4j.beacon;

import java.util.concurrent.CountDownLatch;

/**
 * What the original's Python data client takes for its Beacon server, and the way to Redis that it is told of. With
 * {@code BEACON_HOST} set to {@link #address} it needs nothing else.
 *
 * <p>While this is open every user of the machine can read and write what is in that Redis. Any thread may close it.
 */
public final class Beacon implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** Clients keep one connection for questions, and one or a few for each node that they follow. */
    private static final int MOST_CLIENTS = 64;

    private static final int MOST_RELAYED = 256;

    private final Listener relay;
    private final Listener questions;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Beacon(Listener relay, Listener questions) {
        this.relay = relay;
        this.questions = questions;
    }

    /**
     * Listens from here on.
     *
     * @param port where questions are answered; 0 for any that is free
     * @throws BeaconException if the port is taken or may not be used
     */
    public static Beacon open(int port, RedisDoor redis) {
        Listener relay = Listener.open(0, MOST_RELAYED, new Relay(redis));
        boolean good = false;
        try {
            Beacon beacon = new Beacon(relay, Listener.open(port, MOST_CLIENTS, new Answers(HOST, relay.port())));
            good = true;
            return beacon;
        } finally {
            if (!good) {
                relay.close();
            }
        }
    }

    /** {@code host:port}, as {@code BEACON_HOST} wants it. */
    public String address() {
        return HOST + ":" + questions.port();
    }

    /** Where Redis can be had without a password: {@code host:port}. */
    public String redisAddress() {
        return HOST + ":" + relay.port();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        questions.close();
        relay.close();
        closed.countDown();
    }
}
