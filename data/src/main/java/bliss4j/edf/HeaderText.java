package bliss4j.edf;

import bliss4j.block.DataException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Finds the end of a header: a brace at the end of a line, which most writers put at a multiple of 512 bytes. */
final class HeaderText {
    private static final int USUAL = 512;
    private static final int MOST = 1 << 20;
    private static final String NO_EDF = "it is no EDF file: ";

    private HeaderText() {}

    /** The next header's text, or nothing at the end of the file; the data begins where it ends. */
    static Optional<byte[]> read(InputStream bytes) throws IOException {
        int first = bytes.read();
        while (first == '\n' || first == '\r' || first == ' ' || first == 0) {
            first = bytes.read();
        }
        if (first < 0) {
            return Optional.empty();
        }
        if (first != '{') {
            throw new DataException(NO_EDF + "expected a header that begins with '{'");
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(USUAL);
        boolean brace = false;
        for (int next = first; ; next = next(bytes)) {
            text.write(next);
            if (brace && next == '\n') {
                return Optional.of(text.toByteArray());
            }
            brace = next == '}' || (brace && next == '\r');
            if ((next < ' ' && next != '\n' && next != '\r' && next != '\t') || text.size() > MOST) {
                throw new DataException(NO_EDF + "its header does not end in '}'");
            }
        }
    }

    private static int next(InputStream bytes) throws IOException {
        int next = bytes.read();
        if (next < 0) {
            throw new EOFException("in a header");
        }
        return next;
    }
}
