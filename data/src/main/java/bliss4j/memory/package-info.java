/**
 * The tree kept in memory, for tests and dry runs: {@link bliss4j.memory.MemoryStore} answers as any other store does, and
 * its {@link bliss4j.memory.MemoryStore#sink} writes into it. Nothing expires. Imports {@code publish}, {@code data},
 * {@code block} and {@code array}.
 */
@NullMarked
package bliss4j.memory;

import org.jspecify.annotations.NullMarked;
