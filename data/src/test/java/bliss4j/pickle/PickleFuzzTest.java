package bliss4j.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import bliss4j.block.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken and hostile pickles give a value or a {@link PickleException}, soon, and nothing else. */
final class PickleFuzzTest {
    private static final long SEED = 20_261_123;
    private static final byte[] OPCODES =
            "(.012FIJKLMNPQRSTUVXabcdegilhjopqrstu]})BCG\u0080\u0081\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0093\u0094\u0095\u0096"
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    /** For one input, on a machine that does other things as well. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Random random = new Random(SEED);
    private final List<byte[]> seeds = Stream.of(
                    PickleVectors.numpy("accepted"),
                    PickleVectors.numpy("refused"),
                    PickleVectors.pickledFields("original-writer.json"),
                    PickleVectors.pickledFields("foreign-writer.json"))
            .flatMap(List::stream)
            .map(PickleVectors.Vector::pickle)
            .toList();
    private int read;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void twentyThousand() {
        run(20_000);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMillion() {
        run(1_000_000);
    }

    private void run(int count) {
        System.out.println("pickle fuzz: seed " + SEED + ", " + count + " inputs");
        for (int i = 0; i < count; i++) {
            check(next());
        }
        System.out.println("pickle fuzz: " + read + " of them were read, the others refused");
        assertThat(read).as("mutations that are still pickles").isBetween(count / 100, count - count / 100);
    }

    private void check(byte[] pickle) {
        long start = System.nanoTime();
        try {
            Value value = PickleReader.read(pickle);
            read++;
            assertThat(value.toString()).isNotNull();
            assertThat(PickleReader.read(pickle)).isEqualTo(value);
        } catch (PickleException expected) {
            assertThat(expected).hasMessageFindingMatch("^(malformed|refused) pickle: .");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(HexFormat.of().formatHex(pickle), e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).as(HexFormat.of().formatHex(pickle)).isLessThan(LIMIT);
    }

    private byte[] next() {
        byte[] seed = seeds.get(random.nextInt(seeds.size()));
        return switch (random.nextInt(6)) {
            case 0 -> noise();
            case 1 -> opcodes();
            case 2 -> Arrays.copyOf(seed, random.nextInt(seed.length));
            case 3 -> spliced(seed, seeds.get(random.nextInt(seeds.size())));
            default -> mutated(seed.clone());
        };
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(8) == 0 ? 4096 : 64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] opcodes() {
        byte[] bytes = new byte[random.nextInt(200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(4) : OPCODES[random.nextInt(OPCODES.length)];
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : OPCODES[random.nextInt(OPCODES.length)];
        }
        return bytes;
    }

    /** One pickle in the middle of another. */
    private byte[] spliced(byte[] outer, byte[] inner) {
        int at = random.nextInt(outer.length);
        int from = random.nextInt(inner.length);
        byte[] bytes = Arrays.copyOf(outer, outer.length + inner.length - from);
        System.arraycopy(inner, from, bytes, at, inner.length - from);
        System.arraycopy(outer, at, bytes, at + inner.length - from, outer.length - at);
        return bytes;
    }
}
