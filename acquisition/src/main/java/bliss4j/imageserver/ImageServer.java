package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the frames that a camera has in memory over HTTP, on loopback:
 *
 * <pre>{@code GET http://127.0.0.1:41234/lima_simulator/frames/12?acquisition=7}</pre>
 *
 * The body is the pixels, little-endian, row by row; {@code X-Dtype}, {@code X-Shape}, {@code X-Acquisition} and
 * {@code X-Frame} say what they are. A frame that is not there is 404, one of another acquisition 409. Several at once; so
 * many that their copies fit the memory.
 */
public final class ImageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImageServer.class);
    /** Copies of frames that are on their way at once. */
    private static final int COPIES = 8;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int GONE = 404;
    private static final int OTHER = 409;

    private final String name;
    private final DType dtype;
    private final Shape shape;
    private final Supplier<Optional<Acquisition>> current;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("bliss-image-", 0).factory());
    private final Semaphore copies = new Semaphore(COPIES);

    private ImageServer(
            String name, DType dtype, Shape shape, Supplier<Optional<Acquisition>> current, HttpServer http) {
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        this.current = current;
        this.http = http;
    }

    /**
     * Serves from now on.
     *
     * @param port 0 for any that is free
     * @param current what is in memory
     */
    static ImageServer open(String name, DType dtype, Shape shape, int port, Supplier<Optional<Acquisition>> current) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ImageServer server = new ImageServer(name, dtype, shape, current, http);
            http.createContext("/" + name + "/frames/", server::frame);
            http.setExecutor(server.threads);
            startAside(http);
            return server;
        } catch (IOException e) {
            throw new AcquisitionException(
                    "camera " + name + " cannot serve at port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Its thread is a daemon if it is started by one: a camera does not keep a process alive. */
    static void startAside(HttpServer http) {
        CompletableFuture.runAsync(
                        http::start, task -> Thread.ofPlatform().daemon().start(task))
                .join();
    }

    /** Where the frames are. */
    String url() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().getHostAddress();
        try {
            return new URI("http", null, host, address.getPort(), "/" + name, null, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new AcquisitionException("camera '" + name + "' cannot be served under its name", e);
        }
    }

    private void frame(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Acquisition> taken = current.get();
            Map<String, String> query = query(exchange);
            String path = exchange.getRequestURI().getPath();
            long wanted;
            long number;
            try {
                wanted = Long.parseLong(query.getOrDefault("acquisition", "-1"));
                number = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
            } catch (NumberFormatException e) {
                say(exchange, BAD_REQUEST, "expected /frames/NUMBER?acquisition=NUMBER");
                return;
            }
            if (taken.isEmpty() || taken.get().number() != wanted) {
                say(exchange, OTHER, "acquisition " + wanted + " is not in memory");
                return;
            }
            send(exchange, taken.get(), number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, Acquisition acquisition, long number)
            throws IOException, InterruptedException {
        copies.acquire();
        try {
            Optional<byte[]> frame = acquisition.frame(number);
            if (frame.isEmpty()) {
                say(exchange, GONE, "frame " + number + " is not in memory");
                return;
            }
            String lengths =
                    Arrays.stream(shape.toArray()).mapToObj(Integer::toString).collect(Collectors.joining(","));
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/octet-stream");
            headers.set("X-Dtype", dtype.numpyName());
            headers.set("X-Shape", lengths);
            headers.set("X-Acquisition", Long.toString(acquisition.number()));
            headers.set("X-Frame", Long.toString(number));
            exchange.sendResponseHeaders(OK, frame.get().length);
            exchange.getResponseBody().write(frame.get());
        } catch (IOException e) {
            LOG.debug("camera {}: a client left before it had frame {}: {}", name, number, e.getMessage());
        } finally {
            copies.release();
        }
    }

    static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0], pair -> pair.length > 1 ? pair[1] : "", (one, other) -> one));
    }

    static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
