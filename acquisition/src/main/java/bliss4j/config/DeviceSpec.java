package bliss4j.config;

import bliss4j.block.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the configuration says of one device: its name and its parameters. For one thread, while the device is made. */
public final class DeviceSpec extends Section {
    /** Gives the device that is referred to at a place. */
    @FunctionalInterface
    interface References {
        Object follow(Place place, String name);
    }

    private final String name;
    private final String className;
    private final References devices;

    DeviceSpec(Yaml.Mapping mapping, String name, String className, References devices) {
        super("device '" + name + "'", mapping);
        this.name = name;
        this.className = className;
        this.devices = devices;
        find("class");
        find("name");
    }

    /** One that comes from no file, for who makes a device by hand; it can refer to no other. */
    public static DeviceSpec of(String name, Map<String, Value> parameters) {
        Place nowhere = new Place("device '" + name + "'", 0);
        Map<String, Yaml.Entry> entries = new TreeMap<>();
        parameters.forEach((key, value) -> entries.put(key, new Yaml.Entry(nowhere, Yaml.of(nowhere, value))));
        return new DeviceSpec(Yaml.Mapping.of(nowhere, entries), name, "", (place, other) -> {
            throw place.error("no device '" + other + "' without a configuration");
        });
    }

    public String name() {
        return name;
    }

    /** The class as the configuration names it. */
    public String className() {
        return className;
    }

    /**
     * Another device that a parameter refers to, as {@code $roby}; made now if it was not yet.
     *
     * @throws ConfigException if there is none, or it is not of that type
     */
    public <T> T device(String key, Class<T> type) {
        return optionalDevice(key, type).orElseThrow(() -> wrong(key, expected(type)));
    }

    /** The same for a parameter that need not be there. */
    public <T> Optional<T> optionalDevice(String key, Class<T> type) {
        return find(key).map(yaml -> referred(key, yaml, type));
    }

    /** The devices that a list refers to; empty if there is none. */
    public <T> List<T> devices(String key, Class<T> type) {
        return list(key, "a list of devices such as $roby").stream()
                .map(yaml -> referred(key, yaml, type))
                .toList();
    }

    private <T> T referred(String key, Yaml yaml, Class<T> type) {
        if (!(yaml.value() instanceof Value.Text text) || !text.value().startsWith("$")) {
            throw wrong(key, yaml, expected(type));
        }
        Object device = devices.follow(yaml.place(), text.value().substring(1));
        if (!type.isInstance(device)) {
            throw yaml.place()
                    .error(key + " is '" + text.value() + "', which is a "
                            + device.getClass().getSimpleName() + "; expected " + expected(type));
        }
        return type.cast(device);
    }

    private static String expected(Class<?> type) {
        return "the " + type.getSimpleName() + " it refers to, such as $roby";
    }
}
