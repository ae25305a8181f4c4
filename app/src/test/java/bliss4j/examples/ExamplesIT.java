package bliss4j.examples;

import static bliss4j.scan.ScanCommands.ascan;
import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.client.LiveData;
import bliss4j.config.BeamlineConfig;
import bliss4j.config.DeviceFactory;
import bliss4j.device.Limits;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.Retention;
import bliss4j.scan.ScanServices;
import bliss4j.session.Session;
import bliss4j.sim.SimAxis;
import bliss4j.sim.SimDiode;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example on a real session, and checks that the guide shows its source and what it prints. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ExamplesIT {
    private static final Path GUIDE = Path.of("../docs/guide/following.md");
    private static final Path SOURCES = Path.of("src/test/java/bliss4j/examples");

    private static final Map<String, DeviceFactory> DEVICES = Map.of(
            "SimAxis", spec -> new SimAxis(spec.name(), Optional.empty(), 2500, 1000, Limits.NONE),
            "SimDiode", spec -> new SimDiode(spec.name(), spec.name(), OptionalDouble.empty(), 0));

    @TempDir
    Path folder;

    private record Example(String name, BiConsumer<String, PrintWriter> code) {}

    private static final List<Example> LIVE =
            List.of(new Example("FollowASession", FollowASession::run), new Example("WatchAMotor", WatchAMotor::run));
    private static final List<Example> LATER = List.of(
            new Example("WalkASession", WalkASession::run), new Example("ReadTheLastScan", ReadTheLastScan::run));
    private static final Example WATCH = new Example("WatchScans", WatchScans::run);

    private static FutureTask<String> start(Example example) {
        FutureTask<String> running = new FutureTask<>(() -> {
            StringWriter printed = new StringWriter();
            example.code().accept(RedisServer.url(), new PrintWriter(printed, true));
            return printed.toString();
        });
        Thread.ofVirtual().name("bliss-test-" + example.name()).start(running);
        return running;
    }

    private void scan() throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("sessions"));
        Files.writeString(config.resolve("devices.yml"), """
                - {class: SimAxis, name: roby}
                - {class: SimDiode, name: diode}
                """);
        Files.writeString(config.resolve("sessions/test_session.yml"), "class: Session\nname: test_session\n");
        try (LiveData live =
                LiveData.at(RedisServer.url(), folder.resolve("state"), Retention.DEFAULT, LaneLimits.DEFAULT)) {
            ScanServices services = new ScanServices(
                    live.recorder(), live.store(), live.settings(), Clock.system(ZoneId.systemDefault()));
            try (Session session = Session.start("test_session", BeamlineConfig.load(config, DEVICES), services)) {
                session.saving().set("base_path", folder.resolve("data").toString());
                session.saving().set("template", "{session}/sample1/");
                session.run(ascan(session.axis("roby"), 0, 4, 5, 0.01, session.counter("diode")));
            }
        }
    }

    @Test
    void theGuideShowsTheExamplesAndWhatTheyPrint()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        List<FutureTask<String>> running = LIVE.stream().map(ExamplesIT::start).toList();
        scan();
        for (int i = 0; i < LIVE.size(); i++) {
            checkShown(LIVE.get(i), running.get(i).get(60, TimeUnit.SECONDS));
        }
        for (Example example : LATER) {
            checkShown(example, start(example).get(60, TimeUnit.SECONDS));
        }
        FutureTask<String> watching = start(WATCH);
        long from = System.nanoTime();
        while (!watching.isDone() && System.nanoTime() - from < TimeUnit.SECONDS.toNanos(60)) {
            scan(); // the first may begin before it is watched for
        }
        checkShown(WATCH, watching.get(60, TimeUnit.SECONDS));
    }

    private static void checkShown(Example example, String printed) throws IOException {
        String guide = Files.readString(GUIDE);
        String source = Files.readString(SOURCES.resolve(example.name() + ".java"));
        String body = source.substring(source.indexOf("static void run("));
        String code = body.substring(body.indexOf('\n') + 1, body.lastIndexOf("    }\n}"))
                .stripTrailing()
                .stripIndent(); // a last empty line would count as not indented
        assertThat(guide).contains("```java\n" + code + "\n```");
        String rest = guide.substring(guide.indexOf(code));
        String shown = rest.substring(rest.indexOf("```text\n") + "```text\n".length());
        String expected = shown.substring(0, shown.indexOf("```"));
        String pattern = expected.lines()
                .map(line -> line.equals("…") ? "(?:.*\\n)*?" : Pattern.quote(line) + "\\n")
                .collect(Collectors.joining());
        assertThat(printed).matches(pattern);
    }
}
