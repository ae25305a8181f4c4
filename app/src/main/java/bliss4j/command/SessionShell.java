package bliss4j.command;

import bliss4j.config.BeamlineConfig;
import bliss4j.data.DataStore;
import bliss4j.session.Session;
import java.nio.file.Path;

/** Python for a session. Nothing of it is loaded before it is asked for. */
public interface SessionShell {
    /**
     * What it works with.
     *
     * @param session has started, and is ended by who gives it
     * @param home where it may keep what it wants to find again ({@code BLISS_HOME})
     */
    record Place(Session session, BeamlineConfig config, DataStore store, Path home) {}

    /** Reads what the user types until they leave, and gives the exit status. */
    int converse(Place place);

    /** Runs a file of Python and gives the exit status that it asks for; 1 if it raises. */
    int run(Place place, Path file);
}
