package bliss4j.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A beamline: its devices, its sessions and the settings of the whole.
 *
 * <pre>{@code
 * BeamlineConfig config = BeamlineConfig.load(directory, Map.of("SimAxis", spec -> new SimAxis(…)));
 * Object roby = config.get("roby");
 * }</pre>
 *
 * <p>The files are read once; what is edited later is seen by the next {@code load}. Devices live until this is closed; those
 * that are {@link AutoCloseable} are closed with it. Any thread may use it.
 */
public final class BeamlineConfig implements AutoCloseable {
    /** A session that every beamline has, with all devices, unless its files describe it. */
    public static final String DEFAULT_SESSION = "default";

    private final ConfigFiles files;
    private final Devices devices;
    private final Sessions sessions;

    private BeamlineConfig(ConfigSource source, Map<String, DeviceFactory> factories) {
        files = ConfigFiles.read(source);
        devices = new Devices(files.devices(), new DeviceClasses(factories));
        sessions = new Sessions(files.sessions(), files.devices().keySet(), source);
    }

    /**
     * Reads a directory: {@code bliss4j.yml} for settings, {@code sessions/*.yml} for sessions, every other {@code *.yml},
     * however deep, for devices.
     *
     * @param factories who makes devices, by the class that the files name
     * @throws ConfigException if it is no directory or a file of it is wrong
     */
    public static BeamlineConfig load(Path directory, Map<String, DeviceFactory> factories) {
        return new BeamlineConfig(new FolderSource(directory), factories);
    }

    /** The same for who wants settings and sessions but makes no device. */
    public static BeamlineConfig load(Path directory) {
        return load(directory, Map.of());
    }

    /** The beamline that is built in: {@code roby}, {@code robz}, {@code diode} and the session {@code test_session}. */
    public static BeamlineConfig demo(Map<String, DeviceFactory> factories) {
        return new BeamlineConfig(new DemoSource(), factories);
    }

    /**
     * The device of that name; made when it is first asked for, the same from then on. One that could not be made is tried
     * again the next time.
     *
     * @throws ConfigException if there is none, or what the files say of it is wrong
     */
    public Object get(String name) {
        return devices.get(name);
    }

    /**
     * The same as a device of a certain kind.
     *
     * @throws ConfigException if it is of another
     */
    public <T> T get(String name, Class<T> type) {
        Object device = devices.get(name);
        if (!type.isInstance(device)) {
            throw new ConfigException("device '" + name + "' is a "
                    + device.getClass().getSimpleName() + ", expected " + type.getSimpleName());
        }
        return type.cast(device);
    }

    /** The names of all devices, in the order of the files. */
    public List<String> deviceNames() {
        return List.copyOf(files.devices().keySet());
    }

    /** The names of all sessions, in the order of the files. */
    public List<String> sessionNames() {
        return List.copyOf(files.sessions().keySet());
    }

    /**
     * The file that describes a session, as a path below the configuration.
     *
     * @throws ConfigException if there is none of that name
     */
    public String sessionFile(String name) {
        return sessions.file(name);
    }

    /**
     * What a session has.
     *
     * @throws ConfigException if there is none of that name, or it names what there is not
     */
    public SessionSpec session(String name) {
        return sessions.get(name);
    }

    /**
     * A script that users load by its name: {@code sessions/scripts/NAME.py}.
     *
     * @throws ConfigException if there is none of that name
     */
    public SessionSpec.SetupScript script(String name) {
        return sessions.script(name);
    }

    /** What {@code bliss4j.yml} says, to be read once by who asks; empty if there is no such file. */
    public Section settings() {
        return new Section("the settings", files.settings());
    }

    /** Closes the devices that were made; nobody may use them any more. */
    @Override
    public void close() {
        devices.close();
    }
}
