package bliss4j.data;

import bliss4j.block.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where scans stand in the tree: below the session, one container for each item of the template (ruling X1). The items of
 * the base path are no nodes, but are part of every db_name.
 *
 * @param session the session's name, the root of the tree
 * @param dbName what a scan's db_name starts with, and the key of the directory's scan counter
 * @param containers the session's node and those below it, outermost first
 */
public record ScanDirectory(String session, String dbName, List<NodeIdentity> containers) {
    public ScanDirectory {
        containers = List.copyOf(containers);
    }

    /**
     * @param basePath directory that is not part of the tree: {@code /mnt/c/tmp}
     * @param template evaluated template: {@code test_session/sample1/}; its first item is dropped if it is the session
     */
    public static ScanDirectory of(String session, String basePath, String template) {
        NodeName.check("session", session);
        List<String> base = items(basePath);
        List<String> rest = items(template);
        if (!rest.isEmpty() && rest.getFirst().equals(session)) {
            rest = rest.subList(1, rest.size());
        }
        List<NodeIdentity> containers = new ArrayList<>();
        containers.add(new NodeIdentity(session, session, DataNode.CONTAINER, Optional.empty()));
        List<String> path = new ArrayList<>();
        path.add(session);
        path.addAll(base);
        for (String item : rest) {
            path.add(item);
            String parent = containers.getLast().dbName();
            containers.add(new NodeIdentity(item, String.join(":", path), DataNode.CONTAINER, Optional.of(parent)));
        }
        return new ScanDirectory(session, String.join(":", path), containers);
    }

    /** The node that scans are children of. */
    public NodeIdentity parent() {
        return containers.getLast();
    }

    private static List<String> items(String path) {
        List<String> items = new ArrayList<>();
        for (String item : Arrays.asList(path.split("/"))) {
            if (item.equals("..") && !items.isEmpty()) {
                items.removeLast();
            } else if (!item.isEmpty() && !item.equals(".")) {
                items.add(item);
            }
            if (item.indexOf(':') >= 0) {
                throw new DataException("directory '" + item + "' holds ':', which directories may not");
            }
        }
        return items;
    }
}
