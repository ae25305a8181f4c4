package bliss4j.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.net.URL;
import java.nio.file.Path;
import org.bytedeco.hdf5.H5E_auto2_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.ClassProperties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Loads libhdf5 and sets what holds for the whole process. */
final class Library {
    /** The C library's name and version as JavaCPP writes them; part of what the dependency's version fixes. */
    private static final String C_LIBRARY = "hdf5@.310";

    private Library() {}

    static void start() {
        forbidExitHandler();
        hdf5.H5open();
        hdf5.H5Eset_auto2(hdf5.H5E_DEFAULT, (@Nullable H5E_auto2_t) null, (@Nullable Pointer) null);
    }

    /**
     * Keeps libhdf5 from closing everything in a C exit handler, when other threads may still be inside it.
     *
     * <p>{@code H5dont_atexit} must come before the library's first use, and libhdf5_cpp, which JavaCPP loads along, uses
     * it while it is being loaded (measured: the call then returns -1 and the handler is there). So the C library is
     * loaded alone and called past JavaCPP.
     */
    @SuppressWarnings("restricted") // no other way to call a function of a library before JavaCPP loads the rest
    private static void forbidExitHandler() {
        try {
            Class<?> presets = org.bytedeco.hdf5.presets.hdf5.class;
            ClassProperties properties = Loader.loadProperties(presets, Loader.loadProperties(), true);
            URL[] urls = Loader.findLibrary(presets, properties, C_LIBRARY, false);
            String file = Loader.loadLibrary(presets, urls, C_LIBRARY);
            MemorySegment function =
                    SymbolLookup.libraryLookup(Path.of(file), Arena.global()).findOrThrow("H5dont_atexit");
            int result = (int) Linker.nativeLinker()
                    .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
            if (result < 0) {
                throw new IllegalStateException("libhdf5 was used before bliss4j.hdf5 in this process: its exit handler"
                        + " would close files under running threads");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load libhdf5", e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("cannot call H5dont_atexit", e);
        }
    }
}
