package bliss4j.imageserver;

import bliss4j.array.Numbers;
import bliss4j.image.ImageSaving;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The thread that writes the images of one acquisition, and the threads that pack them.
 *
 * @param <P> an image as it goes to the disk
 */
final class FrameWriter<P> {
    /** Images written before they are told, where the next one is ready all the time. */
    private static final int MOST_UNTOLD = 16;

    private final FrameFormat<P> format;
    private final ImageSaving saving;
    private final SavingRules rules;
    private final SavingListener listener;
    private final FrameQueue<P> queue;
    private final Optional<ExecutorService> packers;
    private final Thread thread;
    private volatile Path file;
    private volatile long lastSaved = -1;
    private final List<Long> untold = new ArrayList<>();

    /** The next place in the open file. */
    private int place;

    private Optional<FrameFile<P>> open = Optional.empty();

    private FrameWriter(
            FrameFormat<P> format, ImageSaving saving, SavingRules rules, int most, SavingListener listener) {
        this.format = format;
        this.saving = saving;
        this.rules = rules;
        this.listener = listener;
        this.queue = new FrameQueue<>(most);
        this.file = saving.file(0);
        String detector = saving.inside().detector();
        this.packers = format.packs()
                ? Optional.of(Executors.newFixedThreadPool(
                        rules.packers(),
                        Thread.ofPlatform()
                                .name("bliss-pack-" + detector + "-", 0)
                                .factory()))
                : Optional.empty();
        this.thread = Thread.ofPlatform().name("bliss-frames-" + detector).unstarted(this::run);
    }

    static <P> FrameWriter<P> start(
            FrameFormat<P> format, ImageSaving saving, SavingRules rules, int most, SavingListener listener) {
        FrameWriter<P> writer = new FrameWriter<>(format, saving, rules, most, listener);
        writer.thread.start();
        return writer;
    }

    boolean put(long image, Numbers pixels) throws InterruptedException {
        return queue.put(image, () -> pack(image, pixels));
    }

    private Future<P> pack(long image, Numbers pixels) {
        return packers.map(threads -> threads.submit(() -> format.pack(image, pixels)))
                .orElseGet(() -> CompletableFuture.completedFuture(format.pack(image, pixels)));
    }

    boolean isFull() {
        return queue.isFull();
    }

    long lastSaved() {
        return lastSaved;
    }

    /** The file that is written, or will be next. */
    Path file() {
        return file;
    }

    void finish() {
        queue.close();
    }

    void drop() {
        queue.drop();
    }

    /** Waits for the end, not longer than {@code limit}. */
    boolean await(Duration limit) {
        try {
            return thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            for (Optional<FrameQueue.Pending<P>> next = queue.take(); next.isPresent(); next = queue.take()) {
                write(next.get());
                queue.written();
            }
            endFile();
        } catch (RuntimeException | ExecutionException | InterruptedException | Error e) {
            fail(e);
        } finally {
            queue.drop();
            packers.ifPresent(ExecutorService::close); // what they still pack takes no time
        }
    }

    private void write(FrameQueue.Pending<P> next) throws ExecutionException, InterruptedException {
        P packed = next.packed().get();
        long image = next.image();
        FrameFile<P> here = fileOf(image);
        for (; place < saving.frame(image); place++) {
            here.leaveOut(image - saving.frame(image) + place);
        }
        here.append(packed);
        place++;
        untold.add(image);
        if (place == saving.framesPerFile() || image == saving.frames() - 1) {
            endFile();
        } else if (!queue.isNextReady() || untold.size() >= MOST_UNTOLD) {
            here.flush();
            tellSaved();
        }
    }

    private FrameFile<P> fileOf(long image) {
        if (open.isEmpty() || !file.equals(saving.file(image))) {
            endFile();
            file = saving.file(image);
            open = Optional.of(format.create(file));
            place = 0;
        }
        return open.get();
    }

    private void endFile() {
        if (open.isPresent()) {
            FrameFile<P> here = open.get();
            open = Optional.empty();
            here.close(rules.sync());
            tellSaved();
        }
    }

    private void tellSaved() {
        for (long image : untold) {
            listener.saved(image);
            lastSaved = image;
        }
        untold.clear();
    }

    /** Those that were written before one failed are in the file if it can be closed. */
    private void fail(Throwable cause) {
        queue.drop();
        Throwable reason =
                cause instanceof ExecutionException packing && packing.getCause() != null ? packing.getCause() : cause;
        try {
            endFile();
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
        listener.failed(file, String.valueOf(reason.getMessage()));
    }
}
