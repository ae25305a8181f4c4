package bliss4j.shell;

import bliss4j.config.BeamlineConfig;
import bliss4j.data.DataStore;
import bliss4j.session.Session;
import java.nio.file.Path;

/**
 * What a shell serves.
 *
 * @param session whose devices and scans it has
 * @param config the whole beamline
 * @param store where data are read back from
 * @param home where the history of what was typed is kept ({@code BLISS_HOME})
 */
public record ShellSession(Session session, BeamlineConfig config, DataStore store, Path home) {}
