package bliss4j.session;

import static bliss4j.scan.ScanCommands.ascan;
import static bliss4j.scan.ScanCommands.loopscan;

import bliss4j.folder.DiskReserve;
import bliss4j.folder.FileRights;
import bliss4j.folder.FileRules;
import bliss4j.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session in a world that {@link bliss4j.testing.Confined} made: says how its scans end. */
final class ConfinedMain {
    private static final long FLUSHED_NS = Duration.ofSeconds(1).toNanos();

    private static final FileRules RULES =
            new FileRules(new DiskReserve(0, 0), FileRights.OF_THE_PROCESS, Duration.ofSeconds(10), false);

    private final Watched watched = new Watched("watched");
    private final Path folder;
    private final Path data;

    private ConfinedMain(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("disk");
    }

    /** @param arguments folder of the beamline, URL of Redis, what to do: {@code once}, or {@code fill} the disk in a scan */
    public static void main(String[] arguments) throws IOException {
        ConfinedMain main = new ConfinedMain(Path.of(arguments[0]));
        try (Beamline beamline =
                Beamline.at(main.folder, arguments[1], Map.of("watched", spec -> main.watched), RULES)) {
            beamline.session.saving().set("base_path", main.data.toString());
            if (arguments[2].equals("fill")) {
                main.fill(beamline);
            } else {
                tell(beamline.session.scan(ascan(beamline.axis("robz"), 5, 9, 3, 0, main.watched)));
            }
            System.out.println("robz " + beamline.axis("robz").position());
        }
    }

    private static void tell(Scan scan) {
        try {
            scan.run();
        } catch (RuntimeException e) { // what a user would be shown
            System.out.println("message " + e.getMessage());
        }
        System.out.println("state " + scan.state());
    }

    private void fill(Beamline beamline) throws IOException {
        Path filler = data.resolve("filler");
        long started = System.nanoTime();
        AtomicBoolean filled = new AtomicBoolean();
        watched.reads(number -> {
            // a flush is due 0.2 s after the first point, however fast they come
            if (System.nanoTime() - started > FLUSHED_NS && filled.compareAndSet(false, true)) {
                fill(filler);
            }
            return number;
        });
        tell(beamline.session.scan(ascan(beamline.axis("robz"), 0, 999_999, 1_000_000, 0, watched)));
        Files.copy(beamline.file(), folder.resolve("full.h5"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(filler);
        tell(beamline.session.scan(loopscan(3, 0, watched)));
        Files.copy(beamline.file(), folder.resolve("after.h5"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Until there is no room left. */
    private static void fill(Path filler) {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }
}
