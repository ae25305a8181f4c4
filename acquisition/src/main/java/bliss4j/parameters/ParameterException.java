package bliss4j.parameters;

import bliss4j.device.AcquisitionException;
import java.io.Serial;

/** What is wrong with a saving parameter or with the paths that the parameters give. */
public final class ParameterException extends AcquisitionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Which exception a Python shell raises for it. */
    public enum Kind {
        /** No such attribute, or one that cannot be set or removed: {@code AttributeError}. */
        ATTRIBUTE,
        /** A name that is taken, or that nothing has: {@code NameError}. */
        NAME,
        /** A name that is no identifier, or a value of the wrong type: {@code TypeError}. */
        TYPE,
        /** A value of the right type that cannot be used: {@code ValueError}. */
        VALUE,
        /** A template that names what is not there: {@code RuntimeError}. */
        RUNTIME,
        /** A writer that does not exist: {@code ImportError}. */
        IMPORT
    }

    private final Kind kind;

    public ParameterException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
