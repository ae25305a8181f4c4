package bliss4j.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final List<Packing> ALL = List.of(Packing.deflate(1), Packing.LZ4, Packing.BITSHUFFLE_LZ4);
    private static final int[] ITEM_BYTES = {1, 2, 4, 8};

    @Test
    void whatIsPackedIsUnpackedInEverySize() {
        for (Packing packing : ALL) {
            for (int itemBytes : ITEM_BYTES) {
                for (int items : new int[] {1, 7, 8, 9, 127, 1024, 1025, 4096, 8191, 8200, 30_003}) {
                    byte[] chunk = counts(items * itemBytes, itemBytes);
                    ChunkCodec codec = packing.codec(itemBytes, chunk.length);
                    byte[] packed = codec.pack(chunk);
                    int mask = packed.length == chunk.length ? codec.skipAll() : 0;

                    assertThat(codec.unpack(packed, mask))
                            .as(packing + " of " + items + " items of " + itemBytes)
                            .isEqualTo(chunk);
                }
            }
        }
    }

    @Test
    void countsBecomeSmaller() {
        byte[] chunk = counts(1 << 20, 2);

        assertThat(Packing.deflate(1).codec(2, chunk.length).pack(chunk)).hasSizeLessThan(chunk.length / 2);
        assertThat(Packing.LZ4.codec(2, chunk.length).pack(chunk)).hasSizeLessThan(chunk.length);
        assertThat(Packing.BITSHUFFLE_LZ4.codec(2, chunk.length).pack(chunk)).hasSizeLessThan(chunk.length / 2);
    }

    @Test
    void whatCannotBeMadeSmallerStaysAsItIs() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        for (Packing packing : ALL) {
            ChunkCodec codec = packing.codec(2, noise.length);

            assertThat(codec.pack(noise)).as(packing.toString()).isSameAs(noise);
            assertThat(codec.unpack(noise, codec.skipAll())).isEqualTo(noise);
        }
    }

    /** The example of bitshuffle's description: the lowest bits of all items come first. */
    @Test
    void bitsAreSortedByTheirWeight() {
        byte[] items = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, (byte) 0x80
        }; // eight times 1, the last with bit 15
        byte[] turned = new byte[16];
        byte[] back = new byte[16];

        BitTurn.turn(items, 0, turned, 16, 2);
        BitTurn.turnBack(turned, back, 0, 16, 2);

        byte[] expected = new byte[16];
        expected[0] = (byte) 0xFF;
        expected[15] = (byte) 0x80;
        assertThat(turned).isEqualTo(expected);
        assertThat(back).isEqualTo(items);
    }

    @Test
    void aChunkThatIsCutOffOrNotPackedIsRefused() {
        byte[] chunk = counts(40_000, 2);
        for (Packing packing : ALL) {
            ChunkCodec codec = packing.codec(2, chunk.length);
            byte[] packed = codec.pack(chunk);
            for (int length : new int[] {0, 5, 13, packed.length / 2, packed.length - 1}) {
                assertRefused(codec, Arrays.copyOf(packed, length));
            }
            assertRefused(codec, new byte[200]);
            assertRefused(packing.codec(2, chunk.length + 2), packed);
            assertThatThrownBy(() -> codec.unpack(packed, codec.skipAll())).isInstanceOf(PackingException.class);
        }
    }

    @Test
    void damagedChunksNeverDoWorseThanBeRefused() {
        Random random = new Random(3);
        byte[] chunk = counts(20_000, 4);
        for (Packing packing : ALL) {
            ChunkCodec codec = packing.codec(4, chunk.length);
            byte[] packed = codec.pack(chunk);
            for (int i = 0; i < 2000; i++) {
                byte[] damaged = packed.clone();
                damaged[random.nextInt(i % 2 == 0 ? 20 : damaged.length)] = (byte) random.nextInt();
                try {
                    assertThat(codec.unpack(damaged, 0)).hasSize(chunk.length);
                } catch (PackingException expected) {
                    assertThat(expected).hasMessageMatching(".+");
                }
            }
        }
    }

    @Test
    void onlyDeflateHasLevels() {
        assertThat(Packing.deflate(0)).isEqualTo(Packing.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> Packing.deflate(10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packing(Packing.Method.LZ4, 1));
    }

    private static void assertRefused(ChunkCodec codec, byte[] stored) {
        assertThatThrownBy(() -> codec.unpack(stored, 0))
                .as(codec + " of " + stored.length + " bytes")
                .isInstanceOf(PackingException.class);
    }

    /** Small numbers, as a detector counts. */
    private static byte[] counts(int bytes, int itemBytes) {
        Random random = new Random(bytes);
        byte[] counts = new byte[bytes];
        for (int at = 0; at + itemBytes <= bytes; at += itemBytes) {
            counts[at] = (byte) (random.nextInt(8) * random.nextInt(2));
        }
        return counts;
    }
}
