package bliss4j.redis;

import bliss4j.localredis.RedisAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server is sent, in its order, as MONITOR prints it: {@code "XADD" "key" …}, with {@code lua} before a script's. */
final class Monitor implements AutoCloseable {
    private static final String END = "the end of what is monitored";

    private final RedisAddress address;
    private final Socket socket;
    private final BufferedReader lines;

    private Monitor(RedisAddress address) throws IOException {
        this.address = address;
        socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(10_000);
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        send("AUTH " + address.password());
        send("MONITOR");
    }

    static Monitor start(RedisAddress address) {
        try {
            return new Monitor(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String reply = lines.readLine();
        if (!"+OK".equals(reply)) {
            throw new IOException(command.split(" ", 2)[0] + ": " + reply);
        }
    }

    /** The commands since the start in the data's database, one a line, without time and client. */
    List<String> commands() {
        try (Wire wire = RedisServer.at(bliss4j.redis.RedisAddress.parse(address.url()), java.time.Duration.ofDays(1))
                .openData()) {
            wire.call(redis.clients.jedis.Protocol.Command.ECHO, Wire.utf8(END));
            List<String> commands = new ArrayList<>();
            for (String line = lines.readLine(); !line.contains(END); line = lines.readLine()) {
                if (line.contains(" [1 ") && !line.contains("\"SELECT\"")) {
                    String from = line.substring(line.indexOf(" [1 ") + 4);
                    String command = from.substring(from.indexOf(']') + 2);
                    commands.add(from.startsWith("lua") ? "lua " + command : command);
                }
            }
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
