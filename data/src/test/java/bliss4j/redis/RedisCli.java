package bliss4j.redis;

import bliss4j.localredis.RedisAddress;
import bliss4j.testing.Oracles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the tests' Redis with {@code redis-cli} alone, and reads what it prints. */
final class RedisCli {
    private RedisCli() {}

    /** Every string of the reply, in order, however it is nested. */
    static List<byte[]> ask(String command, String key, String... rest) {
        RedisAddress address = bliss4j.testing.RedisServer.address();
        List<Object> arguments = new ArrayList<>(List.of(
                "-h",
                address.host(),
                "-p",
                address.port(),
                "-n",
                1,
                "--no-raw",
                "--quoted-input",
                command,
                quote(key)));
        arguments.addAll(List.of(rest));
        Map<String, String> password = Map.of("REDISCLI_AUTH", address.password());
        return strings(Oracles.program(password, "redis-cli", arguments.toArray()));
    }

    static List<String> texts(String command, String key, String... rest) {
        return ask(command, key, rest).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** In ASCII, whatever the locale: {@code "\xce\xa9"}. */
    private static String quote(String key) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
            quoted.append("\\x%02x".formatted(each & 0xFF));
        }
        return quoted.append('"').toString();
    }

    private static List<byte[]> strings(String printed) {
        List<byte[]> strings = new ArrayList<>();
        for (String line : printed.split("\n")) {
            int start = line.indexOf('"');
            if (start >= 0) {
                strings.add(unquote(line.substring(start + 1, line.lastIndexOf('"'))));
            }
        }
        return strings;
    }

    private static byte[] unquote(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                bytes.write(text.charAt(i));
            } else if (text.charAt(i + 1) == 'x') {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                char escaped = text.charAt(++i);
                bytes.write(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            case 'a' -> 7;
                            case 'b' -> '\b';
                            default -> escaped;
                        });
            }
        }
        return bytes.toByteArray();
    }
}
