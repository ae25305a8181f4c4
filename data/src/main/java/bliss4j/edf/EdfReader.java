package bliss4j.edf;

import bliss4j.array.Numbers;
import bliss4j.block.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads images from EDF files; those packed with gzip too, whatever their name says. */
public final class EdfReader {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC_1 = 0x1F;
    private static final int GZIP_MAGIC_2 = 0x8B;

    /** More than deflate can make of a byte; a header that tells of more lies. */
    private static final int MOST_PACKED = 1100;

    private EdfReader() {}

    /**
     * One image. Another process may be adding more meanwhile.
     *
     * @param frame its place in the file, from 0
     * @throws DataException if the file is missing or no EDF file, or it has no such frame, or not all of it
     */
    public static Numbers read(Path path, int frame) {
        try (InputStream bytes = open(path)) {
            int found = 0;
            while (true) {
                Optional<EdfHeader> header = header(path, bytes, found, frame);
                if (header.isEmpty()) {
                    continue;
                }
                if (found == frame) {
                    return image(path, bytes, header.get(), frame);
                }
                skip(bytes, header.get().dataBytes());
                found++;
            }
        } catch (EOFException | ZipException e) {
            throw cutOff(path, frame, e);
        } catch (IOException e) {
            throw new DataException(path + ": cannot read frame " + frame + ": " + e.getMessage(), e);
        }
    }

    private static DataException cutOff(Path path, int frame, IOException cause) {
        return new DataException(path + ": cannot read frame " + frame + ": the file ends before it does", cause);
    }

    private static InputStream open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new DataException(path + ": cannot read: there is no such file");
        }
        // Not a channel, which an interrupt of the thread would close.
        InputStream file = new BufferedInputStream(new FileInputStream(path.toFile()), BUFFER);
        boolean opened = false;
        try {
            file.mark(2);
            boolean packed = file.read() == GZIP_MAGIC_1 && file.read() == GZIP_MAGIC_2;
            file.reset();
            InputStream bytes = packed ? new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER) : file;
            opened = true;
            return bytes;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    private static Optional<EdfHeader> header(Path path, InputStream bytes, int found, int wanted) throws IOException {
        try {
            byte[] text = HeaderText.read(bytes)
                    .orElseThrow(() -> new DataException(found == 0 ? "the file is empty" : "it holds only " + found));
            return EdfHeader.parse(text);
        } catch (DataException e) {
            throw new DataException(path + ": cannot read frame " + wanted + ": " + e.getMessage(), e);
        }
    }

    private static void skip(InputStream bytes, long count) throws IOException {
        bytes.skipNBytes(count - 1);
        if (bytes.read() < 0) { // a file lets itself be skipped beyond its end
            throw new EOFException("in an image");
        }
    }

    private static Numbers image(Path path, InputStream bytes, EdfHeader header, int frame) throws IOException {
        if (header.lost()) {
            throw new DataException(path + ": cannot read frame " + frame + ": it was lost before it was saved");
        }
        if (header.imageBytes() / MOST_PACKED > Files.size(path)) {
            throw cutOff(path, frame, new EOFException("of " + header.imageBytes() + " bytes"));
        }
        byte[] image = new byte[header.imageBytes()];
        int count = bytes.readNBytes(image, 0, image.length);
        if (count < image.length) {
            throw cutOff(path, frame, new EOFException(count + " of " + image.length + " bytes"));
        }
        if (header.order() == ByteOrder.BIG_ENDIAN) {
            turn(image, header.dtype().itemSize());
        }
        return Numbers.wrap(header.dtype(), header.shape(), image);
    }

    private static void turn(byte[] image, int itemBytes) {
        byte[] item = new byte[itemBytes];
        for (int at = 0; at < image.length; at += itemBytes) {
            System.arraycopy(image, at, item, 0, itemBytes);
            for (int i = 0; i < itemBytes; i++) {
                image[at + i] = item[itemBytes - 1 - i];
            }
        }
    }
}
