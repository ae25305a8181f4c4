package bliss4j.config;

import bliss4j.device.AcquisitionException;
import java.io.Serial;

/** What is wrong with the configuration: in one line the file, the line, what stands there and what was expected. */
public final class ConfigException extends AcquisitionException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
