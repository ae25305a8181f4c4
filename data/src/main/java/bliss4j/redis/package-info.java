/**
 * Redis as the original's clients of 2021 know it: the keys and streams of layout {@code v1.1}, written by a scan's sink,
 * read and followed by a store.
 *
 * <p>Is alone in using Jedis. Imports {@code publish}, {@code data}, {@code pickle}, {@code block} and {@code array}. Open
 * {@link bliss4j.redis.RedisServer} first.
 */
@NullMarked
package bliss4j.redis;

import org.jspecify.annotations.NullMarked;
