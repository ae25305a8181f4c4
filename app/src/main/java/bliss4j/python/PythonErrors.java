package bliss4j.python;

import bliss4j.block.DataException;
import bliss4j.device.AcquisitionException;
import bliss4j.device.ArgumentException;
import bliss4j.parameters.ParameterException;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which Python exception stands for what Java throws. */
final class PythonErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PythonErrors.class);

    private PythonErrors() {}

    static PythonException of(RuntimeException failure) {
        return switch (failure) {
            case PythonException known -> known;
            case ParameterException saving -> new PythonException(type(saving.kind()), message(saving));
            case ArgumentException argument -> new PythonException("ValueError", message(argument));
            case AcquisitionException acquisition -> new PythonException("RuntimeError", message(acquisition));
            case DataException data -> new PythonException("RuntimeError", message(data));
            case NoSuchElementException missing -> new PythonException("KeyError", message(missing));
            case IndexOutOfBoundsException index -> new PythonException("IndexError", message(index));
            case IllegalArgumentException argument -> new PythonException("ValueError", message(argument));
            default -> {
                LOG.info("unforeseen failure in a function of the shell", failure);
                yield new PythonException("RuntimeError", failure.toString());
            }
        };
    }

    private static String type(ParameterException.Kind kind) {
        return switch (kind) {
            case ATTRIBUTE -> "AttributeError";
            case NAME -> "NameError";
            case TYPE -> "TypeError";
            case VALUE -> "ValueError";
            case RUNTIME -> "RuntimeError";
            case IMPORT -> "ImportError";
        };
    }

    private static String message(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
