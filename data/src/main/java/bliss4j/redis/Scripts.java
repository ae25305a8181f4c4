package bliss4j.redis;

import java.util.ArrayList;
import java.util.List;

/** What must happen in one step on the server. */
enum Scripts {
    /**
     * Makes a container if it is not there, announces it to its parent, and sees to it that it does not expire. KEYS: node,
     * its children, perhaps the parent's children. ARGV: type, name, parent.
     */
    CONTAINER("""
            local made = 0
            if redis.call('HGET', KEYS[1], 'version') ~= 'v1.1' then
              redis.call('HSET', KEYS[1], 'node_type', ARGV[1], 'name', ARGV[2], 'db_name', KEYS[1])
              if redis.call('EXISTS', KEYS[2]) == 0 then
                redis.call('XADD', KEYS[2], '0-1', 'key', 'value')
                redis.call('XDEL', KEYS[2], '0-1')
              end
              if KEYS[3] then redis.call('HSET', KEYS[1], 'parent', ARGV[3]) end
              redis.call('HSET', KEYS[1], 'version', 'v1.1')
              if KEYS[3] then
                redis.call('XADD', KEYS[3], '*', '__EVENT__', 'NEW_NODE', 'db_name', KEYS[1])
              end
              made = 1
            end
            redis.call('PERSIST', KEYS[1])
            redis.call('PERSIST', KEYS[2])
            return made
            """),

    /** The next number of a counter. KEYS: hash. ARGV: field, floor. */
    NEXT_NUMBER("""
            local last = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
            local next = math.max(last, tonumber(ARGV[2])) + 1
            redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', next))
            return next
            """),

    /** Sets fields, or removes those whose new value is empty. KEYS: hash. ARGV: field, value, field, value, … */
    SAVE_FIELDS("""
            for i = 1, #ARGV, 2 do
              if ARGV[i + 1] == '' then
                redis.call('HDEL', KEYS[1], ARGV[i])
              else
                redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
              end
            end
            return #ARGV / 2
            """),

    /** Adds a text to a list kept as JSON, unless it is there. KEYS: hash. ARGV: field, text. */
    ADD_ITEM("""
            local list = cjson.decode(redis.call('HGET', KEYS[1], ARGV[1]) or '[]')
            for _, item in ipairs(list) do
              if item == ARGV[2] then return 0 end
            end
            list[#list + 1] = ARGV[2]
            redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(list))
            return 1
            """);

    private final String text;

    Scripts(String text) {
        this.text = text;
    }

    /** The arguments of EVAL. */
    byte[][] arguments(List<byte[]> keys, List<byte[]> values) {
        return arguments(text, keys, values);
    }

    static byte[][] arguments(String text, List<byte[]> keys, List<byte[]> values) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Wire.utf8(text));
        arguments.add(Wire.utf8(keys.size()));
        arguments.addAll(keys);
        arguments.addAll(values);
        return arguments.toArray(byte[][]::new);
    }
}
