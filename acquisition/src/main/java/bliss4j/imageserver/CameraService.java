package bliss4j.imageserver;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Camera;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets sessions of other processes use a camera of this one, on loopback: {@link RemoteCamera} is the other end. What is
 * refused is 409 with one line that says why.
 */
public final class CameraService implements AutoCloseable {
    private static final int OK = 200;
    private static final int REFUSED = 409;
    private static final int UNKNOWN = 404;

    private final Camera camera;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("bliss-camera-", 0).daemon().factory());
    private final CountDownLatch closed = new CountDownLatch(1);

    private CameraService(Camera camera, HttpServer http) {
        this.camera = camera;
        this.http = http;
    }

    /** @param port 0 for any that is free */
    public static CameraService open(Camera camera, int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            CameraService service = new CameraService(camera, http);
            http.createContext("/", service::answer);
            http.setExecutor(service.threads);
            ImageServer.startAside(http);
            return service;
        } catch (IOException e) {
            throw new AcquisitionException(
                    "camera " + camera.name() + " cannot be reached at port " + port + ": " + e.getMessage(), e);
        }
    }

    /** What a session's {@code RemoteCamera} has as {@code url}. */
    public String url() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        closed.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().getPath();
            try {
                Value given = given(exchange);
                send(exchange, OK, ValueJson.write(call(asked, given, ImageServer.query(exchange))));
            } catch (AcquisitionException | DataException | IllegalArgumentException e) {
                send(exchange, REFUSED, String.valueOf(e.getMessage()));
            } catch (UnsupportedOperationException e) {
                send(exchange, UNKNOWN, String.valueOf(e.getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Value given(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return body.isBlank() ? Value.nothing() : ValueJson.read(body);
    }

    private Value call(String asked, Value given, Map<String, String> query) throws InterruptedException {
        switch (asked) {
            case "/" -> {
                return CameraWords.describe(camera);
            }
            case "/reserve" -> {
                return Value.of(camera.reserve());
            }
            case "/saving" -> camera.saving(CameraWords.saving(given));
            case "/prepare" ->
                camera.prepare(given.at("number").asLong(), CameraWords.order(given), CameraWords.files(given));
            case "/trigger" -> camera.trigger();
            case "/stop" -> camera.stop();
            case "/abort" -> camera.abort();
            case "/progress" -> {
                return CameraWords.progress(camera.await(
                        number(query, "from"), number(query, "acquired"), Duration.ofMillis(number(query, "wait"))));
            }
            default -> throw new UnsupportedOperationException("a camera has no '" + asked + "'");
        }
        return Value.nothing();
    }

    private static long number(Map<String, String> query, String key) {
        return Long.parseLong(query.getOrDefault(key, "0"));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        closed.countDown();
    }
}
