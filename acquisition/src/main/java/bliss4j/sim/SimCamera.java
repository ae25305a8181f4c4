package bliss4j.sim;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Camera;
import bliss4j.device.CameraOrder;
import bliss4j.device.CameraProgress;
import bliss4j.device.CameraSaving;
import bliss4j.device.Roi;
import bliss4j.image.ImageSaving;
import bliss4j.imageserver.CameraMemory;
import bliss4j.imageserver.RoiMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera that sees a {@link SimPattern}; it exposes in real time, one image after the other. */
public final class SimCamera implements Camera, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimCamera.class);

    private final String name;
    private final SimPattern pattern;
    private final List<Roi> rois;
    private final double shortest;
    private final CameraMemory memory;
    private final RoiMeter meter;
    private volatile CameraSaving saving;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long triggers;
    private long exposed;
    private double seconds;
    private boolean running;
    private boolean exposing;
    private boolean closed;
    private CompletableFuture<Void> sensor = CompletableFuture.completedFuture(null);

    /**
     * @param shortest seconds from one image to the next at least
     * @param memory what is behind its sensor; closed with it
     */
    public SimCamera(SimPattern pattern, List<Roi> rois, double shortest, CameraSaving saving, CameraMemory memory) {
        this.name = memory.name();
        this.pattern = pattern;
        this.rois = List.copyOf(rois);
        rois.forEach(
                roi -> roi.within(pattern.shape().length(1), pattern.shape().length(0)));
        this.shortest = shortest;
        this.saving = saving;
        this.memory = memory;
        this.meter = new RoiMeter(pattern.dtype(), pattern.shape(), rois);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DType dtype() {
        return pattern.dtype();
    }

    @Override
    public Shape shape() {
        return pattern.shape();
    }

    @Override
    public List<Roi> rois() {
        return rois;
    }

    @Override
    public CameraSaving saving() {
        return saving;
    }

    @Override
    public void saving(CameraSaving choice) {
        saving = choice;
    }

    @Override
    public String server() {
        return memory.url();
    }

    @Override
    public int bufferFrames() {
        return memory.frames();
    }

    @Override
    public long reserve() {
        return memory.reserve();
    }

    @Override
    public void prepare(long number, CameraOrder order, Optional<ImageSaving> files) {
        lock.lock();
        try {
            if (running) {
                throw new AcquisitionException("camera " + name + " is busy with another acquisition");
            }
            memory.begin(number, files, saving.whenFull());
            triggers = 0;
            exposed = 0;
            seconds = Math.max(order.seconds(), shortest);
            running = true;
            sensor = CompletableFuture.runAsync(
                    this::expose,
                    task -> Thread.ofPlatform()
                            .name("bliss-camera-" + name)
                            .daemon()
                            .start(task));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void trigger() {
        trigger(1);
    }

    /** Takes several images, one right after the other. */
    public void trigger(long frames) {
        lock.lock();
        try {
            if (!running) {
                throw new AcquisitionException("camera " + name + " was triggered, but is not prepared");
            }
            triggers += frames;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The sensor. */
    private void expose() {
        try {
            while (awaitTrigger() && awaitExposure()) {
                take();
                lock.lock();
                try {
                    exposed++;
                    exposing = false;
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // the thread's top: whoever waits must know
            memory.failed("camera " + name + ": " + e);
            shut();
            LOG.error("camera {} can no longer be used", name, e);
        }
    }

    private void take() throws InterruptedException {
        Optional<byte[]> place = memory.next();
        if (place.isPresent()) {
            pattern.paint(place.get());
            memory.taken(meter.measure(place.get()));
        }
    }

    /** False once nothing more is wanted. */
    private boolean awaitTrigger() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (running && !closed && exposed >= triggers) {
                changed.await();
            }
            exposing = running && !closed;
            return exposing;
        } finally {
            lock.unlock();
        }
    }

    /** An exposure ends early when nothing more is wanted; then it still gives an image that nobody takes. */
    private boolean awaitExposure() throws InterruptedException {
        long nanos = (long) (seconds * 1e9);
        lock.lockInterruptibly();
        try {
            while (!closed && exposed < triggers && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CameraProgress await(long from, long acquired, Duration limit) throws InterruptedException {
        return memory.await(from, acquired, limit);
    }

    @Override
    public void stop() {
        CompletableFuture<Void> ending;
        lock.lock();
        try {
            while ((exposing || exposed < triggers) && !closed) {
                changed.awaitUninterruptibly();
            }
            running = false;
            changed.signalAll();
            ending = sensor;
        } finally {
            lock.unlock();
        }
        ending.join();
        memory.end();
    }

    @Override
    public void abort() {
        memory.abort();
        lock.lock();
        try {
            triggers = exposed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        shut();
        memory.close();
    }

    private void shut() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As the shell shows it. */
    @Override
    public String toString() {
        return "camera " + name + " of " + shape().length(1) + " x " + shape().length(0) + " pixels, "
                + dtype().numpyName();
    }
}
