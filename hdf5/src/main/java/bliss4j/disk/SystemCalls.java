package bliss4j.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;
import java.util.function.ToLongFunction;

/** The system's functions for files, as POSIX has them. */
final class SystemCalls {
    static final OnName OPEN = MethodHandleProxies.asInterfaceInstance(
            OnName.class,
            function(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                    Linker.Option.firstVariadicArg(2)));
    static final Transfer READ = MethodHandleProxies.asInterfaceInstance(Transfer.class, function("pread", transfer()));
    static final Transfer WRITE =
            MethodHandleProxies.asInterfaceInstance(Transfer.class, function("pwrite", transfer()));
    static final OnLength TRUNCATE = MethodHandleProxies.asInterfaceInstance(
            OnLength.class,
            function(
                    "ftruncate",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
    static final OnFile SYNC = MethodHandleProxies.asInterfaceInstance(OnFile.class, function("fsync", onFile()));
    static final OnFile CLOSE = MethodHandleProxies.asInterfaceInstance(OnFile.class, function("close", onFile()));
    private static final Seek SEEK = MethodHandleProxies.asInterfaceInstance(
            Seek.class,
            function(
                    "lseek",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT)));

    private static final VarHandle ERROR_NUMBER =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ErrorText ERROR_TEXT = MethodHandleProxies.asInterfaceInstance(
            ErrorText.class, link("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT)));
    private static final int INTERRUPTED = 4;
    private static final int FROM_END = 2;

    private SystemCalls() {}

    /** {@code open}; each function takes first where it leaves its error. */
    public interface OnName {
        int call(MemorySegment error, MemorySegment name, int flags, int mode);
    }

    /** {@code pread} and {@code pwrite}. */
    public interface Transfer {
        long call(MemorySegment error, int file, MemorySegment bytes, long count, long address);
    }

    /** {@code ftruncate}. */
    public interface OnLength {
        int call(MemorySegment error, int file, long length);
    }

    /** {@code fsync} and {@code close}. */
    public interface OnFile {
        int call(MemorySegment error, int file);
    }

    /** {@code lseek}. */
    public interface Seek {
        long call(MemorySegment error, int file, long offset, int from);
    }

    /** {@code strerror}. */
    public interface ErrorText {
        MemorySegment call(int error);
    }

    private static FunctionDescriptor transfer() {
        return FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG);
    }

    private static FunctionDescriptor onFile() {
        return FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    }

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return link(name, type, all);
    }

    @SuppressWarnings("restricted") // with the types that POSIX gives them
    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /** Room for an error. */
    static MemorySegment error(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    static long length(MemorySegment error, int file) {
        return SEEK.call(error, file, 0, FROM_END);
    }

    /**
     * Makes a call that takes {@code error}, again while a signal interrupts it.
     *
     * @param doing what it does to {@code name}
     */
    static long make(String doing, String name, MemorySegment error, ToLongFunction<MemorySegment> call)
            throws IOException {
        while (true) {
            long result = call.applyAsLong(error);
            if (result >= 0) {
                return result;
            }
            int number = (int) ERROR_NUMBER.get(error, 0L);
            if (number != INTERRUPTED) {
                throw new IOException("cannot " + doing + " " + name + ": " + text(number));
            }
        }
    }

    @SuppressWarnings("restricted") // how long the system's text is, it does not say
    private static String text(int error) {
        return ERROR_TEXT.call(error).reinterpret(Long.MAX_VALUE).getString(0);
    }
}
