package bliss4j.saving;

import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What saves a scan. */
public enum Writer {
    /** Into an HDF5 file. */
    HDF5,
    /** The same file, which follows NeXus; V21's users know it under this name. */
    NEXUS,
    /** Nothing: the scan is published only. */
    NULL;

    /** The name that users set. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ParameterException IMPORT if there is no such writer, naming those there are; TYPE if it is no text */
    static Writer of(Value name) {
        if (!(name instanceof Value.Text text)) {
            throw new ParameterException(Kind.TYPE, "writer is " + name + ", expected text");
        }
        return Arrays.stream(values())
                .filter(writer -> writer.text().equals(text.value()))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        Kind.IMPORT,
                        "writer '" + text.value() + "' does not exist; possible writers are "
                                + Arrays.stream(values())
                                        .map(writer -> "'" + writer.text() + "'")
                                        .collect(Collectors.joining(", "))));
    }
}
