package bliss4j.redis;

import java.util.List;

/**
 * What is done to whole scans in one step on the server, by the server's clock. All but {@link #UPDATE} also run while its
 * memory is full. See {@link Ledger} for the keys; in every script KEYS is one scan or nothing.
 */
enum LedgerScript {
    /**
     * Makes a scan a running one, or takes its lease again. ARGV: owner, lease in ms, parent, who that is. Gives 0 if the
     * scan was taken from this owner.
     */
    TAKE("""
            if redis.call('ZSCORE', REAPED, ARGV[1]) then return 0 end
            if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'owner', ARGV[1]) end
            redis.call('HSET', SCANS, KEYS[1], cjson.encode({uid = ARGV[1], parent = ARGV[3], who = ARGV[4]}))
            redis.call('ZREM', FINISHED, KEYS[1])
            redis.call('ZADD', RUNNING, int(now + tonumber(ARGV[2])), KEYS[1])
            return 1
            """),

    /** ARGV: owner, lease in ms, bytes written since. Gives the bytes of all scans, -1 if the scan is not this owner's. */
    BEAT("""
            if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return -1 end
            redis.call('ZADD', RUNNING, int(now + tonumber(ARGV[2])), KEYS[1])
            redis.call('HINCRBY', BYTES, KEYS[1], ARGV[3])
            return redis.call('INCRBY', TOTAL, ARGV[3])
            """),

    /**
     * ARGV: owner, lifetime in ms, a stream's ending, how many arguments are info, these, what goes into the stream if
     * anything. Gives -1 if the scan is not this owner's.
     */
    UPDATE(Body.UPDATE + "return 1"),

    /** The same, then the end: everything of the scan gets its expiry. */
    END(Body.UPDATE + """
            local expiry = now + tonumber(ARGV[2])
            each_key(KEYS[1], function(key) redis.call('PEXPIREAT', key, int(expiry)) end)
            redis.call('HDEL', KEYS[1], 'owner')
            weigh(KEYS[1], measure(KEYS[1]))
            redis.call('ZREM', RUNNING, KEYS[1])
            redis.call('ZADD', FINISHED, int(expiry), KEYS[1])
            release(redis.call('HGET', KEYS[1], 'parent'), expiry + HOUR)
            return 1
            """),

    /** Lets a finished scan, or a directory, live so many ms from now. ARGV: lifetime in ms. Gives 0 if it is a scan that runs. */
    EXPIRE("""
            local kind = redis.call('HGET', KEYS[1], 'node_type')
            if redis.call('ZSCORE', RUNNING, KEYS[1]) or not kind then return 0 end
            local expiry = now + tonumber(ARGV[1])
            if kind == 'container' then
              release(KEYS[1], expiry + HOUR)
              return 1
            end
            each_key(KEYS[1], function(key) redis.call('PEXPIREAT', key, int(expiry)) end)
            redis.call('ZADD', FINISHED, 'XX', int(expiry), KEYS[1])
            release(redis.call('HGET', KEYS[1], 'parent'), expiry + HOUR)
            return 1
            """),

    /**
     * Looks after a running scan: one whose lease ran out is suspected at first; if nothing was heard of it until the
     * grace is over, too, it is taken from its owner, whose points no stream accepts from then on. ARGV: new owner, lease,
     * grace, lifetime, and for how long it is left to others beyond that, in ms, and whose it is if that one is known to be dead:
     * then it is taken at once. Gives what was done, and the record of a scan that was taken.
     */
    REAP("""
            local due = tonumber(redis.call('ZSCORE', RUNNING, KEYS[1]) or '0')
            local dead = ARGV[6] ~= '' and record_of(KEYS[1]).who == ARGV[6]
            if due == 0 or not dead and (due > now or -due > now) then return {'left'} end
            if due > 0 and dead then due = -due - tonumber(ARGV[3]) end
            if due > 0 then
              redis.call('ZADD', RUNNING, int(-now - tonumber(ARGV[3])), KEYS[1])
              return {'suspected'}
            end
            if not dead and -due + tonumber(ARGV[5]) > now then return {'suspected'} end
            local record = record_of(KEYS[1])
            if redis.call('EXISTS', KEYS[1]) == 0 then
              release(record.parent, now + tonumber(ARGV[4]) + HOUR)
              forget(KEYS[1])
              return {'gone'}
            end
            redis.call('ZADD', REAPED, int(now), record.uid or '')
            redis.call('ZADD', RUNNING, int(now + tonumber(ARGV[2])), KEYS[1])
            redis.call('HSET', KEYS[1], 'owner', ARGV[1])
            for _, node in ipairs(nodes_of(KEYS[1])) do
              local data = node .. '_data'
              if redis.call('EXISTS', data) == 1 then redis.call('XSETID', data, '9223372036854775807-0') end
            end
            return {'taken', record.who or 'unknown', int(-due - tonumber(ARGV[3]))}
            """),

