package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.device.Camera;
import bliss4j.device.CameraOrder;
import bliss4j.device.CameraProgress;
import bliss4j.device.CameraProgress.Done;
import bliss4j.device.CameraSaving;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.device.Roi;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a camera in another process is told and says, as JSON has it. */
final class CameraWords {
    private CameraWords() {}

    /** What does not change, and how it saves. */
    static Value describe(Camera camera) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put("dtype", Value.of(camera.dtype().numpyName()));
        words.put(
                "shape",
                Value.list(Arrays.stream(camera.shape().toArray())
                        .mapToObj(Value::of)
                        .toArray(Value[]::new)));
        words.put("rois", Value.of(camera.rois().stream().map(CameraWords::roi).toList()));
        words.put("server", Value.of(camera.server()));
        words.put("buffer", Value.of(camera.bufferFrames()));
        words.put("format", Value.of(camera.saving().format().name()));
        words.put("frames_per_file", Value.of(camera.saving().framesPerFile()));
        words.put("when_full", Value.of(camera.saving().whenFull().name()));
        return Value.of(words);
    }

    private static Value roi(Roi roi) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put("name", Value.of(roi.name()));
        words.put("x", Value.of(roi.x()));
        words.put("y", Value.of(roi.y()));
        words.put("width", Value.of(roi.width()));
        words.put("height", Value.of(roi.height()));
        return Value.of(words);
    }

    static DType dtype(Value words) {
        return DType.of(words.at("dtype").asText());
    }

    static Shape shape(Value words) {
        return Shape.of(words.at("shape").asList().stream()
                .mapToInt(length -> Math.toIntExact(length.asLong()))
                .toArray());
    }

    static List<Roi> rois(Value words) {
        return words.at("rois").asList().stream()
                .map(roi -> new Roi(
                        roi.at("name").asText(),
                        whole(roi, "x"),
                        whole(roi, "y"),
                        whole(roi, "width"),
                        whole(roi, "height")))
                .toList();
    }

    static CameraSaving saving(Value words) {
        return new CameraSaving(
                ImageFormat.of(words.at("format").asText()),
                whole(words, "frames_per_file"),
                WhenFull.valueOf(words.at("when_full").asText()));
    }

    static int whole(Value words, String word) {
        return Math.toIntExact(words.at(word).asLong());
    }

    /** What {@link Camera#prepare} is given. */
    static Value order(long number, CameraOrder order, Optional<ImageSaving> saving) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put("number", Value.of(number));
        words.put("frames", Value.of(order.frames()));
        words.put("seconds", Value.of(order.seconds()));
        saving.ifPresent(files -> words.put("saving", Value.of(files.description())));
        return Value.of(words);
    }

    static Optional<ImageSaving> files(Value order) {
        return order.find("saving").flatMap(words -> ImageSaving.of((Value.MapOf) words));
    }

    static CameraOrder order(Value words) {
        return new CameraOrder(whole(words, "frames"), words.at("seconds").asDouble(), files(words));
    }

    static Value progress(CameraProgress progress) {
        Map<String, Value> words = new LinkedHashMap<>();
        words.put("acquired", Value.of(progress.acquired()));
        words.put("dropped", Value.of(progress.dropped()));
        words.put("failure", progress.failure().map(Value::of).orElseGet(Value::nothing));
        words.put(
                "saved",
                Value.of(progress.done().stream()
                        .map(done -> Value.of(done.saved()))
                        .toList()));
        words.put(
                "rois",
                Value.of(progress.done().stream()
                        .map(done ->
                                Value.of(done.rois().stream().map(Value::of).toList()))
                        .toList()));
        return Value.of(words);
    }

    static CameraProgress progress(Value words) {
        List<Value> saved = words.at("saved").asList();
        List<Value> rois = words.at("rois").asList();
        Done[] done = new Done[saved.size()];
        for (int i = 0; i < done.length; i++) {
            done[i] = new Done(
                    saved.get(i).asBoolean(),
                    rois.get(i).asList().stream().map(Value::asDouble).toList());
        }
        return new CameraProgress(
                words.at("acquired").asLong(),
                List.of(done),
                words.at("dropped").asLong(),
                words.find("failure").filter(why -> !why.isNothing()).map(Value::asText));
    }
}
