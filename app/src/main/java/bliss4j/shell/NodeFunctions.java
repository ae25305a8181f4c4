package bliss4j.shell;

import bliss4j.array.Shape;
import bliss4j.client.ScanNews;
import bliss4j.client.SessionWatch;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.DataStore;
import bliss4j.data.Follower;
import bliss4j.data.LiveSequence;
import bliss4j.data.NodeFilter;
import bliss4j.python.Arguments;
import bliss4j.python.Faces;
import bliss4j.python.HostFunctions;
import bliss4j.python.Points;
import bliss4j.python.PythonException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What {@code bliss.data.node} asks: nodes of the tree and their points. */
final class NodeFunctions {
    private final DataStore store;
    private final Faces faces;

    NodeFunctions(DataStore store, Faces faces) {
        this.store = store;
        this.faces = faces;
    }

    void addTo(HostFunctions functions) {
        functions.add("get_node", given -> store.node(given.text(0, "db_name")));
        functions.add("get_nodes", given -> store.nodes(names(given.value(0))));
        functions.add("sessions_list", given -> store.sessions());
        functions.add("session_node", given -> store.session(given.text(0, "name")));
        functions.add("watch_session", given -> ready(given, 1, SessionWatch.of(node(given))));
        functions.add("node_last_saved_scan", given -> node(given).lastSavedScan());
        functions.add("node_expire", given -> {
            node(given).expire();
            return null;
        });
        functions.add("node_name", given -> node(given).name());
        functions.add("node_db_name", given -> node(given).dbName());
        functions.add("node_type", given -> type(node(given)));
        functions.add("node_parent", given -> node(given).parent());
        functions.add("node_info", given -> node(given).info());
        functions.add("node_children", given -> node(given).children());
        functions.add("node_last_child", given -> node(given).lastChild());
        functions.add("node_walk", this::walk);
        functions.add("node_walk_events", given -> ready(given, 2, node(given).follow(given.filter(1))));
        functions.add("node_walk_from_last", this::walkFromLast);
        functions.add(
                "node_walk_on_new_events", given -> ready(given, 2, node(given).followNew(given.filter(1))));
        functions.add("iterator_close", given -> {
            given.object(0, LiveSequence.class, "iterator").close();
            return null;
        });
        functions.add("iterator_signal", given -> {
            given.object(0, Follower.class, "iterator").signal();
            return null;
        });
        functions.add("scan_node_data", given -> Points.of(Optional.of(given.object(0, DataNode.Scan.class, "node"))));
        functions.add("next", NodeFunctions::next);
        addChannels(functions);
    }

    private static void addChannels(HostFunctions functions) {
        functions.add("channel_fullname", given -> given.channel(0).fullname());
        functions.add("channel_alias", given -> given.channel(0).alias());
        functions.add("channel_length", given -> given.channel(0).length());
        functions.add("channel_shape", given -> tuple(given.channel(0).shape()));
        functions.add("channel_dtype", given -> given.channel(0).dtype().numpyName());
        functions.add("channel_unit", given -> given.channel(0).unit());
        functions.add("channel_get", NodeFunctions::get);
    }

    private static DataNode node(Arguments given) {
        return given.object(0, DataNode.class, "node");
    }

    private static List<String> names(Value names) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < names.getArraySize(); i++) {
            texts.add(names.getArrayElement(i).asString());
        }
        return texts;
    }

    /** Devices of a chain have none. */
    private static Optional<String> type(DataNode node) {
        return Optional.of(node.type()).filter(type -> !type.equals(DataNode.DEVICE));
    }

    /** The lengths as a Python tuple. */
    static bliss4j.block.Value tuple(Shape shape) {
        return bliss4j.block.Value.tuple(java.util.Arrays.stream(shape.toArray())
                .mapToObj(bliss4j.block.Value::of)
                .toArray(bliss4j.block.Value[]::new));
    }

    private static Object get(Arguments given) {
        long from = given.index(1, "from_index");
        return given.isNone(2) ? given.channel(0).get(from) : given.channel(0).get(from, given.index(2, "to_index"));
    }

    private Object walk(Arguments given) {
        NodeFilter filter = given.filter(1);
        if (given.flag(2)) {
            return ready(given, 3, node(given).walkLive(filter));
        }
        Stream<DataNode> atEnd = Stream.of(node(given)).filter(node -> {
            signal(given.value(3));
            return false;
        });
        return Stream.concat(node(given).walk(filter), atEnd).iterator();
    }

    private Object walkFromLast(Arguments given) {
        NodeFilter filter = given.filter(1);
        boolean last = given.flag(3);
        if (given.flag(2)) {
            return ready(
                    given,
                    4,
                    last ? node(given).walkFromLast(filter) : node(given).walkNew(filter));
        }
        Iterator<DataNode> found = last
                ? node(given).last(filter).stream().iterator()
                : Stream.<DataNode>of().iterator();
        signal(given.value(4));
        return found;
    }

    private <T> LiveSequence<T> ready(Arguments given, int event, LiveSequence<T> sequence) {
        Value signal = given.value(event);
        if (!signal.isNull()) {
            sequence.onReady(() -> signal(signal));
        }
        return sequence;
    }

    /** Sets an event, such as gevent's or threading's. */
    private void signal(Value event) {
        if (!event.isNull()) {
            faces.callBack(event.getMember("set"));
        }
    }

    private static @Nullable Object next(Arguments given) {
        Object items = given.object(0, Object.class, "iterator");
        if (items instanceof LiveSequence<?> live) {
            Optional<?> next = live.next();
            if (next.isEmpty()) {
                live.close(); // whoever was stopped while waiting does not come back
                throw new PythonException("StopIteration", "");
            }
            return next.get() instanceof ScanNews news ? told(news) : next;
        }
        Iterator<?> iterator = given.object(0, Iterator.class, "iterator");
        if (!iterator.hasNext()) {
            throw new PythonException("StopIteration", "");
        }
        return iterator.next();
    }

    /** What a watch tells, as bliss.data.scan takes it: the kind of call, the scan, its info, and what else it is given. */
    private static List<Object> told(ScanNews news) {
        List<Object> told = new ArrayList<>();
        told.add(
                switch (news) {
                    case ScanNews.Started started -> "new";
                    case ScanNews.Appeared fresh -> "child";
                    case ScanNews.Points points -> points.label();
                    case ScanNews.Images images -> "2d";
                    case ScanNews.Lost lost -> "lost";
                    case ScanNews.Ended ended -> "end";
                });
        told.add(news.scan().dbName());
        told.add(news.info());
        switch (news) {
            case ScanNews.Appeared fresh -> told.add(fresh.node());
            case ScanNews.Lost lost -> told.add(lost.points().toString());
            case ScanNews.Points points -> {
                Map<String, List<Object>> blocks = new LinkedHashMap<>();
                points.blocks()
                        .forEach((name, block) ->
                                blocks.put(name, List.of(block.node(), block.firstIndex(), block.points())));
                told.add(points.master());
                told.add(blocks);
            }
            case ScanNews.Images images -> {
                DataEvent.NewImages some = images.images();
                told.add(images.master());
                told.add(Map.of(images.fullname(), List.of(some.node(), some.firstIndex(), some.count())));
            }
            case ScanNews.Started started -> {}
            case ScanNews.Ended ended -> {}
        }
        return told;
    }
}
