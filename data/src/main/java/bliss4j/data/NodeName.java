package bliss4j.data;

import bliss4j.block.DataException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which names nodes may have: any but those that would make two keys of the tree one. */
public final class NodeName {
    /** What a node's key is followed by to make the keys of its other parts. */
    public static final List<String> SUFFIXES =
            List.of("_info", "_data", "_children_list", "_end", "_prepared", "_data_ref");

    private NodeName() {}

    /**
     * Gives {@code name} back if a session, scan, axis, counter or channel may be called so.
     *
     * @param what whose name it is, for the message
     * @throws DataException if it is empty or holds {@code :} or {@code /}
     */
    public static String check(String what, String name) {
        if (name.isEmpty()) {
            throw new DataException("the name of a " + what + " is empty");
        }
        if (name.indexOf(':') >= 0 || name.indexOf('/') >= 0) {
            throw new DataException("name of " + what + " '" + name + "' holds ':' or '/', which names may not");
        }
        return name;
    }

    /**
     * The other key that {@code dbName} would be mixed up with: if it ends in a suffix, the key without it.
     */
    public static Optional<String> owner(String dbName) {
        return SUFFIXES.stream()
                .filter(suffix -> dbName.endsWith(suffix) && dbName.length() > suffix.length())
                .map(suffix -> dbName.substring(0, dbName.length() - suffix.length()))
                .findFirst();
    }

    /** @throws DataException if one of these keys would be another one's key and a suffix */
    public static void checkApart(Collection<String> dbNames) {
        Set<String> all = new HashSet<>(dbNames);
        if (all.size() < dbNames.size()) {
            throw new DataException("two nodes would have one key among " + dbNames);
        }
        for (String dbName : all) {
            owner(dbName).filter(all::contains).ifPresent(owner -> {
                throw clash(dbName, owner);
            });
        }
    }

    /** The refusal of {@code dbName}, whose key would be taken for a part of {@code owner}. */
    public static DataException clash(String dbName, String owner) {
        return new DataException("node '" + dbName + "' cannot be made: its key would be a part of node '" + owner
                + "'; choose a name that does not end in " + dbName.substring(owner.length()));
    }
}
