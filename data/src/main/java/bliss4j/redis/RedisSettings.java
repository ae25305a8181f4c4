package bliss4j.redis;

import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.data.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Settings in db 0: one hash a key, its values as JSON. */
final class RedisSettings implements Settings, AutoCloseable {
    private final WirePool pool;

    RedisSettings(RedisServer server) {
        pool = new WirePool(server::openSettings);
    }

    @Override
    public Map<String, Value> load(String key) {
        @Nullable Object reply = pool.call(Command.HGETALL, Wire.utf8(key));
        List<?> fields = reply == null ? List.of() : (List<?>) reply;
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            values.put(Wire.text(fields.get(i)), ValueJson.read(Wire.text(fields.get(i + 1))));
        }
        return values;
    }

    @Override
    public void save(String key, Map<String, Optional<Value>> fields) {
        List<byte[]> changes = new ArrayList<>();
        fields.forEach((field, value) -> {
            changes.add(Wire.utf8(field));
            changes.add(Wire.utf8(value.map(ValueJson::write).orElse("")));
        });
        pool.call(Command.EVAL, Scripts.SAVE_FIELDS.arguments(List.of(Wire.utf8(key)), changes));
    }

    @Override
    public long next(String counter, long floor) {
        List<byte[]> keys = List.of(Wire.utf8(Keys.counters()));
        List<byte[]> values = List.of(Wire.utf8(counter), Wire.utf8(floor));
        @Nullable Object reply = pool.call(Command.EVAL, Scripts.NEXT_NUMBER.arguments(keys, values));
        return reply instanceof Long number ? number : refuse(reply);
    }

    private static long refuse(@Nullable Object reply) {
        throw new RedisException("Redis gave " + reply + " for a scan number");
    }

    @Override
    public void close() {
        pool.close();
    }
}
