package bliss4j.publish;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest of a channel's points in the order of their indices: SHA-256 over little-endian values as they were published.
 * Before each spectrum comes its length and before each text that of its UTF-8, as eight bytes; NaNs at the end of a
 * spectrum are left out, since a file fills shorter ones up with them. Who has the same points gets the same digest, however
 * they were cut in blocks. Any thread, one at a time.
 */
public final class Digest {
    public static final String ALGORITHM = "SHA-256";

    /** Points are gathered for it: eight bytes at a time would cost more than they take to digest. */
    private static final int GATHERED_BYTES = 512;

    private final DType dtype;
    private final MessageDigest digest = sha256();
    private final byte[] gathered = new byte[GATHERED_BYTES];
    private int filled;
    private long points;

    /** @param dtype as published; spectra that a file had to make floats of are digested as this */
    public Digest(DType dtype) {
        this.dtype = dtype;
    }

    /**
     * What came out.
     *
     * @param hex the digest, two hexadecimal digits a byte
     * @param points of how many points
     */
    public record Sum(String algorithm, String hex, long points) {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Takes the points that follow. */
    public synchronized void add(NdArray rows) {
        points += rows.length();
        switch (rows) {
            case Texts texts -> texts.items().forEach(this::text);
            case Numbers numbers -> numbers(numbers);
        }
    }

    private void numbers(Numbers rows) {
        if (rows.shape().rank() == 2) {
            spectra(rows);
        } else {
            bytes(rows, 0, rows.byteCount());
        }
    }

    /** The digest of what came so far. */
    public synchronized Sum sum() {
        flush();
        try {
            byte[] sum = ((MessageDigest) digest.clone()).digest();
            return new Sum(ALGORITHM, HexFormat.of().formatHex(sum), points);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this Java cannot be asked before its end", e);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length(bytes.length);
        flush();
        digest.update(bytes);
    }

    private void spectra(Numbers rows) {
        int width = rows.shape().length(1);
        int itemSize = rows.dtype().itemSize();
        for (int row = 0; row < rows.length(); row++) {
            int first = row * width;
            int length = width;
            while (length > 0 && rows.dtype().isFloat() && Double.isNaN(rows.doubleAt(first + length - 1))) {
                length--;
            }
            length(length);
            if (rows.dtype() == dtype) {
                bytes(rows, first * itemSize, length * itemSize);
            } else {
                Numbers cut = rows.slice(row, row + 1).reshape(Shape.of(width)).slice(0, length);
                Numbers published = asPublished(cut);
                bytes(published, 0, published.byteCount());
            }
        }
    }

    /** In their own type if they still fit it; what was never published must not look as if it was. */
    private Numbers asPublished(Numbers stored) {
        Numbers cast = stored.as(dtype);
        for (int i = 0; i < stored.shape().size(); i++) {
            if (cast.doubleAt(i) != stored.doubleAt(i)) {
                return stored;
            }
        }
        return cast;
    }

    private void length(long length) {
        Numbers count = Numbers.of(length);
        bytes(count, 0, count.byteCount());
    }

    private void bytes(Numbers numbers, int from, int count) {
        for (int done = 0; done < count; ) {
            int now = Math.min(count - done, gathered.length - filled);
            numbers.copyTo(gathered, filled, from + done, now);
            filled += now;
            done += now;
            if (filled == gathered.length) {
                flush();
            }
        }
    }

    private void flush() {
        digest.update(gathered, 0, filled);
        filled = 0;
    }
}
