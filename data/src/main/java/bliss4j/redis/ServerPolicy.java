package bliss4j.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;

/** Whether a server's settings fit: it must never choose by itself what to forget. */
final class ServerPolicy {
    private static final String MEMORY = "maxmemory";
    private static final String POLICY = "maxmemory-policy";
    private static final String CLIENTS = "maxmemory-clients";
    private static final String SAVE = "save";
    private static final String APPEND_ONLY = "appendonly";

    private ServerPolicy() {}

    static List<String> concerns(Wire wire, RedisAddress address, Retention retention) {
        Map<String, String> settings;
        try {
            settings = read(wire);
        } catch (RedisException e) {
            return List.of("Redis at " + address + " does not tell its settings: make sure that " + POLICY
                    + " is noeviction and " + MEMORY + " at least " + retention.limitBytes() + " (" + e.getMessage()
                    + ")");
        }
        List<String> concerns = new ArrayList<>();
        String policy = settings.getOrDefault(POLICY, "noeviction");
        if (!policy.equals("noeviction")) {
            concerns.add(
                    POLICY + " is " + policy + ": Redis may forget any part of a running scan; expected noeviction");
        }
        long memory = number(settings, MEMORY);
        if (memory == 0) {
            concerns.add(
                    MEMORY + " is not set: Redis may grow until its computer has no memory left; expected at least "
                            + retention.limitBytes());
        } else if (memory < retention.limitBytes()) {
            concerns.add(MEMORY + " is " + memory + ", below redis.limit of " + retention.limitBytes()
                    + ": writes are refused before scans are let go of");
        }
        if (settings.containsKey(CLIENTS)
                && number(settings, CLIENTS) == 0
                && !settings.get(CLIENTS).endsWith("%")) {
            concerns.add(CLIENTS + " is not set: a client that does not read may take all memory; expected e.g. 128mb");
        }
        if (settings.getOrDefault(SAVE, "").isBlank() && !"yes".equals(settings.get(APPEND_ONLY))) {
            concerns.add(SAVE + " and " + APPEND_ONLY + " are off: parameters and scan numbers come from their copies"
                    + " after a restart of Redis");
        }
        return concerns.stream()
                .map(line -> "Redis at " + address + ": " + line)
                .toList();
    }

    private static long number(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "0");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static Map<String, String> read(Wire wire) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("maxmemory*", SAVE, APPEND_ONLY)) {
            Object reply = wire.call(Command.CONFIG, Wire.utf8("GET"), Wire.utf8(name));
            List<?> pairs = reply instanceof List<?> list ? list : List.of();
            for (int i = 0; i + 1 < pairs.size(); i += 2) {
                settings.put(Wire.text(pairs.get(i)), Wire.text(pairs.get(i + 1)));
            }
        }
        return settings;
    }
}
