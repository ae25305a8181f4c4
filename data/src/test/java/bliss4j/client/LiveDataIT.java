package bliss4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.block.Value;
import bliss4j.data.DataStore;
import bliss4j.publish.LaneLimits;
import bliss4j.redis.RedisException;
import bliss4j.redis.Retention;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith({RedisServer.class, LeakCheck.class})
final class LiveDataIT {
    /** Nobody listens there. */
    private static final String NO_REDIS = "redis://127.0.0.1:1";

    @TempDir
    private Path home;

    private LiveData at(String url) {
        return LiveData.at(url, home, Retention.DEFAULT, LaneLimits.DEFAULT.withTimeout(Duration.ofSeconds(5)));
    }

    @Test
    void parametersAreInRedisAndInTheirCopies() {
        try (LiveData live = at(RedisServer.url())) {
            live.check();
            live.settings().save("key", "field", Optional.of(Value.of("é")));
            assertThat(live.settings().next("dir", 4)).isEqualTo(5);
        }
        try (LiveData away = at(NO_REDIS)) {
            assertThat(away.settings().load("key")).isEqualTo(Map.of("field", Value.of("é")));
            assertThat(away.settings().next("dir", 0)).isEqualTo(6);
            away.settings().save("key", "field", Optional.of(Value.of(2)));
        }
        try (LiveData live = at(RedisServer.url())) {
            assertThat(live.settings().load("key")).isEqualTo(Map.of("field", Value.of(2)));
            assertThat(live.settings().next("dir", 0)).isEqualTo(7);
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() {
        try (LiveData away = at(NO_REDIS)) {
            assertThatThrownBy(away::check).isInstanceOf(RedisException.class).hasMessageContaining("127.0.0.1:1");
        }
        assertThatThrownBy(() -> Bliss.connect(NO_REDIS)).isInstanceOf(RedisException.class);
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingIt() {
        String url = RedisServer.url().replace(RedisServer.address().password(), "guessed");
        assertThatThrownBy(() -> Bliss.connect(url))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining(Integer.toString(RedisServer.address().port()))
                .message()
                .doesNotContain("guessed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "http://localhost", "redis://", "redis://h:port"})
    void whatIsNoAddressIsRefused(String url) {
        assertThatThrownBy(() -> Bliss.connect(url)).isInstanceOf(RedisException.class);
    }

    @Test
    void anEmptyServerHasNoSessions() {
        try (DataStore data = Bliss.connect(RedisServer.url())) {
            assertThat(data.sessions()).isEmpty();
            assertThat(data.node("test_session")).isEmpty();
        }
    }
}
