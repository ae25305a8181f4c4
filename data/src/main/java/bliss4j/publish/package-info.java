/**
 * How a scan is published: it appends points to a {@link bliss4j.publish.Publication}, which hands them to lanes that
 * never see each other, one to Redis and one to the file.
 *
 * <p>A lane has one thread and joins what waits into blocks, so that batching clocks itself (measured in {@code
 * benchmarks/run publish}). The sinks behind the lanes are {@link bliss4j.publish.ScanSink}. Imports {@code data},
 * {@code block} and {@code array}. Open {@link bliss4j.publish.Publication} first.
 */
@NullMarked
package bliss4j.publish;

import org.jspecify.annotations.NullMarked;
