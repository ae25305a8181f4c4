package bliss4j.session;

import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.ChildJvm;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ruling X11: one counter a directory, which does not go back whatever is lost. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ScanNumbersIT {
    @TempDir
    private Path folder;

    private Beamline beamline;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url());
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private void restart() {
        beamline.close();
        start();
    }

    private int loop() {
        return beamline.session
                .run(loopscan(1, 0, beamline.counter("diode2")))
                .number()
                .orElseThrow();
    }

    private int count() {
        return beamline.session.run(ct(0, beamline.counter("diode2"))).number().orElseThrow();
    }

    private void removeState() throws IOException {
        Files.walkFileTree(folder.resolve("state"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void a37EachDirectoryHasItsOwnAndIsContinuedAfterARestart() {
        assertThat(List.of(loop(), loop())).containsExactly(1, 2);
        beamline.session.saving().set("s_name", "sample2");
        assertThat(loop()).isEqualTo(1);
        beamline.session.saving().set("s_name", "sample1");
        assertThat(loop()).isEqualTo(3);
        restart();
        assertThat(beamline.session.saving().get("s_name").asText()).isEqualTo("sample1");
        assertThat(List.of(loop(), count())).containsExactly(4, 5);
    }

    @Test
    void a38TheyContinueAfterRedisWasEmptiedAndTheCopyIsGone() throws IOException {
        loop();
        loop();
        RedisServer.flush();
        removeState();
        beamline.session.saving().set("base_path", folder.resolve("data").toString());
        beamline.session.saving().add("s_name", "sample1");
        beamline.session.saving().set("template", "{session}/{s_name}/");
        assertThat(List.of(count(), loop())).containsExactly(3, 4);
    }

    @Test
    void theyContinueAfterRedisWasEmptied() {
        loop();
        assertThat(count()).isEqualTo(2); // which no file knows of
        RedisServer.flush();
        assertThat(loop()).isEqualTo(3);
    }

    @Test
    void theyContinueAfterTheFileWasRemoved() throws IOException {
        loop();
        loop();
        Files.delete(beamline.file());
        assertThat(loop()).isEqualTo(3);
        assertThat(entries()).containsExactly(3);
    }

    @Test
    void twoThreadsTakeThemInTurn() throws InterruptedException {
        ConcurrentLinkedQueue<Integer> taken = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int scan = 0; scan < 20; scan++) {
                    taken.add(loop());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(upTo(40));
        assertThat(entries()).isEqualTo(upTo(40));
        assertThat(beamline.session.scans().all()).hasSize(20);
    }

    @Test
    void twoProcessesTake200WithoutADuplicateOrAGapInTheFile() {
        List<Integer> taken = new ArrayList<>();
        String[] arguments = {folder.toString(), RedisServer.url(), "100"};
        try (ChildJvm one = ChildJvm.start(NumbersMain.class, arguments);
                ChildJvm two = ChildJvm.start(NumbersMain.class, arguments)) {
            for (ChildJvm child : List.of(one, two)) {
                for (int i = 0; i < 100; i++) {
                    String line = child.waitFor("number ");
                    taken.add(Integer.parseInt(line.substring("number ".length())));
                }
                assertThat(child.exitStatus()).isZero();
            }
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(upTo(200));
        assertThat(entries()).isEqualTo(upTo(200));
        assertThat(loop()).isEqualTo(201);
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** The numbers of the file's entries that hold a point, in order, as h5py sees them. */
    private List<Integer> entries() {
        String script = """
                import sys, h5py
                f = h5py.File(sys.argv[1], 'r')
                print(' '.join(n.split('_')[0] for n in f if len(f[n]['measurement/box:diode2']) == 1))
                """;
        return Arrays.stream(Oracles.python(List.of("h5py"), script, beamline.file())
                        .strip()
                        .split(" "))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }
}
