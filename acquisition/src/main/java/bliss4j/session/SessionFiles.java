package bliss4j.session;

import bliss4j.block.DataException;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.ConfigException;
import bliss4j.data.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of a configuration that are a session: its YAML, its setup script and a script to write functions in. */
public final class SessionFiles {
    private final Path sessions;
    private final BeamlineConfig config;

    /**
     * @param folder of the configuration
     * @param config as it was read from there
     */
    public SessionFiles(Path folder, BeamlineConfig config) {
        this.sessions = folder.resolve("sessions");
        this.config = config;
    }

    private List<Path> files(String name) {
        return List.of(
                sessions.resolve(name + ".yml"),
                sessions.resolve(name + "_setup.py"),
                sessions.resolve("scripts").resolve(name + ".py"));
    }

    /**
     * Makes a session that has all devices.
     *
     * @return its files
     * @throws ConfigException if there is one of that name, or a file of it; nothing was changed then
     */
    public List<Path> create(String name) {
        try {
            NodeName.check("session", name);
        } catch (DataException e) {
            throw new ConfigException("Session '" + name + "' cannot be created: " + e.getMessage(), e);
        }
        if (config.sessionNames().contains(name)) {
            throw new ConfigException("Session '" + name + "' cannot be created: it already exists.");
        }
        List<Path> files = files(name);
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new ConfigException("Session '" + name + "' cannot be created: there is a file " + file + ".");
            }
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        texts.put(files.get(0), """
                - class: Session
                  name: %1$s
                  setup-file: ./%1$s_setup.py
                """.formatted(name));
        texts.put(files.get(1), """
                # Runs when the session %1$s starts.
                from bliss.setup_globals import *

                load_script("%1$s.py")
                """.formatted(name));
        texts.put(files.get(2), """
                # Functions of the session %s: what is defined here is there at the prompt.
                from bliss.setup_globals import *
                """.formatted(name));
        write(name, texts);
        return files;
    }

    private void write(String name, Map<Path, String> texts) {
        List<Path> written = new ArrayList<>();
        try {
            Path marker = sessions.resolve("__init__.yml"); // the original's server looks for it
            for (Map.Entry<Path, String> entry : texts.entrySet()) {
                Path file = entry.getKey();
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, entry.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                written.add(file);
            }
            if (!Files.exists(marker)) {
                Files.writeString(marker, "plugin: session\n");
            }
        } catch (IOException e) {
            ConfigException refused = new ConfigException("Session '" + name + "' cannot be created: " + e, e);
            takeBack(written, refused);
            throw refused;
        }
    }

    private static void takeBack(List<Path> written, ConfigException refused) {
        for (Path file : written) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                refused.addSuppressed(e);
            }
        }
    }

    /**
     * Removes a session's files.
     *
     * @return those there were
     * @throws ConfigException if there is no such session, or it stands in a file with another name or with others
     */
    public List<Path> delete(String name) {
        if (!config.sessionNames().contains(name)) {
            throw new ConfigException("Session '" + name + "' cannot be deleted: there is none; known are "
                    + String.join(", ", config.sessionNames()));
        }
        List<Path> files = files(name);
        Path own = files.getFirst();
        List<String> inside = config.sessionNames().stream()
                .filter(other -> stands(other, own))
                .toList();
        if (!inside.equals(List.of(name))) {
            throw new ConfigException("Session '" + name + "' cannot be deleted: "
                    + (inside.contains(name)
                            ? own + " describes " + String.join(", ", inside)
                            : "it is described in " + config.sessionFile(name))
                    + "; take it out of that file.");
        }
        List<Path> deleted = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.deleteIfExists(file)) {
                    deleted.add(file);
                }
            } catch (IOException e) {
                throw new ConfigException("Session '" + name + "' cannot be deleted: " + e, e);
            }
        }
        return deleted;
    }

    private boolean stands(String session, Path file) {
        return sessions.resolveSibling(config.sessionFile(session)).equals(file);
    }
}
