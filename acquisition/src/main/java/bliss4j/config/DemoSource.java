package bliss4j.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;

/** The demo beamline that is built in; a class path cannot be listed, so its files are named here. */
final class DemoSource implements ConfigSource {
    static final List<String> FILES =
            List.of("bliss4j.yml", "detectors.yml", "motors.yml", "sessions/test_session.yml");

    @Override
    public List<String> files() {
        return FILES;
    }

    @Override
    public byte[] bytes(String file) {
        try (InputStream in = DemoSource.class.getResourceAsStream("demo/" + file)) {
            if (in == null) {
                throw new ConfigException("no file '" + location(file) + "'");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ConfigException("cannot read '" + location(file) + "': " + e, e);
        }
    }

    @Override
    public String beside(String file, String relative) {
        return URI.create(file).resolve(relative).toString();
    }

    @Override
    public String location(String file) {
        return "the demo's " + file;
    }
}
