package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.data.DataNode;
import bliss4j.data.SampleScans;
import bliss4j.data.ScanState;
import bliss4j.localredis.RedisAddress;
import bliss4j.publish.ScanPublisher;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code docs/reference/redis-keys.md} says what {@link Keys} says, and its Python does what it promises. */
@ExtendWith({LeakCheck.class, bliss4j.testing.RedisServer.class})
class KeysPageIT {
    private static final Path PAGE = Path.of("../docs/reference/redis-keys.md");
    private static final Pattern BLOCK = Pattern.compile("```(python|text)\n(.*?)```", Pattern.DOTALL);

    private static final String ROBY = "test_session:mnt:c:tmp:sample1:1_ascan:axis:roby";

    private final LiveTree tree = new LiveTree(bliss4j.testing.RedisServer.url());

    @AfterEach
    void close() {
        tree.close();
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** The blocks of a language, in their order. */
    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(page())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Every constant, and every key with {@code N} or {@code <session>} for what it is made of. */
    @Test
    void everyNameInKeysStandsOnThePage() throws IOException, ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (Field field : Keys.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                Object value = field.get(null);
                names.add(value instanceof byte[] bytes ? Wire.text(bytes) : String.valueOf(value));
            }
        }
        for (Method method : Keys.class.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                Object[] arguments = new Object[method.getParameterCount()];
                boolean setting = method.getReturnType() == String.class;
                Arrays.fill(arguments, setting ? "<session>" : "N");
                Object key = method.invoke(null, arguments);
                names.add(key instanceof byte[] bytes ? Wire.text(bytes) : String.valueOf(key));
            }
        }

        assertThat(names).hasSizeGreaterThan(20).contains("N_children_list", "__SEQ__", "bliss4j:sessions");
        String page = page();
        for (String name : names) {
            assertThat(page).as("the page on what Keys has").containsAnyOf("`" + name + "`", "`N" + name + "`");
        }
    }

    @Test
    void everyFieldOfANodeStandsOnThePage() throws IOException {
        byte[][] request = NodeKeys.request("N");
        for (int i = 1; i < request.length; i++) {
            assertThat(page()).contains("`" + Wire.text(request[i]) + "`");
        }
    }

    @Test
    void itsVectorsAreReadAsItSays() throws IOException {
        Path folder = PAGE.toAbsolutePath().normalize().getParent();
        String script = String.join(
                "\n",
                "import os",
                "os.chdir('" + folder + "')",
                blocks("python").get(1));

        assertThat(Oracles.python(List.of("numpy"), script))
                .isEqualTo(blocks("text").getFirst());
    }

    /** On a scan that is there already, and on one that runs meanwhile. */
    @Test
    void itsFollowerGetsEachPointOnce() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.add("elapsed_time_data " + i + " " + i / 10.0);
            expected.add("roby_data " + i + " " + (double) i);
            expected.add("diode_data " + i + " " + (70.0 - 3 * i));
        }
        CompletableFuture<String> live = CompletableFuture.supplyAsync(KeysPageIT::follow);
        ScanPublisher scan = tree.ascan(SampleScans.SAMPLE1, 1);
        scan.prepared(Map.of());
        for (int point = 0; point < 10; point++) {
            SampleScans.point(scan, point);
            int sent = point + 1;
            Awaitility.await()
                    .until(() -> tree.store().node(ROBY).stream()
                            .anyMatch(node -> ((DataNode.Channel) node).length() == sent));
        }
        scan.end(ScanState.DONE, "done");

        assertThat(live.orTimeout(60, TimeUnit.SECONDS).join().lines()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(follow().lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String follow() {
        RedisAddress address = bliss4j.testing.RedisServer.address();
        Map<String, String> environment =
                Map.of("REDISCLI_AUTH", address.password(), "REDIS_PORT", Integer.toString(address.port()));
        try {
            return Oracles.python(
                    environment, List.of("numpy", "redis"), blocks("python").getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
