package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where the content of a file ends that claims to be longer: three words at the end that it claims, where nothing points
 * to. Whoever does not know it takes it for free room that was lost; whoever writes behind it makes it one.
 */
final class EndNote {
    /** What it takes. */
    static final long BYTES = 3L * Long.BYTES;

    /** "bliss4j" */
    private static final long MARK = 0x6A34_7373_696C_62L;

    private final RawFile file;
    private final MemorySegment words = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 3);

    EndNote(RawFile file) {
        this.file = file;
    }

    /** @param fileEnd where the file says that it ends */
    void write(long fileEnd, long contentEnd) throws IOException {
        words.setAtIndex(ValueLayout.JAVA_LONG, 0, MARK);
        words.setAtIndex(ValueLayout.JAVA_LONG, 1, contentEnd);
        words.setAtIndex(ValueLayout.JAVA_LONG, 2, ~contentEnd);
        file.write(words, fileEnd - BYTES);
    }

    void erase(long fileEnd) throws IOException {
        words.fill((byte) 0);
        file.write(words, fileEnd - BYTES);
    }

    /** Where the content ends; the file's own end if nobody noted another. */
    long read(long fileEnd) throws IOException {
        if (fileEnd < BYTES) {
            return fileEnd;
        }
        file.read(words, fileEnd - BYTES);
        long contentEnd = words.getAtIndex(ValueLayout.JAVA_LONG, 1);
        boolean noted = words.getAtIndex(ValueLayout.JAVA_LONG, 0) == MARK
                && words.getAtIndex(ValueLayout.JAVA_LONG, 2) == ~contentEnd
                && contentEnd > 0
                && contentEnd <= fileEnd - BYTES;
        return noted ? contentEnd : fileEnd;
    }
}
