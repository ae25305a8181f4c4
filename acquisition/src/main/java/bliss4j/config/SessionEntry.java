package bliss4j.config;

import bliss4j.block.DataException;
import bliss4j.data.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * A session as a file describes it.
 *
 * @param only its devices; empty means all
 */
record SessionEntry(
        String name,
        Section section,
        Optional<List<String>> only,
        List<String> excluded,
        List<String> included,
        Optional<String> setupFile) {
    static final String ONLY = "config-objects";
    static final String EXCLUDED = "exclude-objects";
    static final String INCLUDED = "include-sessions";
    static final String SETUP = "setup-file";

    /** @throws ConfigException if it is no session, has no name that sessions can have, or a key that is not known */
    static SessionEntry of(Yaml.Mapping mapping) {
        Section start = new Section("a session", mapping);
        if (!start.text("class").equals("Session")) {
            throw start.wrong("class", "Session: devices are described outside of sessions/");
        }
        String name = start.text("name");
        try {
            NodeName.check("session", name);
        } catch (DataException e) {
            throw start.place("name").error(String.valueOf(e.getMessage()));
        }
        Section section = new Section("session '" + name + "'", mapping);
        section.text("class");
        section.text("name");
        SessionEntry entry = new SessionEntry(
                name,
                section,
                section.has(ONLY) ? Optional.of(section.texts(ONLY)) : Optional.empty(),
                section.texts(EXCLUDED),
                section.texts(INCLUDED),
                section.optionalText(SETUP));
        section.checkAllRead();
        return entry;
    }

    Place place() {
        return section.place();
    }
}
