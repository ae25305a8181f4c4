package bliss4j.app;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.config.DeviceSpec;
import bliss4j.config.Section;
import bliss4j.device.Axis;
import bliss4j.device.CameraSaving;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.device.Roi;
import bliss4j.image.ImageFormat;
import bliss4j.imageserver.CameraMemory;
import bliss4j.imageserver.RemoteCamera;
import bliss4j.sim.SimCamera;
import bliss4j.sim.SimPattern;
import bliss4j.sim.SimPattern.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cameras as a configuration describes them. */
final class Cameras {
    private static final int SIDE = 1024;
    /** Memory for frames: 16 of a megapixel with four bytes each. */
    private static final long BUFFER_BYTES = 64L << 20;

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PIXELS = 1 << 29;

    private Cameras() {}

    static Object simulated(DeviceSpec spec) {
        Shape shape = Shape.of(whole(spec, "height", SIDE, MOST_PIXELS), whole(spec, "width", SIDE, MOST_PIXELS));
        DType dtype = dtype(spec);
        List<Axis> axes = spec.devices("axes", Axis.class);
        SimPattern pattern = new SimPattern(choice(spec, "pattern", Kind.BEAM), dtype, shape, axes);
        double rate = spec.number("rate", 0);
        if (!(rate >= 0)) {
            throw spec.wrong("rate", "images a second at most, 0 for no limit");
        }
        CameraSaving saving = new CameraSaving(
                choice(spec, "saving_format", ImageFormat.EDF),
                whole(spec, "saving_frame_per_file", 1, Integer.MAX_VALUE),
                choice(spec, "when_full", WhenFull.WAIT));
        long bytes = Math.round(spec.number("buffer_mb", BUFFER_BYTES >> 20) * (1 << 20));
        int port = (int) spec.whole("port", 0);
        if (port < 0 || port > HIGHEST_PORT) {
            throw spec.wrong("port", "0 (any free one) to " + HIGHEST_PORT);
        }
        List<Roi> rois = spec.sections("rois").stream().map(Cameras::roi).toList();
        CameraMemory memory = new CameraMemory(spec.name(), dtype, shape, bytes, port);
        return new SimCamera(pattern, rois, rate > 0 ? 1 / rate : 0, saving, memory);
    }

    static Object remote(DeviceSpec spec) {
        return new RemoteCamera(spec.name(), spec.text("url"));
    }

    private static Roi roi(Section section) {
        return new Roi(
                section.text("name"),
                (int) section.whole("x", 0),
                (int) section.whole("y", 0),
                (int) section.whole("width", 1),
                (int) section.whole("height", 1));
    }

    private static int whole(DeviceSpec spec, String key, int otherwise, int most) {
        long value = spec.whole(key, otherwise);
        if (value < 1 || value > most) {
            throw spec.wrong(key, "a whole number from 1 to " + most);
        }
        return (int) value;
    }

    private static DType dtype(DeviceSpec spec) {
        String name = spec.text("dtype", "uint32");
        try {
            return DType.of(name);
        } catch (IllegalArgumentException e) {
            throw spec.wrong("dtype", "int8, int16, int32, uint8, uint16 or uint32");
        }
    }

    private static <E extends Enum<E>> E choice(DeviceSpec spec, String key, E otherwise) {
        String text = spec.text(key, otherwise.name());
        Class<E> type = otherwise.getDeclaringClass();
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> spec.wrong(
                        key,
                        Arrays.stream(type.getEnumConstants())
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
