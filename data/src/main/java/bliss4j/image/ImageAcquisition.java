package bliss4j.image;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images that a camera takes for one scan: where they are while its server has them, and where they are saved. What a
 * node of images says of itself (docs/reference/redis-keys.md has the fields).
 *
 * @param server the address of the server that has them in memory: {@code http://127.0.0.1:41234/lima_simulator}
 * @param number which acquisition of that server it is; its memory of another one holds other images
 * @param bufferFrames how many of the last images the server has in memory
 * @param dtype the type of a pixel
 * @param shape rows and columns of an image
 * @param saving how they are saved, empty if they are not
 * @param settings what else the camera says of the acquisition: {@code acq_expo_time}, {@code acq_nb_frames} and others
 */
public record ImageAcquisition(
        String server,
        long number,
        int bufferFrames,
        DType dtype,
        Shape shape,
        Optional<ImageSaving> saving,
        Map<String, Value> settings) {
    private static final String SERVER = "server_url";
    private static final String NUMBER = "lima_acq_nb";
    private static final String BUFFER = "buffer_max_number";
    private static final String MODE = "saving_mode";
    private static final String NOT_SAVED = "NOSAVING";

    public ImageAcquisition {
        settings = new LinkedHashMap<>(settings);
        if (shape.rank() != 2 || shape.size() == 0) {
            throw new DataException("images of shape " + shape + ": expected rows and columns");
        }
    }

    /** How images are saved, with what the camera says of the acquisition, in the words of Lima. */
    public Map<String, Value> description() {
        Map<String, Value> fields = new LinkedHashMap<>(settings);
        fields.put("reference", Value.of(true));
        fields.put(MODE, Value.of(NOT_SAVED));
        saving.ifPresent(how -> fields.putAll(how.description()));
        return fields;
    }

    /** All that the node says beside its names. */
    public Map<String, Value> info() {
        Map<String, Value> fields = description();
        fields.put(
                "shape",
                Value.tuple(Arrays.stream(shape.toArray()).mapToObj(Value::of).toArray(Value[]::new)));
        fields.put("dtype", Value.of(dtype));
        fields.put(SERVER, Value.of(server));
        fields.put(NUMBER, Value.of(number));
        fields.put(BUFFER, Value.of(bufferFrames));
        return fields;
    }

    /** How far the acquisition is, as every entry of its stream says. */
    public Map<String, Value> status(long lastReady, long lastSaved) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put(SERVER, Value.of(server));
        fields.put(NUMBER, Value.of(number));
        fields.put(BUFFER, Value.of(bufferFrames));
        fields.put("last_image_acquired", Value.of(lastReady));
        fields.put("last_image_ready", Value.of(lastReady));
        fields.put("last_counter_ready", Value.of(lastReady));
        fields.put("last_image_saved", Value.of(lastSaved));
        fields.put("in_prepare", Value.of(false));
        fields.put("ready_for_next_image", Value.of(true));
        fields.put("acq_state", Value.of("running"));
        return fields;
    }

    /**
     * What a node's info says of its images.
     *
     * @throws DataException if it is not that of a node of images
     */
    public static ImageAcquisition of(Map<String, Value> info) {
        return new ImageAcquisition(
                text(info, SERVER),
                whole(info, NUMBER, -1),
                (int) whole(info, BUFFER, 0),
                dtype(info),
                shape(info),
                ImageSaving.of(Value.of(info)),
                Map.of());
    }

    private static DType dtype(Map<String, Value> info) {
        return switch (info.getOrDefault("dtype", Value.nothing())) {
            case Value.Type type -> type.value();
            case Value.Text name -> DType.of(name.value());
            case Value other -> throw new DataException("dtype of images is " + other + ", expected a numpy type");
        };
    }

    private static Shape shape(Map<String, Value> info) {
        List<Value> lengths = info.getOrDefault("shape", Value.list()).asList();
        return Shape.of(lengths.stream()
                .mapToInt(length -> Math.toIntExact(length.asLong()))
                .toArray());
    }

    private static String text(Map<String, Value> info, String field) {
        return info.get(field) instanceof Value.Text text ? text.value() : "";
    }

    private static long whole(Map<String, Value> info, String field, long otherwise) {
        return info.get(field) instanceof Value.Whole number ? number.value() : otherwise;
    }
}
