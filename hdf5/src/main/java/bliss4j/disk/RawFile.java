package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToLongFunction;

/**
 * A file as the system gives it: bytes at an address, from and to native memory.
 *
 * <p>Not a channel, which an interrupt of the thread would close. One thread at a time, but for {@link #sync}.
 */
final class RawFile implements AutoCloseable {
    static final int READ_ONLY = 0;
    static final int READ_WRITE = 2;
    static final int CREATE = 0x40;
    static final int EMPTY = 0x200;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int FOR_ALL = 0x1B6; // rw for user, group and others, less the umask

    private final String name;
    private final int descriptor;
    private final MemorySegment error = SystemCalls.error(Arena.ofAuto());

    private RawFile(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /** @param how of the constants above */
    static RawFile open(String path, int how) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            long descriptor = SystemCalls.make(
                    "open",
                    path,
                    SystemCalls.error(arena),
                    error -> SystemCalls.OPEN.call(error, name, how | CLOSE_ON_EXEC, FOR_ALL));
            return new RawFile(path, (int) descriptor);
        }
    }

    /** Fills native memory with the bytes at an address; beyond the file's end they are 0. */
    void read(MemorySegment into, long address) throws IOException {
        long at = 0;
        while (at < into.byteSize()) {
            long count = transfer("read", SystemCalls.READ, into.asSlice(at), address + at);
            if (count == 0) {
                into.asSlice(at).fill((byte) 0);
                return;
            }
            at += count;
        }
    }

    /** Writes native memory at an address. */
    void write(MemorySegment from, long address) throws IOException {
        long at = 0;
        while (at < from.byteSize()) {
            at += transfer("write", SystemCalls.WRITE, from.asSlice(at), address + at);
        }
    }

    private long transfer(String doing, SystemCalls.Transfer how, MemorySegment bytes, long address)
            throws IOException {
        return SystemCalls.make(
                doing, name, error, found -> how.call(found, descriptor, bytes, bytes.byteSize(), address));
    }

    long length() throws IOException {
        return SystemCalls.make("ask for the length of", name, error, found -> SystemCalls.length(found, descriptor));
    }

    /** Makes the file that long, by cutting it or with zeros that take no room. */
    void length(long length) throws IOException {
        call("set the length of", error, found -> SystemCalls.TRUNCATE.call(found, descriptor, length));
    }

    /** Waits until the disk has it; any thread may, beside one that writes. */
    void sync() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            call("sync", SystemCalls.error(arena), found -> SystemCalls.SYNC.call(found, descriptor));
        }
    }

    @Override
    public void close() throws IOException {
        call("close", error, found -> SystemCalls.CLOSE.call(found, descriptor));
    }

    private void call(String doing, MemorySegment into, ToLongFunction<MemorySegment> call) throws IOException {
        var unused = SystemCalls.make(doing, name, into, call);
    }
}
