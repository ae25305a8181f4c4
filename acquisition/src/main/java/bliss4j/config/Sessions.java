package bliss4j.config;

import bliss4j.config.SessionSpec.SetupScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out what each session has. */
record Sessions(Map<String, SessionEntry> entries, Set<String> allDevices, ConfigSource source) {
    private static final String SCRIPTS = "sessions/scripts/";
    private static final String SCRIPT_END = ".py";

    /** @throws ConfigException if there is no such session, or it names what there is not */
    SessionSpec get(String name) {
        if (name.equals(BeamlineConfig.DEFAULT_SESSION) && !entries.containsKey(name)) {
            return new SessionSpec(name, List.copyOf(allDevices), List.of(), Optional.empty());
        }
        SessionEntry entry = entry(name);
        Set<String> found = new HashSet<>();
        Set<String> includes = new LinkedHashSet<>();
        collect(entry, found, includes, new LinkedHashSet<>());
        includes.remove(name);
        List<String> devices = allDevices.stream().filter(found::contains).toList();
        return new SessionSpec(
                name, devices, List.copyOf(includes), entry.setupFile().map(file -> script(entry, file)));
    }

    /** @throws ConfigException if there is no such session */
    String file(String name) {
        return entry(name).place().file();
    }

    private SessionEntry entry(String name) {
        SessionEntry entry = entries.get(name);
        if (entry == null) {
            throw new ConfigException("'" + name + "' does not seem to be a valid session; known are "
                    + (entries.isEmpty() ? "none" : String.join(", ", entries.keySet())));
        }
        return entry;
    }

    /** @throws ConfigException if there is none of that name */
    SetupScript script(String name) {
        String plain = name.endsWith(SCRIPT_END) ? name.substring(0, name.length() - SCRIPT_END.length()) : name;
        if (plain.isEmpty() || plain.startsWith(".") || plain.indexOf('/') >= 0) {
            throw new ConfigException("'" + name + "' is no script: expected the name of a file in " + SCRIPTS);
        }
        String file = SCRIPTS + plain + SCRIPT_END;
        return new SetupScript(source.location(file), source.text(file));
    }

    private void collect(SessionEntry entry, Set<String> found, Set<String> done, Set<String> unfinished) {
        if (done.contains(entry.name())) {
            return;
        }
        unfinished.add(entry.name());
        for (String other : entry.included()) {
            SessionEntry included = entries.get(other);
            if (included == null) {
                throw entry.section().place(SessionEntry.INCLUDED).error("no session '" + other + "'");
            }
            if (unfinished.contains(other)) {
                List<String> circle = new ArrayList<>(unfinished);
                circle = new ArrayList<>(circle.subList(circle.indexOf(other), circle.size()));
                circle.add(other);
                throw entry.section()
                        .place(SessionEntry.INCLUDED)
                        .error("sessions include each other in a circle: " + String.join(" → ", circle));
            }
            collect(included, found, done, unfinished);
        }
        unfinished.remove(entry.name());
        done.add(entry.name());
        found.addAll(own(entry));
    }

    private Set<String> own(SessionEntry entry) {
        Set<String> own = new LinkedHashSet<>(
                entry.only().map(only -> known(entry, SessionEntry.ONLY, only)).orElse(List.copyOf(allDevices)));
        known(entry, SessionEntry.EXCLUDED, entry.excluded()).forEach(own::remove);
        return own;
    }

    private List<String> known(SessionEntry entry, String key, List<String> names) {
        for (String device : names) {
            if (!allDevices.contains(device)) {
                throw entry.section()
                        .place(key)
                        .error(key + " names '" + device + "', expected devices such as "
                                + String.join(", ", allDevices));
            }
        }
        return names;
    }

    private SetupScript script(SessionEntry entry, String file) {
        String script = source.beside(entry.place().file(), file);
        try {
            return new SetupScript(source.location(script), source.text(script));
        } catch (ConfigException e) {
            throw new ConfigException(
                    entry.section().place(SessionEntry.SETUP) + ": setup-file cannot be read: " + e.getMessage(), e);
        }
    }
}
