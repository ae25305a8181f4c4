package bliss4j.localredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path temporary = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void portsThatAreNoneAreRefused(int port) {
        assertThatThrownBy(() -> LocalRedis.in(temporary).withPort(port))
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining(Integer.toString(port))
                .hasMessageContaining("1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 gb", "-1gb", "1gb\nappendonly yes", "lots", "1.5gb", "1tb"})
    void memoryThatRedisWouldNotReadIsRefused(String memory) {
        assertThatThrownBy(() -> LocalRedis.in(temporary).withMaxMemory(memory))
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining("512mb");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,    amd64,   redis-server-7.0.15-linux-amd64",
        "Linux,    aarch64, redis-server-7.0.15-linux-arm64",
        "Linux,    i386,    redis-server-7.0.15-linux-386",
        "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64",
        "Mac OS X, x86_64,  redis-server-7.0.15-darwin-amd64"
    })
    void programIsBundledFor(String os, String machine, String resource) {
        assertThat(ServerBinary.resource(os, machine)).isEqualTo(resource);
        assertThat(getClass().getResource("/" + resource)).isNotNull();
    }

    @Test
    void otherMachinesHaveNone() {
        assertThat(getClass().getResource("/" + ServerBinary.resource("Windows 11", "amd64")))
                .isNull();
        assertThat(getClass().getResource("/" + ServerBinary.resource("Linux", "riscv64")))
                .isNull();
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> LocalRedis.in(file.resolve("redis")).start())
                .isInstanceOf(LocalRedisException.class)
                .hasMessageContaining(file.resolve("redis").toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void remainsOfACrashAreNotRunning() throws IOException {
        for (String name : new String[] {"redis.pid", "port", "password"}) {
            Files.writeString(temporary.resolve(name), "");
        }
        assertThat(LocalRedis.in(temporary).running()).isEmpty();
        Files.writeString(temporary.resolve("redis.pid"), "999999999999999999999");
        Files.writeString(temporary.resolve("port"), "-1");
        Files.writeString(temporary.resolve("password"), "p");
        assertThat(LocalRedis.in(temporary).running()).isEmpty();
        assertThat(LocalRedis.in(temporary).stop()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "\r\n", "$99999999999\r\n", "$-1x\r\n", "*2000000\r\n"})
    void programThatIsNoRedisIsNotTakenForOne(String greeting) throws IOException, InterruptedException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> answer(stranger, greeting));
            RedisAddress address = new RedisAddress("127.0.0.1", stranger.getLocalPort(), "secret");
            assertThatThrownBy(() -> ServerLink.open(address, PATIENCE).close())
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("not a Redis");
            answering.join(PATIENCE);
        }
    }

    @Test
    void nobodyListening() {
        RedisAddress address = new RedisAddress("127.0.0.1", FreePort.any(new java.util.Random(1)), "secret");
        assertThatThrownBy(() -> ServerLink.open(address, PATIENCE).close()).isInstanceOf(ConnectException.class);
    }

    private static void answer(ServerSocket server, String greeting) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            // Until the other side has had enough of it: closing first would reset what it has not read.
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
