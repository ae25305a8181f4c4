package bliss4j.beacon;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One message of Beacon's protocol: two little-endian ints of 32 bits, its type and the length of what follows, and that.
 *
 * @param text what follows, UTF-8
 */
record Message(int type, String text) {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int LONGEST = 1 << 16;

    /**
     * The next message, empty when the other side has closed.
     *
     * @throws IOException if it breaks off, or claims more bytes than any message of ours has
     */
    static Optional<Message> read(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER) {
            throw new EOFException("a message that breaks off in its header");
        }
        ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int type = numbers.getInt();
        int length = numbers.getInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("message " + type + " claims " + length + " bytes, at most " + LONGEST + " may be");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException(
                    "message " + type + " breaks off after " + payload.length + " of " + length + " bytes");
        }
        return Optional.of(new Message(type, new String(payload, StandardCharsets.UTF_8)));
    }

    byte[] toBytes() {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /** The number that a client gives a question, to be given back: what stands before the first bar. */
    String key() {
        return text.split("\\|", 2)[0];
    }
}
