package bliss4j.beacon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Redis is and what it wants to be told. Prints without the password.
 *
 * @param user empty for the server's default user
 * @param password empty if none is wanted
 */
public record RedisDoor(String host, int port, Optional<String> user, Optional<String> password) {
    private static final int TIMEOUT_MS = 10_000;
    private static final int LONGEST_REPLY = 1024;

    /**
     * A connection that is let in; its next reply is that to the next command.
     *
     * @throws IOException if the server is not there, is silent for 10 s, or does not let us in
     */
    Socket open() throws IOException {
        Socket socket = new Socket();
        boolean good = false;
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            if (password.isPresent()) {
                socket.setSoTimeout(TIMEOUT_MS);
                socket.getOutputStream().write(login(password.get()));
                checkLetIn(socket.getInputStream());
                socket.setSoTimeout(0); // a client may wait for news as long as it likes
            }
            good = true;
            return socket;
        } finally {
            if (!good) {
                socket.close();
            }
        }
    }

    private byte[] login(String secret) {
        List<String> words = new ArrayList<>(List.of("AUTH"));
        user.ifPresent(words::add);
        words.add(secret);
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            command.writeBytes(("$" + utf8.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            command.writeBytes(utf8);
            command.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return command.toByteArray();
    }

    /** Takes one line, byte by byte: what comes after it is for the client. */
    private static void checkLetIn(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_REPLY) {
            line.append((char) next);
            next = in.read();
        }
        String reply = line.toString().strip();
        if (!reply.equals("+OK")) {
            throw new IOException("it does not let us in: " + (reply.isEmpty() ? "no reply" : reply.substring(1)));
        }
    }

    @Override
    public String toString() {
        return "redis://" + host + ":" + port;
    }
}
