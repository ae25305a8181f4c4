/**
 * What programs start with: {@link bliss4j.client.Bliss#connect}, and the wiring of Redis and files behind it.
 *
 * <p>Imports {@code redis}, {@code nexus}, {@code publish} and {@code data}. Open {@link bliss4j.client.Bliss} first.
 */
@NullMarked
package bliss4j.client;

import org.jspecify.annotations.NullMarked;
