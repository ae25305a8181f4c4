package bliss4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.localredis.RedisAddress;
import bliss4j.localredis.ServerLink;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({LeakCheck.class, RedisServer.class})
final class RedisFixturesIT {
    private static final Duration SHORT = Duration.ofMillis(200);

    @RepeatedTest(2)
    void sharedServerIsEmptyBeforeEachTest() {
        assertThat(RedisServer.command("DBSIZE")).isEqualTo("0");
        assertThat(RedisServer.command("CONFIG GET maxmemory")).endsWith(Long.toString(512L << 20));
        RedisServer.command("SET left behind");
        RedisServer.command("CONFIG SET maxmemory 2mb");
    }

    @Test
    void errorReplyFailsTheTest() {
        assertThatThrownBy(() -> RedisServer.command("NOSUCH"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NOSUCH")
                .hasMessageContaining("ERR");
    }

    @Test
    void redisCliSeesTheSameServer() {
        RedisServer.command("SET roby 3.5");
        RedisAddress address = RedisServer.address();
        String printed = Oracles.program(
                Map.of("REDISCLI_AUTH", address.password()), "redis-cli", "-p", address.port(), "GET", "roby");
        assertThat(printed.strip()).isEqualTo("3.5");
    }

    @Test
    void killedServerComesBackWithWhatItHadSaved() {
        try (PrivateRedis redis = PrivateRedis.start()) {
            RedisAddress address = redis.address();
            redis.command("SET saved 1");
            redis.save();
            redis.command("SET unsaved 1");
            redis.kill();
            assertThatThrownBy(() -> open(address)).isInstanceOf(ConnectException.class);

            redis.restart(false);
            assertThat(redis.address()).isEqualTo(address);
            assertThat(redis.command("KEYS *")).isEqualTo("saved");
        }
    }

    @Test
    void runningServerRestartsWithItsDataOrEmpty() {
        try (PrivateRedis redis = PrivateRedis.start()) {
            redis.command("SET a 1");
            redis.restart(false);
            assertThat(redis.command("DBSIZE")).isEqualTo("1");
            redis.restart(true);
            assertThat(redis.command("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void pausedServerAnswersNothingUntilItGoesOn() throws IOException {
        try (PrivateRedis redis = PrivateRedis.start()) {
            redis.pause();
            assertThatThrownBy(() -> open(redis.address())).isInstanceOf(SocketTimeoutException.class);
            redis.resume();
            open(redis.address()).close();
            redis.pause();
            redis.restart(true);
            redis.pause();
        }
    }

    @Test
    void fullServerRefusesWrites() {
        try (PrivateRedis redis = PrivateRedis.withMaxMemory("1kb")) {
            assertThatThrownBy(() -> redis.command("SET a 1")).hasMessageContaining("OOM");
        }
    }

    @Test
    void twoOfThemAreApartAndOneMayTakeTheOthersPort() {
        int port;
        try (PrivateRedis one = PrivateRedis.start();
                PrivateRedis other = PrivateRedis.start()) {
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(one.url()).isNotEqualTo(other.url());
            port = one.port();
        }
        try (PrivateRedis next = PrivateRedis.onPort(port)) {
            assertThat(next.port()).isEqualTo(port);
        }
    }

    private static ServerLink open(RedisAddress address) throws IOException {
        return ServerLink.open(address, SHORT);
    }
}
