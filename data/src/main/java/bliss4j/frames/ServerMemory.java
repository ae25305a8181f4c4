package bliss4j.frames;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.ImageReference;
import bliss4j.image.ImageException;
import bliss4j.image.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that a camera's server has in memory. A server that does not answer, or takes another acquisition by now, has not
 * got them. Any thread.
 */
public final class ServerMemory implements ImageSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMemory.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private @Nullable HttpClient client;

    /** Most who read data never ask for an image. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_LIMIT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }
        return client;
    }

    @Override
    public Optional<NdArray> image(ImageReference reference) {
        if (!reference.server().startsWith("http://")) {
            return Optional.empty();
        }
        URI address = URI.create(
                reference.server() + "/frames/" + reference.image() + "?acquisition=" + reference.acquisition());
        try {
            HttpResponse<byte[]> answer = client().send(
                            HttpRequest.newBuilder(address).timeout(READ_LIMIT).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == OK ? Optional.of(image(reference, answer)) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is not to be had from its server: {}", address, e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while image " + reference.image() + " was fetched", e);
        }
    }

    private static NdArray image(ImageReference reference, HttpResponse<byte[]> answer) {
        if (!header(answer, "X-Acquisition").equals(Long.toString(reference.acquisition()))
                || !header(answer, "X-Frame").equals(Long.toString(reference.image()))) {
            throw new ImageException("No Lima data: " + answer.uri() + " gave another image than was asked for");
        }
        try {
            DType dtype = DType.of(header(answer, "X-Dtype"));
            int[] lengths = Arrays.stream(header(answer, "X-Shape").split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return Numbers.wrap(dtype, Shape.of(lengths), answer.body());
        } catch (IllegalArgumentException e) {
            throw new ImageException("No Lima data: " + answer.uri() + ": " + e.getMessage(), e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
