package bliss4j.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A server that speaks as much Redis as it takes to be asked for its version, which is 6.2.0. */
final class OldRedis implements AutoCloseable {
    private static final String INFO = "# Server\r\nredis_version:6.2.0\r\n";
    private static final String HELLO = "*6\r\n+server\r\n+redis\r\n+version\r\n+6.2.0\r\n+proto\r\n:2\r\n";

    private final ServerSocket server;

    private OldRedis(ServerSocket server) {
        this.server = server;
    }

    static OldRedis start() {
        try {
            OldRedis redis = new OldRedis(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("old-redis").start(redis::serve);
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                answer(client);
            } catch (IOException ignored) {
                // the client or this server has gone: the next one, if there is one
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            // *2, $4, INFO, $6, server: the number of words, then each behind its length
            String command = "";
            for (int words = Integer.parseInt(line.substring(1)); words > 0; words--) {
                in.readLine();
                String word = in.readLine();
                command = command.isEmpty() ? String.valueOf(word).toUpperCase(Locale.ROOT) : command;
            }
            out.write(reply(command).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private static String reply(String command) {
        return switch (command) {
            case "INFO" -> "$" + INFO.length() + "\r\n" + INFO + "\r\n";
            case "HELLO" -> HELLO;
            default -> "+OK\r\n";
        };
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
