package bliss4j.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.testing.LeakCheck;
import bliss4j.testing.PrivateRedis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the settings of a Redis that is not ours. */
@ExtendWith(LeakCheck.class)
class ServerPolicyIT {
    private final PrivateRedis redis = PrivateRedis.start();
    private final RedisAddress address = RedisAddress.parse(redis.url());
    private final RedisServer server = RedisServer.at(address, Retention.DEFAULT.withLimit(64 << 20));

    @AfterEach
    void close() {
        server.close();
        redis.close();
    }

    private void set(String name, String value) {
        assertThat(redis.command("CONFIG SET " + name + " " + value)).startsWith("OK");
    }

    private void makeFit() {
        set("maxmemory", "128mb");
        set("maxmemory-policy", "noeviction");
        set("maxmemory-clients", "32mb");
        set("appendonly", "yes");
    }

    @Test
    void nothingIsSaidOfAServerThatFits() {
        makeFit();
        assertThat(server.concerns()).isEmpty();
        set("maxmemory-clients", "5%");
        assertThat(server.concerns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxmemory-policy | volatile-ttl | maxmemory-policy is volatile-ttl: Redis may forget any part of a running scan; expected noeviction",
                "maxmemory-policy | allkeys-lru | maxmemory-policy is allkeys-lru: Redis may forget any part of a running scan; expected noeviction",
                "maxmemory | 0 | maxmemory is not set: Redis may grow until its computer has no memory left; expected at least 67108864",
                "maxmemory | 32mb | maxmemory is 33554432, below redis.limit of 67108864: writes are refused before scans are let go of",
                "maxmemory-clients | 0 | maxmemory-clients is not set: a client that does not read may take all memory; expected e.g. 128mb"
            })
    void whatDoesNotFitIsSaidWithWhatWould(String name, String value, String said) {
        makeFit();
        set(name, value);
        assertThat(server.concerns()).containsExactly("Redis at " + address + ": " + said);
    }

    @Test
    void aServerThatKeepsNothingOverARestartIsSaidToBeOne() {
        makeFit();
        set("appendonly", "no");
        set("save", "\"\"");
        assertThat(server.concerns())
                .containsExactly(
                        "Redis at " + address + ": save and appendonly are off: parameters and scan numbers come"
                                + " from their copies after a restart of Redis");
    }

    @Test
    void aServerThatDoesNotTellItsSettingsIsSaidToBeOne() {
        makeFit();
        redis.command("ACL SETUSER quiet on >secret ~* &* +@all -config");
        RedisAddress quiet = RedisAddress.parse("redis://quiet:secret@127.0.0.1:" + redis.port());
        RedisServer other = RedisServer.at(quiet, Retention.DEFAULT);
        List<String> concerns = other.concerns();
        assertThat(concerns).hasSize(1);
        assertThat(concerns.getFirst())
                .startsWith("Redis at " + quiet
                        + " does not tell its settings: make sure that maxmemory-policy is noeviction")
                .contains("NOPERM")
                .doesNotContain("secret");
        other.close();
    }
}
