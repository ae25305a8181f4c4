/**
 * A file whose changes reach the disk in an order that every reader, and a kill at any moment, survives.
 *
 * <p>{@code hdf5} puts it under libhdf5 as a file driver. What libhdf5 writes over old bytes is held in memory until
 * {@link bliss4j.disk.HeldFile#commit}, which writes new blocks first and then the old ones that changed, those that are
 * pointed to before those that point ({@code WriteOrder}; docs/adr/0009). Blocks of metadata do not cross a page of 4096
 * bytes, so that one is written whole or not at all ({@code Pages}), and the end that the file claims runs ahead of what
 * is in it ({@code FileEnd}). Used under HDF5's lock.
 *
 * <p>Imports nothing. Open {@link bliss4j.disk.HeldFile} first.
 */
@NullMarked
package bliss4j.disk;

import org.jspecify.annotations.NullMarked;
