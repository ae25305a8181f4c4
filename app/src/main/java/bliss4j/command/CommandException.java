package bliss4j.command;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;

/** A command cannot do what it was asked for; the message is the one line that the user sees. */
public final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    /** A directory cannot be made; the system's reason may be no more than a path, so the obstacle is looked for. */
    static CommandException noDirectory(Path directory, IOException e) {
        String why = String.valueOf(e.getMessage());
        for (Path above = directory; above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                why = above + " is a file";
            }
        }
        return new CommandException("directory " + directory + " cannot be made: " + why);
    }
}
