package bliss4j.redis;

import bliss4j.data.DataNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps that a follower has before it. Channels that are to be read wait for each other, so that one round trip serves
 * all that a scan has just announced. For the follower's thread.
 */
final class FollowPlan {
    /** What a follower has still to do before it may look at its inbox again. */
    sealed interface Step {
        /**
         * Tell of a node.
         *
         * @param live whether more may come below it; not so in a scan that has ended
         * @param announced the id of its announcement: a node that is announced again is another one
         */
        record Visit(DataNode node, boolean live, StreamId announced) implements Step {}

        /**
         * Read what is below a node, and listen for more.
         *
         * @param live whether more may come below it
         * @param again whether it was looked at before, and may have changed while nobody was listening
         */
        record Look(DataNode node, boolean live, boolean again) implements Step {}

        /** Read the points of channels from the follower's positions on. */
        record Fill(List<ChannelPosition> channels) implements Step {}

        /** Tell what came in one reply of Redis. */
        record Tell(List<StreamNews> news) implements Step {}

        /** Tell that a scan is prepared, after its nodes and before its points. */
        record Prepare(DataNode.Scan scan) implements Step {}

        /** Tell the end of a scan, after everything of it. */
        record End(DataNode.Scan scan) implements Step {}
    }

    /** How many channels one step reads. */
    private static final int MOST = 64;

    /** How many entries one step fetches, of all its channels together: so many that they are some MB. */
    private static final int FIRST_ENTRIES = 256;

    private static final int LEAST_ENTRIES = 64;
    private static final int MOST_ENTRIES = 16_384;
    private static final int FEW_BYTES = 1 << 20;
    private static final int MANY_BYTES = 4 << 20;

    /** How many bytes a block of points has at most, and at least may have if many channels are read together. */
    private static final long BLOCK_BYTES = 1 << 20;

    private static final long SMALL_BLOCK_BYTES = 1 << 16;
    private static final long BYTES_TOGETHER = 4 << 20;

    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<ChannelPosition> unread = new LinkedHashSet<>();

    private int entries = FIRST_ENTRIES;
    private boolean history = true;

    /** How many entries of each of so many channels are to be fetched at a time. */
    int entriesOfEach(int channels) {
        return Math.max(1, entries / Math.max(1, channels));
    }

    /**
     * How many bytes a block may have of each of so many channels that are read together: what existed at the start is joined
     * to blocks, what came since is told as it was published.
     */
    long blockBytes(int channels) {
        return history ? Math.clamp(BYTES_TOGETHER / Math.max(1, channels), SMALL_BLOCK_BYTES, BLOCK_BYTES) : 0;
    }

    /** All that existed at the start is told. */
    void caughtUp() {
        history = false;
    }

    /** Lets the next step fetch more, or fewer, by what one has brought. */
    void fetched(long bytes) {
        if (bytes < FEW_BYTES) {
            entries = Math.min(2 * entries, MOST_ENTRIES);
        } else if (bytes > MANY_BYTES) {
            entries = Math.max(entries / 2, LEAST_ENTRIES);
        }
    }

    boolean isEmpty() {
        return steps.isEmpty() && unread.isEmpty();
    }

    void first(Step step) {
        steps.addFirst(step);
    }

    void first(List<? extends Step> plan) {
        plan.reversed().forEach(steps::addFirst);
    }

    void last(Step step) {
        steps.addLast(step);
    }

    /** Plans to read channels: after the nodes that are to be told first, before everything else. */
    void read(Collection<ChannelPosition> channels) {
        unread.addAll(channels);
    }

    /** Takes the next step; there must be one. */
    Step next() {
        Step first = steps.peekFirst();
        boolean nodesFirst = first instanceof Step.Visit || first instanceof Step.Look || first instanceof Step.Prepare;
        if (unread.isEmpty() || nodesFirst || first instanceof Step.Fill) {
            return steps.removeFirst();
        }
        List<ChannelPosition> some = unread.stream().limit(MOST).toList();
        some.forEach(unread::remove);
        return new Step.Fill(some);
    }
}
