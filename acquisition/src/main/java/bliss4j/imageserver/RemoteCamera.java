package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Camera;
import bliss4j.device.CameraOrder;
import bliss4j.device.CameraProgress;
import bliss4j.device.CameraSaving;
import bliss4j.device.Roi;
import bliss4j.image.ImageSaving;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A camera of another process, which {@code bliss camera} serves. Its images do not come this way; see {@link ImageServer}. */
public final class RemoteCamera implements Camera, AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    /** Beyond what a call may take: saving what is pending at the end. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(90);

    private static final int OK = 200;

    private final String name;
    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final DType dtype;
    private final Shape shape;
    private final List<Roi> rois;
    private final String server;
    private final int bufferFrames;

    /**
     * @param url what {@code bliss camera} printed
     * @throws AcquisitionException if nobody answers there
     */
    public RemoteCamera(String name, String url) {
        this.name = name;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        Value said = ask("/");
        dtype = CameraWords.dtype(said);
        shape = CameraWords.shape(said);
        rois = CameraWords.rois(said);
        server = said.at("server").asText();
        bufferFrames = CameraWords.whole(said, "buffer");
    }

    private Value ask(String what) {
        return send(HttpRequest.newBuilder(address(what)).timeout(CALL_LIMIT).build());
    }

    private Value tell(String what, Value given) {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(ValueJson.write(given));
        return send(HttpRequest.newBuilder(address(what))
                .timeout(CALL_LIMIT)
                .POST(body)
                .build());
    }

    private URI address(String what) {
        try {
            return URI.create(url + what);
        } catch (IllegalArgumentException e) {
            throw new AcquisitionException(
                    "camera " + name + ": '" + url + "' is no address such as http://127.0.0.1:9000", e);
        }
    }

    private Value send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new AcquisitionException("camera " + name + " at " + url + ": " + answer.body());
            }
            return ValueJson.read(answer.body());
        } catch (IOException | DataException e) {
            throw new AcquisitionException("camera " + name + " at " + url + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AcquisitionException("interrupted while camera " + name + " was asked", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public List<Roi> rois() {
        return rois;
    }

    @Override
    public CameraSaving saving() {
        return CameraWords.saving(ask("/"));
    }

    @Override
    public void saving(CameraSaving choice) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put("format", Value.of(choice.format().name()));
        words.put("frames_per_file", Value.of(choice.framesPerFile()));
        words.put("when_full", Value.of(choice.whenFull().name()));
        tell("/saving", Value.of(words));
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public int bufferFrames() {
        return bufferFrames;
    }

    @Override
    public long reserve() {
        return tell("/reserve", Value.nothing()).asLong();
    }

    @Override
    public void prepare(long number, CameraOrder order, Optional<ImageSaving> saving) {
        tell("/prepare", CameraWords.order(number, order, saving));
    }

    @Override
    public void trigger() {
        tell("/trigger", Value.nothing());
    }

    @Override
    public CameraProgress await(long from, long acquired, Duration limit) throws InterruptedException {
        return CameraWords.progress(
                ask("/progress?from=" + from + "&acquired=" + acquired + "&wait=" + limit.toMillis()));
    }

    @Override
    public void stop() {
        tell("/stop", Value.nothing());
    }

    @Override
    public void abort() {
        tell("/abort", Value.nothing());
    }

    @Override
    public void close() {
        client.close();
    }

    /** As the shell shows it. */
    @Override
    public String toString() {
        return "camera " + name + " of " + shape.length(1) + " x " + shape.length(0) + " pixels, " + dtype.numpyName()
                + ", at " + url;
    }
}
