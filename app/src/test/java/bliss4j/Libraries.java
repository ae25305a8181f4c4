package bliss4j;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which library belongs to which package; the longest name that fits counts. */
record Libraries(Map<String, Set<String>> owners) {
    /** In place of a package: every one may use it. */
    private static final String ALL = "*";

    static Libraries ofDesign() {
        Set<String> all = Set.of(ALL);
        Set<String> web = Set.of("web", "imageserver", "frames");
        return new Libraries(Map.ofEntries(
                Map.entry("java", all),
                Map.entry("org.jspecify", all),
                Map.entry("org.slf4j", all),
                Map.entry("java.net.http", web),
                Map.entry("com.sun.net.httpserver", web),
                Map.entry("java.lang.foreign", Set.of("hdf5", "disk")),
                Map.entry("org.bytedeco", Set.of("hdf5")),
                Map.entry("net.jpountz", Set.of("packing")),
                Map.entry("redis.clients", Set.of("redis")),
                Map.entry("tools.jackson", Set.of("block")),
                Map.entry("org.snakeyaml", Set.of("config")),
                Map.entry("org.jline", Set.of("console")),
                Map.entry("org.graalvm", Set.of("python", "shell")),
                Map.entry("com.oracle.truffle", Set.of("python")),
                Map.entry("picocli", Set.of("command", "app")),
                Map.entry("ch.qos.logback", Set.of("app", "testing")),
                Map.entry("com.sun.management", Set.of("testing")),
                Map.entry("org.opentest4j", Set.of("testing")),
                Map.entry("org.junit", Set.of("testing"))));
    }

    /** Why a package of ours may not use a package of others, empty if it may. */
    Optional<String> refusal(String from, String used) {
        Optional<String> library = owners.keySet().stream()
                .filter(name -> used.equals(name) || used.startsWith(name + "."))
                .max(Comparator.comparingInt(String::length));
        if (library.isEmpty()) {
            return Optional.of("a library that no package owns");
        }
        Set<String> allowed = owners.getOrDefault(library.get(), Set.of());
        return allowed.contains(ALL) || allowed.contains(from)
                ? Optional.empty()
                : Optional.of(library.get() + " belongs to " + String.join(", ", allowed));
    }
}
