package bliss4j.redis;

import bliss4j.redis.FollowStep.Fill;
import bliss4j.redis.FollowStep.Look;
import bliss4j.redis.FollowStep.Prepare;
import bliss4j.redis.FollowStep.Visit;
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
    /** How many channels one step reads. */
    private static final int MOST = 64;

    private final Deque<FollowStep> steps = new ArrayDeque<>();
    private final Set<ChannelPosition> unread = new LinkedHashSet<>();

    boolean isEmpty() {
        return steps.isEmpty() && unread.isEmpty();
    }

    void first(FollowStep step) {
        steps.addFirst(step);
    }

    void first(List<? extends FollowStep> plan) {
        plan.reversed().forEach(steps::addFirst);
    }

    void last(FollowStep step) {
        steps.addLast(step);
    }

    /** Plans to read channels: after the nodes that are to be told first, before everything else. */
    void read(Collection<ChannelPosition> channels) {
        unread.addAll(channels);
    }

    /** Takes the next step; there must be one. */
    FollowStep next() {
        FollowStep first = steps.peekFirst();
        boolean nodesFirst = first instanceof Visit || first instanceof Look || first instanceof Prepare;
        if (unread.isEmpty() || nodesFirst) {
            return steps.removeFirst();
        }
        List<ChannelPosition> some = unread.stream().limit(MOST).toList();
        some.forEach(unread::remove);
        return new Fill(some);
    }
}
