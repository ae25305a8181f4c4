package bliss4j.hdf5;

import bliss4j.disk.HeldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.hdf5.global.hdf5;

/**
 * An HDF5 file, open for appending or for reading.
 *
 * <p>A file that is being appended to may be read by anybody at any time, and what the last {@link #flush} left is what a
 * killed process leaves. Closing it closes its datasets. May be used from any platform thread; see {@link Hdf5} for
 * several calls in one hold of the lock.
 */
public final class H5File implements AutoCloseable {
    /** The files that this process writes. */
    private static final Set<Path> WRITTEN = new HashSet<>();

    private final Place place;
    private Path real;
    private final long id;
    private final Map<String, OpenDataset> datasets = new HashMap<>();
    private final Optional<HeldFile> disk;
    private boolean open = true;

    /** @param disk what it is written through, if it is */
    private H5File(Place place, long id, Path real, Optional<HeldFile> disk) {
        this.place = place;
        this.id = id;
        this.real = real;
        this.disk = disk;
        disk.ifPresent(held -> WRITTEN.add(real));
    }

    /** Why a call failed: what broke the file before, else what HDF5 says; used under the lock. */
    String reason() {
        String said = InnermostError.text();
        return disk.flatMap(HeldFile::broken).orElse(said);
    }

    /**
     * Makes an empty file, which is on the disk when this returns.
     *
     * @throws Hdf5Exception if there is one already, or its directory is missing
     */
    public static H5File create(Path path) {
        return create(path, file -> {}, made -> {});
    }

    /**
     * As {@link #create(Path)}; nobody finds the file before it holds what {@code first} writes and {@code rights} has given
     * it, under the name that it has until then, the rights that it is to have.
     *
     * @throws Hdf5Exception if there is one already, or its directory is missing
     */
    public static H5File create(Path path, Consumer<H5File> first, Consumer<Path> rights) {
        Place place = new Place(path, "/");
        if (Files.exists(path)) {
            throw place.failed("create the file", "it exists");
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw place.failed("create the file", "there is no directory " + directory);
        }
        Path aside = path.resolveSibling("." + path.getFileName() + ".new");
        return Hdf5.hold(() -> createAside(place, aside, file -> {
            rights.accept(aside);
            first.accept(file);
        }));
    }

    /** Under another name until there is something in it: a file of that name can be opened from the start. */
    private static H5File createAside(Place place, Path aside, Consumer<H5File> first) {
        long id = hdf5.H5Fcreate(
                aside.toString(), hdf5.H5F_ACC_TRUNC, AccessRules.fileCreation(), AccessRules.writeAccess());
        H5File file = new H5File(
                place,
                place.ok(id, "create the file"),
                realPath(new Place(aside, "/")),
                Optional.of(Driver.opened(id)));
        boolean made = false;
        try {
            first.accept(file);
            file.flush();
            Files.move(aside, place.file());
            WRITTEN.remove(file.real);
            file.real = realPath(place);
            WRITTEN.add(file.real);
            made = true;
            return file;
        } catch (IOException e) {
            throw place.failed("create the file", String.valueOf(e.getMessage()));
        } finally {
            if (!made) {
                file.close();
                var unused = aside.toFile().delete();
            }
        }
    }

    /**
     * Opens a file to add to it.
     *
     * @throws Hdf5Exception if it is missing, no HDF5 file, truncated, not writable, or open in this process
     */
    public static H5File openForAppend(Path path) {
        Place place = new Place(path, "/");
        checkFile(place);
        if (!Files.isWritable(path)) {
            throw place.failed("open the file to append", "it may not be written");
        }
        return Hdf5.hold(() -> {
            if (WRITTEN.contains(realPath(place))) {
                throw place.failed("open the file to append", "it is open in this process to be written");
            }
            long id = open(place, hdf5.H5F_ACC_RDWR, AccessRules.writeAccess());
            return new H5File(place, id, realPath(place), Optional.of(Driver.opened(id)));
        });
    }

    /**
     * Opens a file as its last flush left it; another process may be writing it.
     *
     * @throws Hdf5Exception if it is missing, no HDF5 file, truncated or not readable
     */
    public static H5File openForRead(Path path) {
        Place place = new Place(path, "/");
        checkFile(place);
        return Hdf5.hold(() -> {
            long id = open(place, hdf5.H5F_ACC_RDONLY, AccessRules.readAccess());
            return new H5File(place, id, realPath(place), Optional.empty());
        });
    }

