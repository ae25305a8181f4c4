package bliss4j.session;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.device.CameraSaving;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.image.ImageFormat;
import bliss4j.imageserver.CameraMemory;
import bliss4j.imageserver.CameraService;
import bliss4j.sim.SimCamera;
import bliss4j.sim.SimPattern;
import java.util.List;

/** Serves a camera of 64 x 48 pixels and prints where, until it is killed. */
final class CameraMain {
    private CameraMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Shape shape = Shape.of(48, 64);
        SimPattern pattern = new SimPattern(SimPattern.Kind.RAMP, DType.UINT16, shape, List.of());
        CameraMemory memory = new CameraMemory(arguments[0], DType.UINT16, shape, 1 << 20, 0);
        CameraSaving saving = new CameraSaving(ImageFormat.valueOf(arguments[1]), 1, WhenFull.WAIT);
        try (SimCamera camera = new SimCamera(pattern, List.of(), 0, saving, memory);
                CameraService service = CameraService.open(camera, 0)) {
            System.out.println(service.url());
            service.awaitEnd();
        }
    }
}
