package bliss4j.publish;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Ragged;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static Digest.Sum sum(DType dtype, NdArray... parts) {
        Digest digest = new Digest(dtype);
        List.of(parts).forEach(digest::add);
        return digest.sum();
    }

    private static String sha256(ByteBuffer bytes) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes.flip());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Numbers spectrum(double... items) {
        return Numbers.of(items).reshape(Shape.of(1, items.length));
    }

    @Test
    void numbersAreTheirLittleEndianBytes() throws NoSuchAlgorithmException {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(1.5).putDouble(Double.NaN);
        assertThat(sum(DType.FLOAT64, Numbers.of(1.5, Double.NaN)))
                .isEqualTo(new Digest.Sum("SHA-256", sha256(bytes), 2));
    }

    @Test
    void textsAndSpectraComeAfterTheirLength() throws NoSuchAlgorithmException {
        byte[] text = "µm".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(3).put(text);
        assertThat(sum(DType.TEXT, Texts.of("µm")).hex()).isEqualTo(sha256(bytes));
        ByteBuffer items = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        items.putLong(2).putDouble(3).putDouble(4);
        assertThat(sum(DType.FLOAT64, spectrum(3, 4)).hex()).isEqualTo(sha256(items));
    }

    @Test
    void howThePointsWereCutDoesNotMatter() {
        double[] items = new double[1000];
        Digest single = new Digest(DType.FLOAT64);
        for (int i = 0; i < items.length; i++) {
            items[i] = Math.sin(i);
            single.add(Numbers.of(items[i]));
        }
        assertThat(single.sum()).isEqualTo(sum(DType.FLOAT64, Numbers.of(items)));
        assertThat(sum(DType.TEXT, Texts.of("ab", "c"))).isNotEqualTo(sum(DType.TEXT, Texts.of("a", "bc")));
    }

    @Test
    void itMayBeAskedBeforeItsEnd() {
        Digest digest = new Digest(DType.FLOAT64);
        digest.add(Numbers.of(1.0));
        assertThat(digest.sum()).isEqualTo(digest.sum());
        digest.add(Numbers.of(2.0));
        assertThat(digest.sum()).isEqualTo(sum(DType.FLOAT64, Numbers.of(1.0, 2.0)));
    }

    @Test
    void spectraThatAFileFilledUpAreThoseThatWerePublished() {
        Numbers two = Numbers.of(DType.UINT16, 1, 2).reshape(Shape.of(1, 2));
        Numbers three = Numbers.of(DType.UINT16, 3, 4, 5).reshape(Shape.of(1, 3));
        Digest.Sum published = sum(DType.UINT16, two, three);
        NdArray stored = Ragged.join(List.of(two, three));
        assertThat(stored.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(sum(DType.UINT16, stored)).isEqualTo(published);
        NdArray changed = Numbers.of(1.0, 2.5, Double.NaN, 3, 4, 5).reshape(Shape.of(2, 3));
        assertThat(sum(DType.UINT16, changed)).isNotEqualTo(published);
    }
}