    private static long open(Place place, int flags, long access) {
        long id = hdf5.H5Fopen(place.file().toString(), flags, access);
        if (id < 0) {
            String reason = InnermostError.text();
            throw place.failed("open the file", reason.contains("signature") ? "it is no HDF5 file" : reason);
        }
        return id;
    }

    private static Path realPath(Place place) {
        try {
            return place.file().toRealPath();
        } catch (IOException e) {
            throw new Hdf5Exception(place + ": cannot open the file: " + e.getMessage(), e);
        }
    }

    private static void checkFile(Place place) {
        String wrong = wrongWith(place.file());
        if (!wrong.isEmpty()) {
            throw place.failed("open the file", wrong);
        }
    }

    private static String wrongWith(Path path) {
        if (!Files.exists(path)) {
            return "there is no such file";
        }
        if (Files.isDirectory(path)) {
            return "it is a directory";
        }
        if (!Files.isReadable(path)) {
            return "it may not be read";
        }
        // Opened to be written, HDF5 would make an empty file a new one.
        return path.toFile().length() == 0 ? "it is no HDF5 file, it is empty" : "";
    }

    public Path path() {
        return place.file();
    }

    public H5Group root() {
        return new H5Group(this, "/");
    }

    /** Brings everything written so far to the operating system: from here on a reader, or a killed process, has it. */
    public void flush() {
        Hdf5.hold(() -> {
            id();
            disk.ifPresent(held -> flush(held, false));
        });
    }

    private void flush(HeldFile held, boolean sync) {
        datasets.values().forEach(OpenDataset::writeTail);
        place.ok(hdf5.H5Fflush(id, hdf5.H5F_SCOPE_GLOBAL), "flush the file");
        try {
            if (held.commit(sync)) {
                MetadataCache.forget(id, place);
            }
        } catch (IOException e) {
            throw place.failed("flush the file", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Flushes and waits for the disk in between, so that what was flushed before is there whenever the machine fails; holds
     * the lock meanwhile.
     */
    public void flushToDisk() {
        Hdf5.hold(() -> {
            id();
            disk.ifPresent(held -> flush(held, true));
        });
    }

    /** Flushes, then waits until the disk has it: from here on a machine that fails has it too. */
    public void sync() {
        flush();
        disk.ifPresent(held -> {
            try {
                held.sync();
            } catch (IOException e) {
                throw place.failed("sync the file", String.valueOf(e.getMessage()));
            }
        });
    }

    /** How often the disk was waited for since it was opened. */
    public long waits() {
        return disk.map(HeldFile::waits).orElse(0L);
    }

    /** Flushes and closes the file and what is still open in it. */
    @Override
    public void close() {
        Hdf5.hold(() -> {
            if (!open) {
                return;
            }
            boolean flushed = false;
            try {
                flush();
                flushed = true;
            } finally {
                open = false;
                if (!flushed) {
                    disk.ifPresent(held -> held.giveUp("the file could not be flushed"));
                }
                List.copyOf(datasets.values()).forEach(OpenDataset::closeId);
                datasets.clear();
                disk.ifPresent(last -> WRITTEN.remove(real));
                place.ok(hdf5.H5Fclose(id), "close the file");
            }
        });
    }

    /** The native id; under the lock. */
    long id() {
        if (!open) {
            throw new Hdf5Exception(place + ": the file is closed");
        }
        return id;
    }

    /** The native id, to write; under the lock. */
    long idToWrite(Place where) {
        id();
        if (disk.isEmpty()) {
            throw where.failed("write", "the file is open for reading");
        }
        return id;
    }

    /** The dataset behind {@code dataset}, an id that it takes: one for each, however often it is opened. */
    OpenDataset share(long dataset, Place where) {
        String token = token(dataset, where);
        OpenDataset shared = datasets.get(token);
        if (shared == null) {
            shared = new OpenDataset(this, where, dataset, () -> datasets.remove(token));
            datasets.put(token, shared);
        } else {
            hdf5.H5Dclose(dataset);
        }
        return shared.use();
    }

    /** Which file, since a link may lead elsewhere, and where in it. */
    private static String token(long object, Place where) {
        try (H5O_info2_t info = new H5O_info2_t()) {
            where.ok(hdf5.H5Oget_info3(object, info, hdf5.H5O_INFO_BASIC), "ask where it lies");
            byte[] token = new byte[16];
            info.token().__data().get(token);
            return info.fileno() + ":" + HexFormat.of().formatHex(token);
        }
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