    /** Lets go of the finished scan that is next, if all scans are more than so many bytes. Gives their bytes, its name. */
    EVICT("""
            local total = tonumber(redis.call('GET', TOTAL) or '0')
            local first = redis.call('ZRANGE', FINISHED, 0, 0)[1]
            if total <= tonumber(ARGV[1]) or not first then return {total} end
            local parent = record_of(first).parent or redis.call('HGET', first, 'parent')
            each_key(first, function(key) redis.call('UNLINK', key) end)
            if parent then unannounce(parent, first) end
            forget(first)
            return {tonumber(redis.call('GET', TOTAL) or '0'), first}
            """),

    /** Forgets scans that have expired, and their announcements; a few at a time. ARGV: how many. Gives how many. */
    PURGE("""
            redis.call('ZREMRANGEBYSCORE', REAPED, '-inf', int(now - 7 * 24 * HOUR))
            local expired = redis.call('ZRANGEBYSCORE', FINISHED, '-inf', int(now - 1), 'LIMIT', 0, ARGV[1])
            for _, scan in ipairs(expired) do
              local parent = record_of(scan).parent
              if redis.call('EXISTS', scan) == 1 then
                redis.call('ZADD', FINISHED, int(now + HOUR), scan)
              else
                if parent then unannounce(parent, scan) end
                forget(scan)
              end
            end
            return #expired
            """),

    /**
     * Removes announcements of directories that have expired. ARGV: a cursor, how many at a time. Gives the next cursor, 0 at
     * the end.
     */
    TIDY("""
            local page = redis.call('HSCAN', CONTAINERS, ARGV[1], 'COUNT', ARGV[2])
            for i = 1, #page[2], 2 do
              local container, parent = page[2][i], page[2][i + 1]
              if redis.call('EXISTS', container) == 0 then
                unannounce(parent, container)
                redis.call('HDEL', CONTAINERS, container)
              end
            end
            return page[1]
            """),

    /**
     * Shortens the streams of a running scan to what its file does not hold yet; whole entries go, and the last of each
     * stream stays, by which its length is known. ARGV: owner, then for each channel its node and the index after the last
     * point that the file holds. Gives the bytes of all scans, -1 if the scan is not this owner's.
     */
    TRIM("""
            if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return -1 end
            for i = 2, #ARGV, 2 do
              local key, held = ARGV[i] .. '_data', tonumber(ARGV[i + 1])
              local at = held > 0 and redis.call('XREVRANGE', key, int(held), '-', 'COUNT', 1)[1]
              if at then
                local first, count = tonumber(at[1]:match('^%d+')) - 1, 1
                for f = 1, #at[2], 2 do
                  if at[2][f] == '__NPOINTS__' then count = tonumber(at[2][f + 1]) end
                end
                local keep = first + count <= held and held + 1 or first + 1
                local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
                keep = math.min(keep, tonumber(last[1]:match('^%d+')))
                redis.call('XTRIM', key, 'MINID', '=', int(keep))
              end
            end
            weigh(KEYS[1], measure(KEYS[1]))
            return tonumber(redis.call('GET', TOTAL))
            """),

    /** Gives who made a scan. */
    WHO("return record_of(KEYS[1]).who or ''"),

