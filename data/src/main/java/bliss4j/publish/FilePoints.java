package bliss4j.publish;

import bliss4j.array.NdArray;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The points that went down the file lane. Reading is a command to that lane, so it comes behind every point that was
 * appended before; after the lane's end the sink reads what it has written.
 */
final class FilePoints implements SavedPoints {
    private final Lane lane;
    private final SavedPoints file;
    private final Duration limit;

    /**
     * @param file the lane's sink
     * @param limit how long to wait for the lane
     */
    FilePoints(Lane lane, SavedPoints file, Duration limit) {
        this.lane = lane;
        this.file = file;
        this.limit = limit;
    }

    @Override
    public NdArray read(int channel, long from, long to) {
        AtomicReference<NdArray> rows = new AtomicReference<>();
        CompletableFuture<Void> done = lane.command("read", sink -> rows.set(file.read(channel, from, to)));
        try {
            if (done.isCompletedExceptionally() && lane.failure().isEmpty()) { // it has ended, or will now
                lane.over().get(limit.toNanos(), TimeUnit.NANOSECONDS);
                return file.read(channel, from, to);
            }
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return rows.get();
        } catch (ExecutionException | TimeoutException e) {
            throw new PublishException("points from " + from + " on cannot be read back from the file", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while reading points back from the file", e);
        }
    }
}
