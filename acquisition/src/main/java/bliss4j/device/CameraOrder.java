package bliss4j.device;

import bliss4j.image.ImageSaving;
import java.util.Optional;

/**
 * What a camera is to do in one scan.
 *
 * @param frames how many images, 0 until it is stopped
 * @param seconds how long each is exposed
 * @param saving where they are saved; empty if they are not
 */
public record CameraOrder(int frames, double seconds, Optional<ImageSaving> saving) {}
