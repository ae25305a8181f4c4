package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import bliss4j.device.CameraProgress;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.image.ImageSaving;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What every camera has behind its sensor: memory for the last frames, a server that gives them, and files that keep them.
 * The sensor's thread asks for the place of each frame with {@link #next}, fills it and says {@link #taken}.
 */
public final class CameraMemory implements AutoCloseable {
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    private final String name;
    private final DType dtype;
    private final Shape shape;
    private final FrameRing ring;
    private final int port;
    private @Nullable ImageServer server;
    /** Counts on from the time: a camera that is started again at the same address must not give the same numbers again. */
    private final AtomicLong reserved = new AtomicLong(System.currentTimeMillis());

    private volatile Optional<Acquisition> current = Optional.empty();

    /**
     * @param bytes how much memory frames may take; at least one is kept
     * @param port where they are served once they are wanted, 0 for any free one
     */
    public CameraMemory(String name, DType dtype, Shape shape, long bytes, int port) {
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        long frameBytes = (long) shape.size() * dtype.itemSize();
        if (frameBytes < 1 || frameBytes > LARGEST) {
            throw new AcquisitionException(
                    "camera " + name + ": images of " + frameBytes + " bytes, expected 1 to 2 GiB");
        }
        long frames = Math.clamp(bytes / frameBytes, 1, Integer.MAX_VALUE / 2);
        this.ring = new FrameRing((int) frames, (int) frameBytes);
        this.port = port;
    }

    public String name() {
        return name;
    }

    /** Where frames are served, from now on. */
    public synchronized String url() {
        if (server == null) {
            server = ImageServer.open(name, dtype, shape, port, () -> current);
        }
        return server.url();
    }

    /** How many frames it holds. */
    public int frames() {
        return ring.frames();
    }

    /** A number for an acquisition that no other has. */
    public long reserve() {
        return reserved.incrementAndGet();
    }

    /**
     * Gives the memory to another acquisition; the former must be over.
     *
     * @throws bliss4j.block.DataException if it cannot be saved so: the directory cannot be made, a file is there already
     */
    public void begin(long number, Optional<ImageSaving> saving, WhenFull whenFull) {
        Acquisition next = new Acquisition(number, ring, whenFull);
        // what is in memory need not wait elsewhere, too
        SavingRules rules = new SavingRules(
                SavingRules.DEFAULT.packers(),
                (long) ring.frames() * shape.size() * dtype.itemSize(),
                SavingRules.DEFAULT.sync());
        saving.ifPresent(
                how -> next.save(new FileSaver(FrameFiles.open(how, dtype, shape, rules, next), dtype, shape)));
        current = Optional.of(next);
    }

    private Acquisition running() {
        return current.orElseThrow(() -> new AcquisitionException("camera " + name + " was not prepared"));
    }

    /** Where the next frame goes, empty if it is lost or not wanted; waits while memory is full. */
    public Optional<byte[]> next() throws InterruptedException {
        return running().next();
    }

    /** The frame is there. */
    public void taken(List<Double> rois) throws InterruptedException {
        running().taken(rois);
    }

    /** The sensor cannot go on. */
    public void failed(String why) {
        running().failed(why);
    }

    /** As {@link bliss4j.device.Camera#await} has it. */
    public CameraProgress await(long from, long acquired, Duration limit) throws InterruptedException {
        return running().await(from, acquired, limit);
    }

    /** No frame comes any more: waits until all are saved. */
    public void end() {
        current.ifPresent(Acquisition::close);
    }

    /** Nobody waits for memory any more. */
    public void abort() {
        current.ifPresent(Acquisition::abort);
    }

    @Override
    public void close() {
        abort();
        end();
        synchronized (this) {
            if (server != null) {
                server.close();
                server = null;
            }
        }
    }
}
