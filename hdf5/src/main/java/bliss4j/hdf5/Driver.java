package bliss4j.hdf5;

import bliss4j.disk.HeldFile;
import bliss4j.disk.Kind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.hdf5.H5FD_class_t;
import org.bytedeco.hdf5.H5FD_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.CLongPointer;
import org.bytedeco.javacpp.FunctionPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link HeldFile} under libhdf5 for every file that we write: its file driver, called by libhdf5 in the thread
 * that called libhdf5, under the lock.
 */
final class Driver {
    /** Of the numbers that are free for tests and private use. */
    private static final int NUMBER = 407;

    private static final long MOST_BYTES = Long.MAX_VALUE;
    private static final int DONE = 0;
    private static final int FAILED = -1;
    private static final long UNDEFINED = -1;

    private static final BytePointer NAME = new BytePointer("bliss4j");

    /** The open files by the address of libhdf5's side. */
    private static final Map<Long, Driven> FILES = new HashMap<>();

    /** What libhdf5 calls; JavaCPP does not keep them alive. */
    private static final List<FunctionPointer> CALLBACKS = List.of(
            new Opens(),
            new Closes(),
            new Compares(),
            new Features(),
            new Allocates(),
            new Frees(),
            new AsksEnd(),
            new SetsEnd(),
            new AsksLength(),
            new Reads(),
            new Writes());

    private static final H5FD_class_t CLASS = describe();
    private static final long ID = hdf5.H5FDregister(CLASS);

    /** Why the last call failed; libhdf5 only knows that it did. */
    private static Optional<String> trouble = Optional.empty();

    private static @Nullable Driven latest;

    private Driver() {}

    /** @param key the same for all names of a file */
    private record Driven(H5FD_t native_, HeldFile file, String key) {}

    /** Has files that are opened with an access list go through this driver. */
    static void use(long accessList, Place place) {
        place.ok(hdf5.H5Pset_driver(accessList, ID, new Pointer()), "set the file driver");
    }

    /** What a file's id, just opened, is written through. */
    static HeldFile opened(long id) {
        if (latest == null) {
            throw new IllegalStateException("file " + id + " was not opened with this driver");
        }
        return latest.file();
    }

    /** Why the last call of the system failed, if one did since this was last asked. */
    static Optional<String> takeTrouble() {
        Optional<String> taken = trouble;
        trouble = Optional.empty();
        return taken;
    }

    private static H5FD_class_t describe() {
        H5FD_class_t driver = new H5FD_class_t();
        driver.zero();
        driver.version(hdf5.H5FD_CLASS_VERSION)
                .value(NUMBER)
                .name(NAME)
                .maxaddr(MOST_BYTES)
                .fc_degree(hdf5.H5F_CLOSE_STRONG);
        for (FunctionPointer callback : CALLBACKS) {
            switch (callback) {
                case Opens opens -> driver.open(opens);
                case Closes closes -> driver._close(closes);
                case Compares compares -> driver.cmp(compares);
                case Features features -> driver.query(features);
                case Allocates allocates -> driver.alloc(allocates);
                case Frees frees -> driver._free(frees);
                case AsksEnd asksEnd -> driver.get_eoa(asksEnd);
                case SetsEnd setsEnd -> driver.set_eoa(setsEnd);
                case AsksLength asksLength -> driver.get_eof(asksLength);
                case Reads reads -> driver.read(reads);
                case Writes writes -> driver.write(writes);
                default -> throw new IllegalStateException("no place for " + callback);
            }
        }
        return driver;
    }

    private static HeldFile file(H5FD_t file) {
        Driven driven = FILES.get(file.address());
        if (driven == null) {
            throw new IllegalStateException("libhdf5 uses a file that it has closed");
        }
        return driven.file();
    }

    private static int failed(IOException e) {
        trouble = Optional.of(String.valueOf(e.getMessage()));
        return FAILED;
    }

    @SuppressWarnings("restricted") // libhdf5 says how long it is
    private static MemorySegment memory(Pointer pointer, long size) {
        return MemorySegment.ofAddress(pointer.address()).reinterpret(size);
    }

    private static Kind kind(int type) {
        return switch (type) {
            case hdf5.H5FD_MEM_SUPER -> Kind.SUPERBLOCK;
            case hdf5.H5FD_MEM_BTREE -> Kind.NODE;
            case hdf5.H5FD_MEM_DRAW -> Kind.RAW;
            case hdf5.H5FD_MEM_GHEAP -> Kind.TEXTS;
            case hdf5.H5FD_MEM_LHEAP -> Kind.NAMES;
            case hdf5.H5FD_MEM_OHDR -> Kind.HEADER;
            default -> Kind.HEADER; // there is no other
        };
    }

