package bliss4j.redis;

import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.redis.FollowPlan.Step;
import bliss4j.redis.FollowPlan.Step.Visit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which announced nodes are to be visited. For the follower's thread. */
final class FreshNodes {
    private final RedisStore store;
    private final FollowedNodes nodes;

    /** @param nodes what was told already */
    FreshNodes(RedisStore store, FollowedNodes nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /**
     * A visit for each child that is not known yet.
     *
     * @param from where the children are asked for
     */
    List<Step> visits(List<StreamNews.Child> children, boolean live, DataStore from) {
        List<StreamNews.Child> fresh = children.stream()
                .filter(child -> nodes.isNews(child.dbName(), child.announced()))
                .toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Optional<DataNode>> found =
                from.nodes(fresh.stream().map(StreamNews.Child::dbName).toList());
        Map<String, Step> visits = new LinkedHashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            StreamNews.Child child = fresh.get(i);
            if (found.get(i).isPresent() && isTheOneTold(found.get(i).get())) {
                nodes.announcedAgain(child.dbName(), child.announced());
            } else if (found.get(i).isPresent()) {
                visits.remove(child.dbName()); // one announced again stands where it was announced last
                visits.put(child.dbName(), new Visit(found.get(i).get(), live, child.announced()));
            }
        }
        return List.copyOf(visits.values());
    }

    /** Without those of scans that have ended, which are taken as told; all of them cost one round trip. */
    List<Step> withoutEnded(List<Step> visits) {
        List<Visit> scans = visits.stream()
                .filter(step -> step instanceof Visit visit && visit.node() instanceof DataNode.Scan)
                .map(Visit.class::cast)
                .toList();
        if (scans.isEmpty()) {
            return visits;
        }
        List<List<StreamNews>> ends = store.history(scans.stream()
                .map(visit -> new Feed(Feed.Kind.END, visit.node().dbName()))
                .toList());
        Set<Step> ended = new HashSet<>();
        for (int i = 0; i < scans.size(); i++) {
            Visit visit = scans.get(i);
            if (!ends.get(i).isEmpty() && visit.node() instanceof DataNode.Scan scan) {
                nodes.tell(scan, visit.announced());
                nodes.tellEnd(scan);
                ended.add(visit);
            }
        }
        return visits.stream().filter(visit -> !ended.contains(visit)).toList();
    }

    /** Whether a node that is announced again is the one that was told: only another scan makes its nodes others. */
    private boolean isTheOneTold(DataNode node) {
        return nodes.isTold(node.dbName())
                && (!(node instanceof DataNode.Scan scan) || nodes.isSame(scan, store.uid(scan)));
    }

    /**
     * What is below a node of a scan that Redis has let go of since the node was found; empty if it has not, or if nobody else
     * has it either.
     */
    List<Step> visitsElsewhere(DataNode node) {
        if (node.type().equals(DataNode.CONTAINER) || store.node(node.dbName()).isPresent()) {
            return List.of();
        }
        return node.store().children(List.of(node)).getFirst().stream()
                .<Step>map(child -> new Visit(child, false, StreamId.START))
                .toList();
    }
}
