package bliss4j.command;

import bliss4j.client.Bliss;
import bliss4j.config.Section;
import bliss4j.folder.DiskReserve;
import bliss4j.folder.FileRights;
import bliss4j.folder.FileRules;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.Retention;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code bliss4j.yml} says of Redis and files.
 *
 * @param redisUrl {@code redis.url}: the server to use; empty for the local one
 * @param redisPort {@code redis.port}: where the local one listens; empty for any free port
 * @param lifetime {@code redis.lifetime}: how long Redis keeps a finished scan, such as {@code 1 day} or {@code 90 min}
 * @param limitBytes {@code redis.limit}: how much memory of Redis all scans may take, such as {@code 1 GB}
 * @param fileTimeout {@code file.timeout}, in seconds: how long a scan waits for its file before it is given up
 * @param files what else the section says about files
 */
record BeamlineSettings(
        Optional<String> redisUrl,
        Optional<Integer> redisPort,
        Duration lifetime,
        long limitBytes,
        Duration fileTimeout,
        FileRules files) {
    private static final int LAST_PORT = 65535;
    private static final double FILE_TIMEOUT = 60;
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(365);
    private static final long LEAST_LIMIT = 16L << 20;
    private static final String LIFETIME =
            "a time of at least 1 min and at most 365 days, such as 1 day, 12 h or 90 min";
    private static final String LIMIT = "memory of at least 16 MB, such as 1 GB or 512 MB";
    private static final double LONGEST_TIMEOUT = 86_400;
    private static final String ROOM = "room on a disk, such as 200 MB or 1 GB";
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

    /**
     * Reads both sections; others are for others to read.
     *
     * @throws bliss4j.config.ConfigException if a value is not what it should be, or a key of theirs is not known
     */
    static BeamlineSettings read(Section settings) {
        Optional<Section> redis = settings.section("redis");
        Optional<String> url = redis.flatMap(section -> section.optionalText("url"));
        Optional<Integer> port = redis.filter(section -> section.has("port")).map(BeamlineSettings::port);
        Optional<Section> file = settings.section("file");
        Duration timeout = file.map(BeamlineSettings::timeout).orElse(seconds(FILE_TIMEOUT));
        FileRules files = file.map(BeamlineSettings::files).orElse(FileRules.DEFAULT);
        Duration lifetime = redis.map(BeamlineSettings::lifetime).orElse(Bliss.LIFETIME);
        long limit = redis.map(BeamlineSettings::limit).orElse(Bliss.LIMIT_BYTES);
        redis.ifPresent(Section::checkAllRead);
        file.ifPresent(section -> section.has("deflate")); // the session reads it
        file.ifPresent(Section::checkAllRead);
        return new BeamlineSettings(url, port, lifetime, limit, timeout, files);
    }

    private static FileRules files(Section file) {
        DiskReserve usual = FileRules.DEFAULT.room();
        DiskReserve room = new DiskReserve(room(file, "reserve", usual.bytes()), room(file, "warn", usual.scarce()));
        FileRights rights = new FileRights(file.optionalText("group"), mode(file));
        double wait =
                file.number("lock_wait", (double) FileRules.DEFAULT.lockWait().toSeconds());
        if (wait < 0 || wait > LONGEST_TIMEOUT) {
            throw file.wrong("lock_wait", "seconds, at least 0 and at most a day");
        }
        return new FileRules(room, rights, Duration.ofMillis(Math.round(wait * 1000)), syncFlushes(file));
    }

    private static long room(Section file, String key, long usual) {
        return file.has(key)
                ? file.optionalText(key)
                        .map(Quantity::bytes)
                        .orElse(OptionalLong.empty())
                        .orElseThrow(() -> file.wrong(key, ROOM))
                : usual;
    }

    private static Optional<Set<PosixFilePermission>> mode(Section file) {
        return file.optionalText("mode").map(text -> {
            if (!OCTAL.matcher(text).matches()) {
                throw file.wrong("mode", "digits as of chmod, in quotes, such as '0664'");
            }
            return permissions(Integer.parseInt(text, 8));
        });
    }

    /** From the owner's right to read down to the others' right to execute, a bit each. */
    private static Set<PosixFilePermission> permissions(int bits) {
        PosixFilePermission[] all = PosixFilePermission.values();
        return IntStream.range(0, all.length)
                .filter(i -> (bits & (1 << (all.length - 1 - i))) != 0)
                .mapToObj(i -> all[i])
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PosixFilePermission.class)));
    }

    private static boolean syncFlushes(Section file) {
        return switch (file.optionalText("fsync").orElse("end")) {
            case "end" -> false;
            case "flush" -> true;
            default -> throw file.wrong("fsync", "end or flush");
        };
    }

    /** How long and how much of finished scans Redis keeps. */
    Retention retention() {
        return Retention.DEFAULT.withLifetime(lifetime).withLimit(limitBytes);
    }

    /** What a scan's lanes hold and wait for. */
    LaneLimits laneLimits() {
        LaneLimits usual = LaneLimits.DEFAULT;
        return new LaneLimits(usual.pendingBytes(), usual.flushAfter(), fileTimeout);
    }

    private static int port(Section redis) {
        long port = redis.whole("port");
        if (port < 1 || port > LAST_PORT) {
            throw redis.wrong("port", "1 to " + LAST_PORT);
        }
        return (int) port;
    }

    private static Duration lifetime(Section redis) {
        Optional<String> text = redis.optionalText("lifetime");
        if (text.isEmpty()) {
            return Bliss.LIFETIME;
        }
        Duration lifetime = Quantity.duration(text.get()).orElseThrow(() -> redis.wrong("lifetime", LIFETIME));
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw redis.wrong("lifetime", LIFETIME);
        }
        return lifetime;
    }

    private static long limit(Section redis) {
        Optional<String> text = redis.optionalText("limit");
        if (text.isEmpty()) {
            return Bliss.LIMIT_BYTES;
        }
        long limit = Quantity.bytes(text.get()).orElseThrow(() -> redis.wrong("limit", LIMIT));
        if (limit < LEAST_LIMIT) {
            throw redis.wrong("limit", LIMIT);
        }
        return limit;
    }

    private static Duration timeout(Section file) {
        double timeout = file.number("timeout", FILE_TIMEOUT);
        if (timeout <= 0 || timeout > LONGEST_TIMEOUT) {
            throw file.wrong("timeout", "seconds, above 0 and at most a day");
        }
        return seconds(timeout);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }
}
