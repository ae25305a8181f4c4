package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;

/** One thing that stands in a file, as the layout plans it. Items are written in their order. */
sealed interface NexusItem {
    /** Where it stands, from the root on: {@code /1_ascan/measurement/axis:roby}. */
    String path();

    /** A group; one that is there already is used. */
    record Group(String path, String nxClass) implements NexusItem {}

    /** A dataset that is written once. */
    record Fixed(String path, NdArray value) implements NexusItem {}

    /**
     * A dataset of no rows yet, one row a point.
     *
     * @param channel whose points: its place in the scan's description
     * @param chunkRows how many rows lie together on the disk
     * @param deflate how strongly they are packed; 0 for not at all
     */
    record Growing(String path, int channel, DType dtype, Shape row, int chunkRows, int deflate) implements NexusItem {
        /** Whether its rows may become longer: spectra of numbers may differ in length. */
        boolean widens() {
            return row.rank() == 1 && dtype != DType.TEXT;
        }
    }

    /**
     * The points of a channel, one number each, once more as a grid; every other row backwards if the scan went so.
     *
     * @param channel whose points: its place in the scan's description
     */
    record Grid(String path, int channel, int rows, int columns, boolean backnforth) implements NexusItem {}

    /** Another name for what stands at {@code target}, a path from the root on. */
    record Link(String path, String target) implements NexusItem {}

    /**
     * A name for what lies in another file.
     *
     * @param file from this file's directory on
     */
    record External(String path, String file, String target) implements NexusItem {}

    /** An attribute of the group or dataset at {@code path}, in place of one of that name. */
    record Attribute(String path, String name, NdArray value) implements NexusItem {}
}
