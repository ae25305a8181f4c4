package planted.library.data;

import redis.clients.jedis.HostAndPort;

/** Breaks the rule of libraries: Jedis belongs to redis. */
public record TalksToRedis(HostAndPort server) {}
