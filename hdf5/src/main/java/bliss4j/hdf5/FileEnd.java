package bliss4j.hdf5;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Where the superblock says that the file ends; used under the lock.
 *
 * <p>A flush writes the superblock last. A process killed before that would leave datasets that already point to new
 * chunks, and a superblock that says the file ends before them: whoever reads such a dataset as a whole is refused
 * (measured: 3 of 300 files, killed while flushing all the time). So before a flush we make the file as long as it will
 * be and say so. That is eight bytes of a superblock of version 0, which has no checksum and is what we write; files that
 * others made with another one go without.
 *
 * <p>What is promised must not be more than the flush then finds: HDF5 cuts the file to its own length before it writes
 * the superblock, and a file shorter than it says is refused altogether. Therefore all space is taken before the flush:
 * chunks by {@link OpenDataset}, and no blocks of spare space, which a flush gives back ({@link AccessRules}).
 */
final class FileEnd implements AutoCloseable {
    private static final byte[] VERSION_0 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n', 0};
    private static final int OFFSET_SIZE_FIELD = 13;
    private static final int END_FIELD = 40;

    private final Place place;

    /** Not a channel, which an interrupt of the thread would close. */
    private final RandomAccessFile file;

    private final boolean known;

    FileEnd(Place place) {
        this.place = place;
        try {
            file = new RandomAccessFile(place.file().toFile(), "rw");
            known = isVersion0();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean isVersion0() throws IOException {
        byte[] start = new byte[END_FIELD];
        file.readFully(start);
        return Arrays.equals(start, 0, VERSION_0.length, VERSION_0, 0, VERSION_0.length)
                && start[OFFSET_SIZE_FIELD] == Long.BYTES;
    }

    /** Makes the file at least {@code end} bytes long, and says that it ends there. */
    void promise(long end) {
        if (known) {
            try {
                if (file.length() < end) {
                    file.setLength(end);
                }
                write(end);
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private void write(long end) throws IOException {
        file.seek(END_FIELD);
        file.writeLong(Long.reverseBytes(end));
    }

    /** Waits until the disk has the whole file; needs no lock. */
    void sync() {
        try {
            file.getFD().sync();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Hdf5Exception failed(IOException e) {
        return new Hdf5Exception(place + ": cannot write the file's end: " + e, e);
    }
}
