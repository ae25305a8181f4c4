package bliss4j.command;

import bliss4j.client.Bliss;
import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.DeviceFactory;
import bliss4j.config.Section;
import bliss4j.localredis.LocalRedis;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with: configuration, Redis, sessions. Nothing is opened before it is asked for.
 *
 * @see BlissHome
 */
public final class Workplace implements AutoCloseable {
    private static final Duration FILE_TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Map<String, DeviceFactory> factories;
    private final PrintWriter out;
    private Optional<Path> configFolder = Optional.empty();
    private @Nullable BeamlineConfig config;
    private @Nullable LiveData data;

    /**
     * @param environment the process's environment variables
     * @param factories what makes devices, by the class name of the configuration
     * @param out where commands print
     */
    public Workplace(Map<String, String> environment, Map<String, DeviceFactory> factories, PrintWriter out) {
        this.environment = Map.copyOf(environment);
        this.factories = Map.copyOf(factories);
        this.out = out;
    }

    PrintWriter out() {
        return out;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Uses the configuration of a folder, rather than that of the environment. */
    void configFolder(Path folder) {
        configFolder = Optional.of(folder);
    }

    /** Where state is kept. */
    public Path home() {
        return BlissHome.state(environment);
    }

    /** The folder that was asked for, else the user's, else the built-in demo beamline. */
    BeamlineConfig config() {
        if (config == null) {
            Path usual = BlissHome.config(environment);
            boolean asked = configFolder.isPresent() || environment.containsKey("BLISS_CONFIG");
            config = asked || Files.isDirectory(usual)
                    ? BeamlineConfig.load(configFolder.orElse(usual), factories)
                    : BeamlineConfig.demo(factories);
        }
        return config;
    }

    /** The Redis server that bliss4j runs for itself, whether it runs now or not. */
    LocalRedis localRedis() {
        LocalRedis local = LocalRedis.in(home().resolve("redis"));
        return redisSettings()
                .filter(redis -> redis.has("port"))
                .map(redis -> local.withPort((int) redis.whole("port")))
                .orElse(local);
    }

    /** The configured Redis, if one is. */
    Optional<String> configuredRedis() {
        return redisSettings().flatMap(redis -> redis.optionalText("url"));
    }

    private Optional<Section> redisSettings() {
        return config().settings().section("redis");
    }

    /** The address of Redis, with its password: the configured one, else the local one, which is started if need be. */
    String redisUrl() {
        return configuredRedis().orElseGet(() -> localRedis().start().url());
    }

    /**
     * The data of the beamline.
     *
     * @throws RuntimeException if a Redis is there but does not let us in, or is too old
     */
    LiveData data() {
        if (data == null) {
            data = LiveData.at(redisUrl(), home(), Bliss.LIFETIME, FILE_TIMEOUT);
            data.check();
        }
        return data;
    }

    Session session(String name) {
        LiveData live = data();
        ScanServices services =
                new ScanServices(live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault()));
        return Session.start(name, config(), services);
    }

    @Override
    public void close() {
        if (data != null) {
            data.close();
        }
    }
}
