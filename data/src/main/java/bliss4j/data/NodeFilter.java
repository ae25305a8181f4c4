package bliss4j.data;

import java.util.Arrays;
import java.util.Set;

/** Which nodes are wanted. Nodes that do not match are still descended into. */
@FunctionalInterface
public interface NodeFilter {
    boolean matches(DataNode node);

    /** Every node. */
    static NodeFilter all() {
        return node -> true;
    }

    /** Nodes of one of these types, such as {@code scan} or {@code channel}. */
    static NodeFilter types(String... types) {
        Set<String> wanted = Set.copyOf(Arrays.asList(types));
        return node -> wanted.contains(node.type());
    }
}
