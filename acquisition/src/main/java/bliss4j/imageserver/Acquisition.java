package bliss4j.imageserver;

import bliss4j.device.CameraProgress;
import bliss4j.device.CameraProgress.Done;
import bliss4j.device.CameraSaving.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One acquisition: what was taken, and what has become of it. One thread takes frames; another may wait for progress; the
 * saver tells what is saved from its own.
 */
final class Acquisition implements SavingListener {
    private final long number;
    private final FrameRing ring;
    /** What the ring calls this acquisition's first frame; it never calls two frames the same. */
    private final long base;

    private final WhenFull whenFull;
    /** Set before the first frame. */
    private Optional<Saver> saver = Optional.empty();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Frames that are still to be saved, or wait for one that is; in order. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** What was not asked for yet, and the number of the first of it. */
    private final Deque<Done> done = new ArrayDeque<>();

    private long firstDone;
    private long acquired;
    private long dropped;
    private Optional<String> failure = Optional.empty();
    private boolean aborted;

    private record Waiting(boolean toSave, List<Double> rois) {}

    Acquisition(long number, FrameRing ring, WhenFull whenFull) {
        this.number = number;
        this.ring = ring;
        this.base = ring.next();
        this.whenFull = whenFull;
    }

    /** Has all frames saved; before the first. */
    void save(Saver how) {
        saver = Optional.of(how);
    }

    long number() {
        return number;
    }

    /** A frame, if it is in memory. */
    Optional<byte[]> frame(long frame) {
        return frame < 0 ? Optional.empty() : ring.copy(base + frame);
    }

    /** How many frames were taken so far. */
    long acquired() {
        lock.lock();
        try {
            return acquired;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the next frame goes. It takes the place of one that must be saved first: then this waits, or the frame is lost.
     *
     * @return empty if it is lost, or nothing more is wanted
     */
    Optional<byte[]> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isFull() && whenFull == WhenFull.WAIT && wanted()) {
                changed.await();
            }
            if (!wanted()) {
                return Optional.empty();
            }
            if (isFull()) {
                dropped++;
                add(new Waiting(false, List.of()));
                return Optional.empty();
            }
            return Optional.of(ring.write(base + acquired));
        } finally {
            lock.unlock();
        }
    }

    /** Whether frames are still wanted. */
    private boolean wanted() {
        return !aborted && failure.isEmpty();
    }

    /** Whether the place of the next frame holds one that is still to be saved. */
    private boolean isFull() {
        return waiting.size() >= ring.frames();
    }

    /** The frame is in the place that {@link #next} gave. */
    void taken(List<Double> rois) throws InterruptedException {
        long frame;
        lock.lock();
        try {
            frame = acquired;
            ring.written(base + frame);
            add(new Waiting(saver.isPresent(), rois));
        } finally {
            lock.unlock();
        }
        if (saver.isPresent()) {
            saver.get().save(frame, ring.lent(base + frame));
        }
    }

    private void add(Waiting frame) {
        acquired++;
        waiting.addLast(frame);
        settle();
    }

    @Override
    public void saved(long image) {
        lock.lock();
        try {
            Waiting frame = waiting.pollFirst();
            if (frame != null) {
                done.addLast(new Done(true, frame.rois()));
                settle();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What need not be saved is done as soon as all before it is. */
    private void settle() {
        while (!waiting.isEmpty() && !waiting.getFirst().toSave()) {
            done.addLast(new Done(false, waiting.removeFirst().rois()));
        }
        changed.signalAll();
    }

    @Override
    public void failed(Path file, String reason) {
        failed("images cannot be saved in " + file + ": " + reason);
    }

    /** Nothing more can be taken or saved. */
    void failed(String why) {
        lock.lock();
        try {
            failure = failure.or(() -> Optional.of(why));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is taken. */
    void abort() {
        lock.lock();
        try {
            aborted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link bliss4j.device.Camera#await} has it. */
    CameraProgress await(long from, long known, Duration limit) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        lock.lockInterruptibly();
        try {
            while (firstDone < from && !done.isEmpty()) {
                done.removeFirst();
                firstDone++;
            }
            while (done.isEmpty() && acquired <= known && failure.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return new CameraProgress(acquired, new ArrayList<>(done), dropped, failure);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was taken is saved, and lets go of the files. */
    void close() {
        saver.ifPresent(Saver::close);
    }
}