    /** Weighs a running scan anew. Gives the bytes of all. */
    MEASURE("""
            weigh(KEYS[1], measure(KEYS[1]))
            return tonumber(redis.call('GET', TOTAL))
            """);

    private final String body;

    LedgerScript(String body) {
        this.body = body;
    }

    /** The arguments of EVAL. */
    byte[][] arguments(List<byte[]> keys, List<byte[]> values) {
        return Scripts.arguments((this == UPDATE ? "" : "#!lua flags=allow-oom\n") + Body.SHARED + body, keys, values);
    }

    private static final class Body {
        static final String UPDATE = """
                if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return -1 end
                local last = 4 + tonumber(ARGV[4])
                if last > 4 then redis.call('HSET', KEYS[1] .. '_info', unpack(ARGV, 5, last)) end
                if #ARGV > last then redis.call('XADD', KEYS[1] .. ARGV[3], '*', unpack(ARGV, last + 1)) end
                """;

        static final String SHARED = """
                local RUNNING, FINISHED, REAPED = 'bliss4j/running', 'bliss4j/finished', 'bliss4j/reaped'
                local SCANS, BYTES, TOTAL = 'bliss4j/scans', 'bliss4j/bytes', 'bliss4j/total'
                local CONTAINERS = 'bliss4j/containers'
                local HOUR = 3600000
                local time = redis.call('TIME')
                local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
                local function int(x) return string.format('%.0f', x) end
                local function nodes_of(scan)
                  local nodes, i = {scan}, 1
                  while nodes[i] do
                    for _, entry in ipairs(redis.call('XRANGE', nodes[i] .. '_children_list', '-', '+')) do
                      for f = 1, #entry[2], 2 do
                        if entry[2][f] == 'db_name' then nodes[#nodes + 1] = entry[2][f + 1] end
                      end
                    end
                    i = i + 1
                  end
                  return nodes
                end
                local ENDINGS = {'', '_info', '_children_list', '_data', '_prepared', '_end', '_data_ref'}
                local function each_key(scan, action)
                  for _, node in ipairs(nodes_of(scan)) do
                    for _, ending in ipairs(ENDINGS) do action(node .. ending) end
                  end
                end
                local function measure(scan)
                  local bytes = 0
                  each_key(scan, function(key)
                    local one = redis.call('MEMORY', 'USAGE', key)
                    if one then bytes = bytes + one + 64 end
                  end)
                  return bytes
                end
                local function weigh(scan, bytes)
                  local before = tonumber(redis.call('HGET', BYTES, scan) or '0')
                  redis.call('INCRBY', TOTAL, int(bytes - before))
                  redis.call('HSET', BYTES, scan, int(bytes))
                end
                local function record_of(scan)
                  local record = redis.call('HGET', SCANS, scan)
                  return record and cjson.decode(record) or {}
                end
                local function forget(scan)
                  weigh(scan, 0)
                  redis.call('HDEL', BYTES, scan)
                  redis.call('HDEL', SCANS, scan)
                  redis.call('ZREM', RUNNING, scan)
                  redis.call('ZREM', FINISHED, scan)
                end
                local function unannounce(parent, child)
                  local list, from = parent .. '_children_list', '-'
                  while true do
                    local page = redis.call('XRANGE', list, from, '+', 'COUNT', 100)
                    for _, entry in ipairs(page) do
                      for f = 1, #entry[2], 2 do
                        if entry[2][f] == 'db_name' and entry[2][f + 1] == child then
                          redis.call('XDEL', list, entry[1])
                        end
                      end
                      from = '(' .. entry[1]
                    end
                    if #page < 100 then return end
                  end
                end
                local function release(container, expiry)
                  while container do
                    for _, key in ipairs({container, container .. '_children_list'}) do
                      if redis.call('PEXPIRETIME', key) < expiry then
                        redis.call('PEXPIREAT', key, int(expiry))
                      end
                    end
                    local parent = redis.call('HGET', container, 'parent')
                    if parent then redis.call('HSET', CONTAINERS, container, parent) end
                    container = parent
                  end
                end
                """;
    }
}
