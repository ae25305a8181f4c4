package bliss4j.shell;

import bliss4j.data.DataNode;
import bliss4j.device.Camera;
import bliss4j.device.CameraSaving;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageView;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code bliss.data.lima} and cameras are asked. */
final class ImageFunctions {
    void addTo(HostFunctions functions) {
        functions.add("image_fullname", given -> image(given).fullname());
        functions.add("image_length", given -> image(given).length());
        functions.add("image_shape", given -> NodeFunctions.tuple(image(given).shape()));
        functions.add("image_dtype", given -> image(given).dtype().numpyName());
        functions.add("image_get", ImageFunctions::get);
        functions.add("view_length", given -> view(given).length());
        functions.add("view_from", given -> view(given).from());
        functions.add("view_to", given -> view(given).to());
        functions.add("view_image", given -> view(given).image(given.index(1, "image_index")));
        functions.add("view_item", given -> view(given).get(Math.toIntExact(given.index(1, "index"))));
        functions.add("view_items", given -> view(given).get(places(given.value(1))));
        functions.add("view_refresh", given -> view(given).refresh());
        functions.add("view_references", given -> references(view(given)));
        functions.add("camera_name", given -> camera(given).name());
        functions.add("camera_shape", given -> NodeFunctions.tuple(camera(given).shape()));
        functions.add("camera_dtype", given -> camera(given).dtype().numpyName());
        functions.add("camera_counters", given -> camera(given).counters());
        functions.add("camera_format", given -> camera(given).saving().format().name());
        functions.add("camera_frames", given -> camera(given).saving().framesPerFile());
        functions.add("camera_save", ImageFunctions::save);
    }

    private static DataNode.Image image(Arguments given) {
        return given.object(0, DataNode.Image.class, "node");
    }

    private static ImageView view(Arguments given) {
        return given.object(0, ImageView.class, "view");
    }

    private static Camera camera(Arguments given) {
        return given.object(0, Camera.class, "camera");
    }

    private static Object get(Arguments given) {
        long from = given.index(1, "from_index");
        return given.isNone(2) ? image(given).get(from) : image(given).get(from, given.index(2, "to_index"));
    }

    private static List<Integer> places(Value indices) {
        List<Integer> places = new ArrayList<>();
        for (long i = 0; i < indices.getArraySize(); i++) {
            places.add(indices.getArrayElement(i).asInt());
        }
        return places;
    }

    /** For each image file, path in it, frame and format. */
    private static List<bliss4j.block.Value> references(ImageView view) {
        return view.references().stream()
                .<bliss4j.block.Value>map(reference -> bliss4j.block.Value.tuple(
                        bliss4j.block.Value.of(reference.file()),
                        bliss4j.block.Value.of(reference.path()),
                        bliss4j.block.Value.of(reference.frame()),
                        bliss4j.block.Value.of(reference.format())))
                .toList();
    }

    private static @Nullable Object save(Arguments given) {
        CameraSaving now = camera(given).saving();
        ImageFormat format = given.isNone(1) ? now.format() : ImageFormat.of(given.text(1, "saving_format"));
        int frames = given.isNone(2) ? now.framesPerFile() : given.whole(2, "saving_frame_per_file");
        camera(given).saving(new CameraSaving(format, frames, now.whenFull()));
        return null;
    }
}
