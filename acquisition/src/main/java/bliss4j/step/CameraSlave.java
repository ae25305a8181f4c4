package bliss4j.step;

import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Texts;
import bliss4j.chain.AcquisitionChannel;
import bliss4j.chain.AcquisitionSlave;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Camera;
import bliss4j.device.CameraOrder;
import bliss4j.device.CameraProgress;
import bliss4j.device.Counter;
import bliss4j.device.ImageCounter;
import bliss4j.device.Roi;
import bliss4j.device.RoiCounter;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageSaving;
import bliss4j.image.ImageTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a camera take an image at each point. A point is over once it was exposed; images and what is counted in them are given
 * by a thread of its own as soon as others can have them, that is, once they are saved if they are to be.
 */
public final class CameraSlave implements AcquisitionSlave {
    private static final Logger LOG = LoggerFactory.getLogger(CameraSlave.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Camera camera;
    private final int points;
    private final double countSeconds;
    private final List<Output> outputs = new ArrayList<>();
    private final long number;
    private CameraOrder order;
    /** Where the camera saves, as it sees the directory. */
    private Optional<ImageSaving> target = Optional.empty();

    private Path dataDirectory = Path.of("");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long triggered;
    private long acquired;
    private long given;
    private boolean aborted;
    private boolean over;
    private @Nullable AcquisitionException failure;
    private boolean prepared;
    /** Images that could not be saved; the listener's until it has ended. */
    private long lost;

    private CompletableFuture<Void> listener = CompletableFuture.completedFuture(null);

    /** @param value which of the values of a frame's ROIs it gives; empty for the image */
    private record Output(AcquisitionChannel channel, Optional<Integer> value) {}

    /**
     * Takes the number of an acquisition.
     *
     * @param counters the camera's images and what is counted in them, as far as they are wanted
     * @param points how many images, 0 until it is stopped
     * @param countSeconds how long each is exposed
     * @throws AcquisitionException if the camera does not answer
     */
    public CameraSlave(Camera camera, List<Counter> counters, int points, double countSeconds) {
        this.camera = camera;
        this.points = points;
        this.countSeconds = countSeconds;
        counters.stream()
                .filter(ImageCounter.class::isInstance)
                .forEach(image -> outputs.add(
                        new Output(AcquisitionChannel.images(camera.name(), image.name()), Optional.empty())));
        counters.stream()
                .filter(RoiCounter.class::isInstance)
                .map(RoiCounter.class::cast)
                .forEach(counter -> outputs.add(new Output(channel(counter), Optional.of(place(counter)))));
        number = camera.reserve();
        order = new CameraOrder(points, countSeconds, Optional.empty());
        describe();
    }

    private static AcquisitionChannel channel(RoiCounter counter) {
        String fullname = counter.fullname();
        String device = fullname.substring(0, fullname.length() - counter.name().length() - 1);
        return AcquisitionChannel.scalar(device, counter.name(), counter.unit());
    }

    private int place(RoiCounter counter) {
        return camera.rois().indexOf(counter.roi()) * Roi.VALUES.size() + Roi.VALUES.indexOf(counter.value());
    }

    /**
     * Has the images saved; before the scan is announced.
     *
     * @param saving where, as others see it
     * @param seen where, as the camera's host sees it
     * @param directory where the scan's file is
     */
    public void save(ImageSaving saving, ImageSaving seen, Path directory) {
        order = new CameraOrder(points, countSeconds, Optional.of(saving));
        target = Optional.of(seen);
        dataDirectory = directory;
        describe();
    }

    private void describe() {
        ImageAcquisition acquisition = camera.describe(number, order);
        outputs.stream()
                .filter(output -> output.value().isEmpty())
                .forEach(output -> output.channel().describe(acquisition));
    }

    public Camera camera() {
        return camera;
    }

    /** What it was told to do. */
    public CameraOrder order() {
        return order;
    }

    @Override
    public String name() {
        return camera.name();
    }

    @Override
    public List<AcquisitionChannel> channels() {
        return outputs.stream().map(Output::channel).toList();
    }

    @Override
    public void prepare() {
        camera.prepare(number, order, target);
        prepared = true;
        listener = CompletableFuture.runAsync(
                this::listen,
                task -> Thread.ofPlatform()
                        .name("bliss-images-" + name())
                        .daemon()
                        .start(task));
    }

    @Override
    public void trigger() {
        lock.lock();
        try {
            triggered++;
        } finally {
            lock.unlock();
        }
        camera.trigger();
    }

    @Override
    public void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (acquired < triggered && !aborted && failure == null) {
                changed.await();
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        try {
            while (listens()) {
                CameraProgress progress = camera.await(given, acquiredSoFar(), LONGEST_WAIT);
                give(progress);
                tell(progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // the thread's top: the scan's own threads are told
            fail(new AcquisitionException("camera " + name() + ": " + e.getMessage(), e));
        }
    }

    /** Until all that was taken is given, or nothing more can come. */
    private boolean listens() {
        lock.lock();
        try {
            return failure == null && !(over && given >= acquired);
        } finally {
            lock.unlock();
        }
    }

    private long acquiredSoFar() {
        lock.lock();
        try {
            return over ? Long.MAX_VALUE : acquired;
        } finally {
            lock.unlock();
        }
    }

    private void give(CameraProgress progress) {
        long timeNs = AcquisitionChannel.now();
        for (CameraProgress.Done done : progress.done()) {
            NdArray row = row(done);
            for (Output output : outputs) {
                NdArray point = output.value().isPresent()
                        ? Numbers.of(value(done, output.value().get()))
                        : row;
                output.channel().emit(point, timeNs);
            }
            given++;
        }
    }

    private static double value(CameraProgress.Done done, int place) {
        return place < done.rois().size() ? done.rois().get(place) : Double.NaN;
    }

    private Texts row(CameraProgress.Done done) {
        return done.saved() && order.saving().isPresent()
                ? ImageTable.row(order.saving().get(), given, dataDirectory)
                : ImageTable.notSaved();
    }

    private void tell(CameraProgress progress) {
        lock.lock();
        try {
            acquired = Math.max(acquired, progress.acquired());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        lost = progress.dropped();
        progress.failure().ifPresent(why -> fail(new AcquisitionException(why)));
    }

    private void fail(AcquisitionException why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        if (!prepared) {
            return;
        }
        try {
            camera.stop();
        } finally {
            lock.lock();
            try {
                over = true;
            } finally {
                lock.unlock();
            }
            listener.join(); // an interrupt does not make points be lost
        }
        if (lost > 0) {
            LOG.warn("camera {} lost {} images, which came faster than they could be saved", name(), lost);
        }
        AcquisitionException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void abort() {
        camera.abort();
        lock.lock();
        try {
            aborted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
