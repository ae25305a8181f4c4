package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.NodeIdentity;
import bliss4j.memory.MemoryStore;
import bliss4j.redis.FollowPlan.Step.Fill;
import bliss4j.redis.FollowPlan.Step.Tell;
import bliss4j.redis.FollowPlan.Step.Visit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowPlanTest {
    private final DataStore store = new MemoryStore();
    private final FollowPlan plan = new FollowPlan();

    private ChannelPosition channel(int i) {
        NodeIdentity identity = new NodeIdentity("c" + i, "s:c" + i, DataNode.CHANNEL, Optional.of("s"));
        return new ChannelPosition((DataNode.Channel) DataNode.of(identity, store), true, 0);
    }

    @Test
    void channelsAreReadTogetherAfterTheNodesAndBeforeTheNews() {
        ChannelPosition first = channel(1);
        ChannelPosition second = channel(2);
        Visit visit = new Visit(second.channel(), true, StreamId.START);
        Tell tell = new Tell(List.of());
        plan.first(List.of(visit, tell));
        plan.read(List.of(first));
        assertThat(plan.next()).isEqualTo(visit);
        plan.read(List.of(second, first));
        assertThat(plan.next()).isEqualTo(new Fill(List.of(first, second)));
        assertThat(plan.next()).isEqualTo(tell);
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void manyChannelsAreReadInSeveralSteps() {
        List<ChannelPosition> many =
                IntStream.range(0, 100).mapToObj(this::channel).toList();
        plan.first(new Visit(many.getFirst().channel(), true, StreamId.START));
        plan.read(many);
        plan.first(new Visit(many.getLast().channel(), true, StreamId.START));
        assertThat(plan.next()).isInstanceOf(Visit.class);
        assertThat(plan.next()).isInstanceOf(Visit.class);
        assertThat(plan.next()).isEqualTo(new Fill(many.subList(0, 64)));
        assertThat(plan.next()).isEqualTo(new Fill(many.subList(64, 100)));
    }
}
