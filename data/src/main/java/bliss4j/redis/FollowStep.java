package bliss4j.redis;

import bliss4j.data.DataNode;
import java.util.List;

/** What a follower has still to do before it may look at its inbox again. */
sealed interface FollowStep {
    /**
     * Tell of a node.
     *
     * @param live whether more may come below it; not so in a scan that has ended
     * @param announced the id of its announcement: a node that is announced again is another one
     */
    record Visit(DataNode node, boolean live, StreamId announced) implements FollowStep {}

    /**
     * Read what is below a node, and listen for more.
     *
     * @param live whether more may come below it
     * @param again whether it was looked at before, and may have changed while nobody was listening
     */
    record Look(DataNode node, boolean live, boolean again) implements FollowStep {}

    /** Read the points of channels from the follower's positions on. */
    record Fill(List<ChannelPosition> channels) implements FollowStep {}

    /** Tell what came in one reply of Redis. */
    record Tell(List<StreamNews> news) implements FollowStep {}

    /** Tell that a scan is prepared, after its nodes and before its points. */
    record Prepare(DataNode.Scan scan) implements FollowStep {}

    /** Tell the end of a scan, after everything of it. */
    record End(DataNode.Scan scan) implements FollowStep {}
}
