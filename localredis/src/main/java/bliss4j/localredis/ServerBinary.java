package bliss4j.localredis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the program to start: a Redis or Valkey on the path that is new enough, else the one that our jars carry. */
final class ServerBinary {
    private static final Logger LOG = LoggerFactory.getLogger(ServerBinary.class);
    private static final List<String> NAMES = List.of("redis-server", "valkey-server");
    private static final Pattern VERSION = Pattern.compile("v=([0-9]+)\\.");
    private static final int OLDEST = 7;
    private static final int LIMIT_SECONDS = 10;

    private ServerBinary() {}

    static Path find(StateFolder folder, boolean bundledOnly) {
        Optional<Path> installed = bundledOnly ? Optional.empty() : onPath(System.getenv("PATH"));
        return installed.orElseGet(() -> bundled(folder));
    }

    private static Optional<Path> onPath(@org.jspecify.annotations.Nullable String path) {
        return NAMES.stream()
                .flatMap(name -> List.of((path == null ? "" : path).split(File.pathSeparator)).stream()
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry, name)))
                .filter(Files::isExecutable)
                .filter(ServerBinary::newEnough)
                .findFirst();
    }

    private static boolean newEnough(Path program) {
        String answer = version(program);
        Matcher version = VERSION.matcher(answer);
        boolean enough = version.find() && Integer.parseInt(version.group(1)) >= OLDEST;
        if (!enough) {
            LOG.info("leaving {} aside: expected version {} or newer, it says '{}'", program, OLDEST, answer.strip());
        }
        return enough;
    }

    private static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "nothing within " + LIMIT_SECONDS + " s";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return LocalRedisException.reason(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRedisException("interrupted while asking " + program + " for its version", e);
        }
    }

    /** Takes the program out of the jar of {@code embedded-redis}, whose own launcher hangs. */
    private static Path bundled(StateFolder folder) {
        String name = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path program = folder.file(name);
        try (InputStream stream = ServerBinary.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new LocalRedisException("no redis-server or valkey-server (version " + OLDEST
                        + " or newer) on the path, and none is bundled for this machine (" + name
                        + "): install one, or set redis.url");
            }
            byte[] bytes = stream.readAllBytes();
            if (!Files.isExecutable(program) || Files.size(program) != bytes.length) {
                folder.writeProgram(name, bytes);
            }
            return program;
        } catch (IOException e) {
            throw new LocalRedisException("cannot unpack " + program + ": " + LocalRedisException.reason(e), e);
        }
    }

    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.replace(' ', '-');
        String machine = switch (arch) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386", "i686" -> "386";
            default -> arch;
        };
        return "redis-server-7.0.15-" + system + "-" + machine;
    }
}
