package bliss4j.publish;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a lane does next: bring the points that wait, or do one thing with the sink. */
sealed interface LaneStep permits Appends, LaneStep.Command {
    /**
     * @param what for messages
     * @param action done in the lane's thread
     * @param last whether the lane ends after it
     * @param done completed when it is done, exceptionally if it failed or the lane had failed before
     */
    record Command(String what, Consumer<ScanSink> action, boolean last, CompletableFuture<Void> done)
            implements LaneStep {}
}
