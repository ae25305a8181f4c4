package bliss4j.nexus;

import bliss4j.data.DataNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree that the entries of some files make together. Used by one thread at a time. */
final class NodeIndex {
    /**
     * A node and where it comes from.
     *
     * @param entry the name of its scan's entry; for a directory that of the first scan below it
     */
    record Place(NodeList.Item item, Path file, String entry) {}

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final List<String> sessions = new ArrayList<>();

    /** Adds the nodes of an entry; of a scan that is there already, such as in a copy of the file, none. */
    void add(Path file, String entry, List<NodeList.Item> items) {
        boolean known = items.stream()
                .anyMatch(item -> item.identity().type().equals(DataNode.SCAN)
                        && places.containsKey(item.identity().dbName()));
        if (!known) {
            items.forEach(item -> add(new Place(item, file, entry)));
        }
    }

    private void add(Place place) {
        String dbName = place.item().identity().dbName();
        if (places.putIfAbsent(dbName, place) == null) {
            place.item()
                    .identity()
                    .parent()
                    .map(parent -> children.computeIfAbsent(parent, name -> new ArrayList<>()))
                    .orElse(sessions)
                    .add(dbName);
        }
    }

    Optional<Place> find(String dbName) {
        return Optional.ofNullable(places.get(dbName));
    }

    /** The db_names below a node in the order of their creation. */
    List<String> children(String dbName) {
        return List.copyOf(children.getOrDefault(dbName, List.of()));
    }

    List<String> sessions() {
        return List.copyOf(sessions);
    }
}
