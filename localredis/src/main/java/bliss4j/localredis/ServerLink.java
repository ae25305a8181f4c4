package bliss4j.localredis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One authenticated connection that sends inline commands: what it takes to ask a server how it is and to stop it.
 *
 * <p>Not a Redis client: one command at a time, words without spaces, simple replies. Not thread-safe. Every reply is
 * waited for at most as long as given to {@code open}.
 */
public final class ServerLink implements AutoCloseable {
    private static final int LONGEST_REPLY = 1 << 20;

    private final Socket socket;
    private final InputStream replies;

    private ServerLink(Socket socket) throws IOException {
        this.socket = socket;
        this.replies = new BufferedInputStream(socket.getInputStream());
    }

    /** What the server answered; {@code accepted} is false for an error reply, whose text then starts with its code. */
    public record Reply(boolean accepted, String text) {}

    /**
     * Connects and gives the password.
     *
     * @throws java.net.ConnectException if nobody listens there
     * @throws java.net.SocketTimeoutException if it is there but does not answer
     * @throws ProtocolException if it is not a Redis, or does not accept the password
     */
    public static ServerLink open(RedisAddress address, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            ServerLink link = new ServerLink(socket);
            Reply welcome = link.send("AUTH " + address.password());
            if (!welcome.accepted()) {
                throw new ProtocolException(welcome.text());
            }
            return link;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one line, such as {@code CONFIG SET maxmemory 10mb}, and waits for its reply. */
    public Reply send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return read();
    }

    /** Tells the server to end and waits until it has closed the connection; an error reply says why it did not. */
    Reply shutdown(String line) throws IOException {
        try {
            return send(line);
        } catch (EOFException | java.net.SocketException gone) {
            return new Reply(true, "");
        }
    }

    private Reply read() throws IOException {
        String line = readLine();
        String text = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> new Reply(true, text);
            case '-' -> new Reply(false, text);
            case '$' -> new Reply(true, readBulk(length(text)));
            case '*' -> new Reply(true, readArray(length(text)));
            default -> throw notRedis();
        };
    }

    private String readArray(int length) throws IOException {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < length; i++) {
            items.append(i == 0 ? "" : "\n").append(read().text());
        }
        return items.toString();
    }

    private String readBulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = replies.readNBytes(length);
        replies.skipNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = replies.read(); next != '\n'; next = replies.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.size() > LONGEST_REPLY) {
                throw notRedis();
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        if (text.isEmpty()) {
            throw notRedis();
        }
        return text;
    }

    private static int length(String digits) throws IOException {
        try {
            int length = Integer.parseInt(digits);
            if (length <= LONGEST_REPLY) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new ProtocolException("not a Redis server: length '" + digits + "'");
        }
        throw notRedis();
    }

    private static ProtocolException notRedis() {
        return new ProtocolException("not a Redis server");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
