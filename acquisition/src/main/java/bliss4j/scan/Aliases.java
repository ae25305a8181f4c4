package bliss4j.scan;

import bliss4j.block.Value;
import bliss4j.data.NodeName;
import bliss4j.data.Settings;
import bliss4j.device.ArgumentException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code ALIASES}: other names that a user gives to the channels of axes and counters. Datasets and displays take them, nodes
 * keep their names. Kept for the next session. Any thread may use it.
 */
public final class Aliases {
    private final Settings settings;
    private final String key;

    public Aliases(Settings settings, String session) {
        this.settings = settings;
        this.key = "aliases:" + session;
    }

    /** The full names of what has an alias, by alias. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        settings.load(key).forEach((alias, fullname) -> {
            if (fullname instanceof Value.Text text) {
                all.put(alias, text.value());
            }
        });
        return all;
    }

    /** The aliases, by the full name of what they stand for. */
    Map<String, String> byChannel() {
        Map<String, String> aliases = new TreeMap<>();
        all().forEach((alias, fullname) -> aliases.put(fullname, alias));
        return aliases;
    }

    /**
     * Gives a channel another name; one that it had is gone.
     *
     * @param fullname such as {@code axis:roby}
     * @throws ArgumentException if another channel has that alias
     * @throws bliss4j.block.DataException if nothing may be called so
     */
    public void add(String alias, String fullname) {
        NodeName.check("alias", alias);
        Map<String, String> all = all();
        String other = all.get(alias);
        if (other != null && !other.equals(fullname)) {
            throw new ArgumentException("alias '" + alias + "' is that of " + other + "; remove it first");
        }
        Map<String, Optional<Value>> changes = new TreeMap<>();
        all.forEach((known, channel) -> {
            if (channel.equals(fullname)) {
                changes.put(known, Optional.empty());
            }
        });
        changes.put(alias, Optional.of(Value.of(fullname)));
        settings.save(key, changes);
    }

    /** @throws ArgumentException if there is no such alias */
    public void remove(String alias) {
        if (!all().containsKey(alias)) {
            throw new ArgumentException("there is no alias '" + alias + "'; there are " + all().keySet());
        }
        settings.save(key, alias, Optional.empty());
    }
}
