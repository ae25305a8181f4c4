package bliss4j.command;

import java.io.Serial;

/** A command cannot do what it was asked for; the message is the one line that the user sees. */
public final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }
}
