/**
 * The tree of an experiment as a reader sees it: nodes, their events, and the store they come from.
 *
 * <p>Holds {@link bliss4j.data.DataNode} (container, scan, channel, image), {@link bliss4j.data.DataEvent}, {@link
 * bliss4j.data.DataStore} and what names and settings are. A walk asks for children in batches, so that its cost is a
 * few round trips a level, not one a node. Imports {@code image}, {@code block} and {@code array}. Open {@link
 * bliss4j.data.DataNode} first.
 */
@NullMarked
package bliss4j.data;

import org.jspecify.annotations.NullMarked;
