package bliss4j.benchmarks;

import bliss4j.localredis.RedisAddress;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A socket to Redis with nothing between it and us: the reference. For one thread. */
final class BareRedis implements AutoCloseable {
    /** The database of the data. */
    static final int DATA = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] END = {'\r', '\n'};

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private BareRedis(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    static BareRedis open(RedisAddress address, int database) {
        try {
            BareRedis bare = new BareRedis(new Socket(address.host(), address.port()));
            bare.call("AUTH", address.password());
            bare.call("SELECT", Integer.toString(database));
            return bare;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis at " + address + " cannot be reached", e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : reply.toString();
    }

    /** Sends a command and waits for its reply: String, Long, {@code byte[]} or List; "" for none. */
    Object call(String... words) {
        queue(Arrays.stream(words).map(BareRedis::utf8).toList());
        flush();
        return reply();
    }

    /** Writes a command, which is sent with the next {@link #flush}. */
    void queue(List<byte[]> words) {
        try {
            out.write(utf8("*" + words.size() + "\r\n"));
            for (byte[] word : words) {
                out.write(utf8("$" + word.length + "\r\n"));
                out.write(word);
                out.write(END);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not take a command", e);
        }
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not take commands", e);
        }
    }

    Object reply() {
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not answer", e);
        }
    }

    private Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new BenchmarkException("Redis refuses: " + rest);
        };
    }

    private Object bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(END.length);
        return bytes;
    }

    private Object list(int length) throws IOException {
        List<Object> items = new ArrayList<>(Math.max(0, length));
        for (int i = 0; i < length; i++) {
            items.add(read());
        }
        return items;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a connection to Redis", e);
        }
    }
}
