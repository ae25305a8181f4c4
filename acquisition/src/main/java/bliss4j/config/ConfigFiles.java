package bliss4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads all files of a configuration: {@code bliss4j.yml}, sessions in {@code sessions/}, devices in every other. */
final class ConfigFiles {
    private static final String SETTINGS = "bliss4j.yml";
    private static final String SESSIONS = "sessions/";

    private final Map<String, DeviceEntry> devices = new LinkedHashMap<>();
    private final Map<String, SessionEntry> sessions = new LinkedHashMap<>();
    private Yaml.Mapping settings = Yaml.Mapping.of(new Place(SETTINGS, 0), Map.of());

    private ConfigFiles() {}

    static ConfigFiles read(ConfigSource source) {
        ConfigFiles files = new ConfigFiles();
        for (String file : source.files()) {
            Optional<Yaml> yaml = YamlReader.read(file, source.text(file));
            if (file.equals(SETTINGS)) {
                yaml.ifPresent(root -> files.settings = mapping(root));
            } else {
                boolean session = file.startsWith(SESSIONS);
                yaml.stream().flatMap(ConfigFiles::mappings).forEach(session ? files::addSession : files::addDevice);
            }
        }
        return files;
    }

    /** By name, in the order of the files. */
    Map<String, DeviceEntry> devices() {
        return Collections.unmodifiableMap(devices);
    }

    Map<String, SessionEntry> sessions() {
        return Collections.unmodifiableMap(sessions);
    }

    Yaml.Mapping settings() {
        return settings;
    }

    private void addDevice(Yaml.Mapping mapping) {
        DeviceEntry device = DeviceEntry.of(mapping);
        if (device.className().equals("Session")) {
            throw device.place().error("session '" + device.name() + "' stands here; expected it in " + SESSIONS);
        }
        DeviceEntry twin = devices.putIfAbsent(device.name(), device);
        if (twin != null) {
            throw device.place().error("device '" + device.name() + "' is already in " + twin.place());
        }
    }

    private void addSession(Yaml.Mapping mapping) {
        SessionEntry session = SessionEntry.of(mapping);
        SessionEntry twin = sessions.putIfAbsent(session.name(), session);
        if (twin != null) {
            throw session.place().error("session '" + session.name() + "' is already in " + twin.place());
        }
    }

    private static Stream<Yaml.Mapping> mappings(Yaml root) {
        return (root instanceof Yaml.Sequence sequence ? sequence.items() : List.of(root))
                .stream().map(ConfigFiles::mapping);
    }

    private static Yaml.Mapping mapping(Yaml yaml) {
        if (yaml instanceof Yaml.Mapping mapping) {
            return mapping;
        }
        throw yaml.place().error("expected 'key: value'");
    }
}
