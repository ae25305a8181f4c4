package bliss4j.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves threads behind: any that is not a daemon, and any whose name starts with
 * {@code bliss-}, virtual ones too. They have 5 s to end after the last test; the failure shows their stacks.
 *
 * <p>{@code @ExtendWith(LeakCheck.class)}, before the extensions whose threads it shall look for.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String OURS = "bliss-";
    // Of a dump in plain text: #42 "bliss-follower" virtual RUNNABLE
    private static final String HEADER = "#[0-9]+ \".*\".*";

    private Set<String> before = Set.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        remember();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context.getDisplayName(), LIMIT);
    }

    /** What runs from now on is looked for; what runs already belongs to somebody else. */
    void remember() {
        before = new HashSet<>(names(suspects()));
    }

    void check(String what, Duration limit) {
        if (Limits.within(limit, () -> leaked().isEmpty())) {
            return;
        }
        List<String> leaked = leaked();
        if (!leaked.isEmpty()) {
            throw new AssertionError(what + " leaves " + leaked.size() + " threads behind, " + limit.toMillis()
                    + " ms after its end:\n" + String.join("\n\n", leaked));
        }
    }

    private List<String> leaked() {
        return suspects().stream()
                .filter(stack -> !before.contains(name(stack)))
                .toList();
    }

    /** Header line and stack of each thread that should not be there. */
    private static List<String> suspects() {
        Set<String> lasting = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.isDaemon()) {
                lasting.add("#" + thread.threadId() + " ");
            }
        }
        List<String> found = new ArrayList<>();
        for (String stack : dump()) {
            String id = stack.substring(0, stack.indexOf(' ') + 1);
            if (stack.matches("(?s)" + HEADER) && (lasting.contains(id) || stack.contains(" \"" + OURS))) {
                found.add(stack.strip());
            }
        }
        return found;
    }

    private static Set<String> names(List<String> stacks) {
        Set<String> names = new HashSet<>();
        stacks.forEach(stack -> names.add(name(stack)));
        return names;
    }

    /** Number and name of a thread, which stay while its state changes. */
    private static String name(String stack) {
        return stack.lines()
                .findFirst()
                .map(line -> line.substring(0, line.lastIndexOf('"')))
                .orElse("");
    }

    /** All threads: only a dump of the whole JVM knows the virtual ones. */
    private static List<String> dump() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path file = folder.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                return Arrays.asList(Files.readString(file).split("\n\n"));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
