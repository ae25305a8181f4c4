package bliss4j.shell;

import bliss4j.device.ArgumentException;
import bliss4j.device.Axis;
import bliss4j.device.Counter;
import bliss4j.python.Arguments;
import bliss4j.python.HostFunctions;
import bliss4j.scan.Aliases;
import bliss4j.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code ALIASES} asks. */
final class AliasFunctions {
    private final Session session;
    private final Aliases aliases;

    AliasFunctions(Session session) {
        this.session = session;
        this.aliases = session.aliases();
    }

    void addTo(HostFunctions functions) {
        functions.add("alias_add", given -> {
            String alias = given.text(0, "alias");
            if (session.devices().containsKey(alias)) {
                throw new ArgumentException("alias '" + alias + "' is the name of a device");
            }
            aliases.add(alias, fullname(device(given)));
            return null;
        });
        functions.add("alias_remove", given -> {
            aliases.remove(given.text(0, "alias"));
            return null;
        });
        functions.add("alias_device", given -> device(given));
        functions.add("aliases", given -> devices());
        functions.add("aliases_text", given -> aliases.all());
    }

    /** A device or its name. */
    private Object device(Arguments given) {
        if (!given.value(1).isString()) {
            return given.object(1, Object.class, "device");
        }
        String name = given.text(1, "device");
        Object device = session.devices().get(name);
        if (device == null) {
            throw new ArgumentException("the session has no device '" + name + "'");
        }
        return device;
    }

    private static String fullname(Object device) {
        return switch (device) {
            case Axis axis -> "axis:" + axis.name();
            case Counter counter -> counter.fullname();
            default -> throw new ArgumentException(device + " can have no alias: expected an axis or a counter");
        };
    }

    /** The devices of the session that have an alias, by alias. */
    private Map<String, Object> devices() {
        Map<String, Object> found = new LinkedHashMap<>();
        aliases.all()
                .forEach((alias, fullname) -> session.devices().values().stream()
                        .filter(device -> device instanceof Axis || device instanceof Counter)
                        .filter(device -> fullname(device).equals(fullname))
                        .forEach(device -> found.put(alias, device)));
        return found;
    }
}
