package bliss4j.device;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.block.Value;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageSaving;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A detector of images. Its server has the last images in memory, gives them to whoever asks, and saves them if it is told
 * to. One acquisition at a time: {@link #reserve}, {@link #prepare}, a {@link #trigger} for each image, {@link #stop}.
 * These come one at a time; {@link #await} is for another thread, {@link #abort} may come from any.
 */
public interface Camera {
    String name();

    /** The type of a pixel. */
    DType dtype();

    /** Rows and columns of an image. */
    Shape shape();

    /** Of what parts of an image it gives counters. */
    List<Roi> rois();

    /** How it saves when a scan has it save. */
    CameraSaving saving();

    /** The same from now on. */
    void saving(CameraSaving choice);

    /** Where images in memory are had: {@code http://127.0.0.1:41234/lima_simulator}. */
    String server();

    /** How many images it has in memory. */
    int bufferFrames();

    /**
     * The number of the next acquisition, which nobody else gets.
     *
     * @throws AcquisitionException if its server does not answer
     */
    long reserve();

    /**
     * Gets ready: its memory is given to this acquisition.
     *
     * @param saving where it saves, in the camera's own directories; empty if it does not
     * @throws AcquisitionException if it cannot be done so: files are there already, it is busy
     */
    void prepare(long number, CameraOrder order, Optional<ImageSaving> saving);

    /** Takes one image; returns at once. */
    void trigger();

    /**
     * Waits until the image {@code from} is done, more were acquired than {@code acquired}, something failed or
     * {@code limit} is over.
     */
    CameraProgress await(long from, long acquired, Duration limit) throws InterruptedException;

    /** The acquisition is over: waits until what was taken is saved; images stay in memory. */
    void stop();

    /** Ends an exposure at once; what was taken is still saved. */
    void abort();

    /** What is measured with it: its images, and the counters of its ROIs. */
    default List<Counter> counters() {
        return Stream.concat(
                        Stream.of(new ImageCounter(this)),
                        rois().stream()
                                .flatMap(roi -> Roi.VALUES.stream().map(value -> new RoiCounter(this, roi, value))))
                .<Counter>map(counter -> counter)
                .toList();
    }

    /** An acquisition as the tree describes it. */
    default ImageAcquisition describe(long number, CameraOrder order) {
        Map<String, Value> settings = new LinkedHashMap<>();
        settings.put("acq_mode", Value.of("SINGLE"));
        settings.put("acq_nb_frames", Value.of(order.frames()));
        settings.put("acq_expo_time", Value.of(order.seconds()));
        settings.put("acq_trigger_mode", Value.of("INTERNAL_TRIGGER_MULTI"));
        settings.put("latency_time", Value.of(0.0));
        return new ImageAcquisition(server(), number, bufferFrames(), dtype(), shape(), order.saving(), settings);
    }
}
