package bliss4j.localredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRedisIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private LocalRedis redis = LocalRedis.in(folder);

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("state of \"Zoë\" \\ 1").resolve("redis");
        redis = LocalRedis.in(folder).withMaxMemory("64mb");
    }

    @AfterEach
    void killServer() {
        new StateFolder(folder)
                .readNumber(StateFolder.PID)
                .flatMap(ProcessHandle::of)
                .filter(process -> !process.equals(ProcessHandle.current()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void nothingRunsBeforeTheFirstStart() {
        assertThat(redis.running()).isEmpty();
        assertThat(redis.status()).isEmpty();
        assertThat(redis.stop()).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void startsOnceAndSaysHowItIs() throws IOException {
        RedisAddress address = redis.start();

        assertThat(redis.start()).isEqualTo(address);
        assertThat(LocalRedis.in(folder).running()).contains(address);
        assertThat(ask(address, "PING")).isEqualTo("PONG");
        assertThat(address.url()).isEqualTo("redis://:" + address.password() + "@127.0.0.1:" + address.port());
        assertThat(address.urlWithoutPassword() + address).doesNotContain(address.password());
        RedisStatus status = redis.status().orElseThrow();
        assertThat(status.pid()).isEqualTo(pid());
        assertThat(status.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(status.usedMemory()).isPositive();
        assertThat(status.maxMemory()).isEqualTo(64L << 20);
        assertThat(status.saved()).isTrue();
        assertThat(ask(address, "CONFIG GET maxmemory-policy")).endsWith("noeviction");
        assertThat(ask(address, "CONFIG GET bind")).isEqualTo("bind\n127.0.0.1");
    }

    @Test
    void keepsDataAndAddressOverStopAndStart() throws IOException {
        RedisAddress address = redis.start();
        ask(address, "SET parameters:test_session sample1");
        assertThat(redis.stop()).isTrue();
        assertThat(redis.running()).isEmpty();
        assertThatThrownBy(() -> ask(address, "PING")).isInstanceOf(java.net.ConnectException.class);

        assertThat(redis.start()).isEqualTo(address);
        assertThat(ask(address, "GET parameters:test_session")).isEqualTo("sample1");
    }

    @Test
    void startsAgainAfterItWasKilled() {
        RedisAddress address = redis.start();
        long before = pid();
        kill(address);

        assertThat(redis.running()).isEmpty();
        assertThat(redis.start()).isEqualTo(address);
        assertThat(pid()).isNotEqualTo(before);
    }

    @Test
    void pidFileOfAnotherLivingProcessMisleadsNobody() throws IOException {
        kill(redis.start());
        Files.writeString(
                folder.resolve("redis.pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(redis.running()).isEmpty();
        assertThat(ask(redis.start(), "PING")).isEqualTo("PONG");
    }

    @Test
    void twoProcessesThatStartAtOnceStartOneServer() throws IOException, InterruptedException {
        List<Process> processes =
                Stream.generate(this::startInAnotherProcess).limit(3).toList();
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        List<String> ports =
                processes.stream().map(LocalRedisIT::output).distinct().toList();

        // It also outlives the processes that started it.
        RedisAddress address = redis.running().orElseThrow();
        assertThat(ports).containsExactly(Integer.toString(address.port()));
        assertThat(Files.readString(folder.resolve("redis.log"))).containsOnlyOnce("Ready to accept");
        assertThat(folder.resolve("redis.log.old")).doesNotExist();
    }

    @Test
    void manyThreadsThatStartAtOnceStartOneServer() throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<RedisAddress> start = () -> LocalRedis.in(folder).start();
            List<Future<RedisAddress>> addresses =
                    threads.invokeAll(Stream.generate(() -> start).limit(8).toList());
            assertThat(addresses.stream().map(Future::resultNow).distinct()).hasSize(1);
        }
        assertThat(Files.readString(folder.resolve("redis.log"))).containsOnlyOnce("Ready to accept");
    }

    @Test
    void livesInASessionOfItsOwn() throws IOException {
        redis.start();
        // The sixth field of stat is the session, whose id is that of its first process.
        String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        assertThat(fields[3]).isEqualTo(Long.toString(pid()));
    }

    @Test
    void configuredPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = stranger.getLocalPort();
            assertThatThrownBy(() -> redis.withPort(port).start())
                    .isInstanceOf(LocalRedisException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("configure another port")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void configuredPortIsUsedAndRefusedWhileTheServerRunsOnAnother() {
        int port = FreePort.any(new java.util.Random());
        assertThat(redis.withPort(port).start().port()).isEqualTo(port);
        assertThat(redis.start().port()).isEqualTo(port);
        assertThatThrownBy(() -> redis.withPort(port + 1).start())
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining("already runs on port " + port);
    }

    @Test
    void rememberedPortThatWasTakenIsLeftToTheStranger() throws IOException {
        int before = redis.start().port();
        redis.stop();
        try (ServerSocket stranger = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
            assertThat(redis.start().port()).isNotEqualTo(stranger.getLocalPort());
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws IOException {
        RedisAddress address = redis.start();
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.getOutputStream().write("PING\r\nQUIT\r\n".getBytes(StandardCharsets.UTF_8));
            String reply = new String(socket.getInputStream().readNBytes(30), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("-NOAUTH");
        }
        RedisAddress wrong = new RedisAddress(address.host(), address.port(), "0".repeat(64));
        assertThatThrownBy(() -> ServerLink.open(wrong, PATIENCE)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void onlyTheOwnerReadsFolderPasswordAndConfiguration() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        RedisAddress address = redis.start();

        assertThat(permissions(folder)).isEqualTo("rwx------");
        for (String name : List.of("password", "redis.conf", "port", "redis.log", "lock")) {
            assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rw-------");
        }
        assertThat(folder.resolve("password")).hasContent(address.password());
        assertThat(Files.readString(folder.resolve("redis.log"))).doesNotContain(address.password());
        assertThat(ProcessHandle.of(pid()).orElseThrow().info().commandLine().orElse(""))
                .doesNotContain(address.password());
    }

    @Test
    void bundledProgramWorks() throws IOException {
        RedisAddress address = redis.withBundledProgram().start();

        assertThat(ask(address, "PING")).isEqualTo("PONG");
        assertThat(ProcessHandle.of(pid()).orElseThrow().info().command().orElse(""))
                .startsWith(folder.toString())
                .contains("redis-server-7.0.15");
    }

    @Test
    void serverThatHangsIsNamed() throws IOException, InterruptedException {
        redis.start();
        signal("-STOP");
        try {
            assertThatThrownBy(redis::start)
                    .isInstanceOf(LocalRedisException.class)
                    .hasMessageContaining("kill -9 " + pid());
        } finally {
            signal("-CONT");
        }
    }

    @Test
    void serverWhosePasswordWasLostIsNamed() throws IOException {
        redis.start();
        Files.writeString(folder.resolve("password"), "1".repeat(64));
        assertThatThrownBy(redis::start)
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining("refuses the password")
                .hasMessageContaining("kill " + pid());
    }

    @Test
    void damagedDataIsSaidInOneLine() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dump.rdb"), "not what Redis wrote");
        assertThatThrownBy(redis::start)
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("redis.log")
                .hasMessageNotContaining("\n");
    }

    @Test
    void dataThatCannotBeSavedKeepsTheServerAlive() throws IOException {
        RedisAddress address = redis.start();
        ask(address, "SET a 1");
        // A folder in the place of the file: refused to root too, as a full disk would be.
        Files.createDirectories(folder.resolve("dump.rdb").resolve("in the way"));
        assertThatThrownBy(redis::stop)
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining("could not save its data");
        assertThat(ask(address, "GET a")).isEqualTo("1");
    }

    private Process startInAnotherProcess() {
        try {
            return new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartMain.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int exit =
                new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
        assertThat(exit).isZero();
    }

    /** Returns when the port refuses connections: the process itself may stay as a zombie for a while. */
    private void kill(RedisAddress address) {
        assertThat(ProcessHandle.of(pid()).orElseThrow().destroyForcibly()).isTrue();
        await().until(() -> FreePort.isFree(address.port()));
    }

    private long pid() {
        return new StateFolder(folder).readNumber(StateFolder.PID).orElseThrow();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String ask(RedisAddress address, String line) throws IOException {
        try (ServerLink link = ServerLink.open(address, PATIENCE)) {
            return link.send(line).text();
        }
    }
}