    private static final class Opens extends H5FD_class_t.Open_BytePointer_int_long_long {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable H5FD_t call(BytePointer name, int flags, long access, long maximum) {
            String path = name.getString();
            try {
                if ((flags & hdf5.H5F_ACC_EXCL) != 0 && Files.exists(Path.of(path))) {
                    throw new IOException("cannot create " + path + ": it exists");
                }
                HeldFile file = HeldFile.open(path, mode(flags));
                H5FD_t made = new H5FD_t();
                made.zero();
                latest = new Driven(made, file, key(path));
                FILES.put(made.address(), latest);
                trouble = Optional.empty();
                return made;
            } catch (IOException e) {
                failed(e);
                return null;
            }
        }

        private static HeldFile.Mode mode(int flags) {
            if ((flags & hdf5.H5F_ACC_CREAT) != 0) {
                return HeldFile.Mode.CREATE;
            }
            return (flags & hdf5.H5F_ACC_RDWR) == 0 ? HeldFile.Mode.READ : HeldFile.Mode.WRITE;
        }

        private static String key(String path) throws IOException {
            return String.valueOf(Files.readAttributes(Path.of(path), BasicFileAttributes.class)
                    .fileKey());
        }
    }

    private static final class Closes extends H5FD_class_t.Close_H5FD_t {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t file) {
            Driven driven = FILES.remove(file.address());
            if (driven == null) {
                return FAILED;
            }
            try {
                driven.file().close();
                return DONE;
            } catch (IOException e) {
                return failed(e);
            } finally {
                driven.native_().deallocate();
            }
        }
    }

    private static final class Compares extends H5FD_class_t.Cmp_H5FD_t_H5FD_t {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t one, H5FD_t other) {
            Driven first = FILES.get(one.address());
            Driven second = FILES.get(other.address());
            return first == null || second == null
                    ? Long.compare(one.address(), other.address())
                    : first.key().compareTo(second.key());
        }
    }

    private static final class Features extends H5FD_class_t.Query_H5FD_t_CLongPointer {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(@Nullable H5FD_t file, @Nullable CLongPointer flags) {
            if (flags != null) {
                flags.put(hdf5.H5FD_FEAT_DEFAULT_VFD_COMPATIBLE);
            }
            return DONE;
        }
    }

    private static final class Allocates extends H5FD_class_t.Alloc_H5FD_t_int_long_long {
        private static final long serialVersionUID = 1L;

        @Override
        public long call(H5FD_t file, int type, long transfer, long size) {
            return file(file).allocate(kind(type), size);
        }
    }

    /** What is free at the end stays there: space once given out is never given out a second time from here. */
    private static final class Frees extends H5FD_class_t.Free_H5FD_t_int_long_long_long {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t file, int type, long transfer, long address, long size) {
            return DONE;
        }
    }

    private static final class AsksEnd extends H5FD_class_t.Get_eoa_H5FD_t_int {
        private static final long serialVersionUID = 1L;

        @Override
        public long call(H5FD_t file, int type) {
            return file(file).end();
        }
    }

    private static final class SetsEnd extends H5FD_class_t.Set_eoa_H5FD_t_int_long {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t file, int type, long end) {
            file(file).end(end);
            return DONE;
        }
    }

    private static final class AsksLength extends H5FD_class_t.Get_eof_H5FD_t_int {
        private static final long serialVersionUID = 1L;

        @Override
        public long call(H5FD_t file, int type) {
            try {
                return file(file).length();
            } catch (IOException e) {
                failed(e);
                return UNDEFINED;
            }
        }
    }

    private static final class Reads extends H5FD_class_t.Read_H5FD_t_int_long_long_long_Pointer {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t file, int type, long transfer, long address, long size, Pointer bytes) {
            try {
                file(file).read(address, memory(bytes, size));
                return DONE;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }

    private static final class Writes extends H5FD_class_t.Write_H5FD_t_int_long_long_long_Pointer {
        private static final long serialVersionUID = 1L;

        @Override
        public int call(H5FD_t file, int type, long transfer, long address, long size, Pointer bytes) {
            try {
                file(file).write(kind(type), address, memory(bytes, size));
                return DONE;
            } catch (IOException e) {
                return failed(e);
            }
        }
    }
}
