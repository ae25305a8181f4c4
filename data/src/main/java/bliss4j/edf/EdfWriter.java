package bliss4j.edf;

import bliss4j.array.Numbers;
import bliss4j.block.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new EDF file, to which images are added; each can be read by others as soon as it is added. Used by one thread.
 */
public final class EdfWriter implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private byte[] buffer = new byte[0];
    private long end;

    private EdfWriter(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** @throws DataException if it exists, or cannot be made */
    public static EdfWriter create(Path path) {
        try {
            Files.createFile(path);
            return new EdfWriter(path, new RandomAccessFile(path.toFile(), "rw"));
        } catch (FileAlreadyExistsException e) {
            throw new DataException(path + ": cannot create the file: it exists", e);
        } catch (IOException e) {
            throw failed(path, "create the file", e);
        }
    }

    private static DataException failed(Path path, String doing, IOException e) {
        return new DataException(path + ": cannot " + doing + ": " + e.getMessage(), e);
    }

    /** @throws DataException if it cannot be written; the file then ends behind the image before */
    public void append(EdfFrame frame) {
        try {
            file.write(frame.start());
            if (frame.rest().isPresent()) {
                write(frame.rest().get());
            }
            end = file.getFilePointer();
        } catch (IOException e) {
            cutBack(e);
            throw failed(path, "write an image", e);
        }
    }

    private void write(Numbers image) throws IOException {
        if (buffer.length < image.byteCount()) {
            buffer = new byte[image.byteCount()];
        }
        image.copyTo(buffer, 0);
        file.write(buffer, 0, image.byteCount());
    }

    private void cutBack(IOException cause) {
        try {
            file.setLength(end);
            file.seek(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Waits until the disk has what was added. */
    public void sync() {
        try {
            file.getFD().sync();
        } catch (IOException e) {
            throw failed(path, "sync the file", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(path, "close the file", e);
        }
    }
}
