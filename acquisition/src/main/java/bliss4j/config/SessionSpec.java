package bliss4j.config;

import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of a session.
 *
 * @param devices the names of those it has, included sessions' too, in the order of the configuration
 * @param includes the sessions that it includes, innermost first; their setup scripts run before its own
 * @param setup its own setup script
 */
public record SessionSpec(String name, List<String> devices, List<String> includes, Optional<SetupScript> setup) {
    /**
     * What runs when a session starts.
     *
     * @param location where it is, for messages
     * @param text of the script, as it was when the session was looked up
     */
    public record SetupScript(String location, String text) {}

    public SessionSpec {
        devices = List.copyOf(devices);
        includes = List.copyOf(includes);
    }
}
