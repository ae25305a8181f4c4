package bliss4j.disk;

/** What HDF5 keeps in a block, as it tells a file driver. */
public enum Kind {
    /** What is known of the file as a whole. */
    SUPERBLOCK,
    /** The nodes of indices: of chunks, and of the names in a group. */
    NODE,
    /** Numbers and other data that are not metadata. */
    RAW,
    /** Texts of any length. */
    TEXTS,
    /** The names in a group. */
    NAMES,
    /** What an object is: its shape, where it lies, its attributes. */
    HEADER
}
