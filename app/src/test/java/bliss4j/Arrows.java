package bliss4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which package may import which: what its arrows lead to, however far. */
record Arrows(Map<String, Set<String>> reach) {
    /**
     * Reads arrows as the design writes them: {@code left, left → right, right → further}. Statements end at a line's end
     * or at two blanks; each name of a group may import each name of the next.
     */
    static Arrows parse(String text) {
        Map<String, Set<String>> direct = new LinkedHashMap<>();
        for (String statement : text.strip().split("\\s*(\\R|\\s{2,})\\s*")) {
            List<List<String>> groups = Arrays.stream(statement.split("→"))
                    .map(group ->
                            Arrays.stream(group.split(",")).map(String::strip).toList())
                    .toList();
            groups.forEach(group -> group.forEach(name -> direct.computeIfAbsent(name, key -> new LinkedHashSet<>())));
            for (int i = 0; i + 1 < groups.size(); i++) {
                List<String> right = groups.get(i + 1);
                groups.get(i)
                        .forEach(left -> direct.getOrDefault(left, Set.of()).addAll(right));
            }
        }
        Map<String, Set<String>> reach = new LinkedHashMap<>();
        direct.keySet().forEach(name -> {
            Set<String> reached = new TreeSet<>();
            follow(name, direct, reached);
            reach.put(name, Collections.unmodifiableSet(reached));
        });
        return new Arrows(Collections.unmodifiableMap(reach));
    }

    private static void follow(String name, Map<String, Set<String>> direct, Set<String> reached) {
        for (String next : direct.getOrDefault(name, Set.of())) {
            if (reached.add(next)) {
                follow(next, direct, reached);
            }
        }
    }

    /** Every package that is named. */
    Set<String> packages() {
        return reach.keySet();
    }

    boolean allow(String from, String to) {
        return from.equals(to) || reach.getOrDefault(from, Set.of()).contains(to);
    }
}
