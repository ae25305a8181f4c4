package bliss4j.disk;

/** A block of metadata that HDF5 has written and the disk does not have yet. */
final class Block {
    private final long address;
    private final Kind kind;
    private final byte[] bytes;
    private final long writtenNs = System.nanoTime();

    /** @param bytes taken */
    Block(long address, Kind kind, byte[] bytes) {
        this.address = address;
        this.kind = kind;
        this.bytes = bytes;
    }

    long address() {
        return address;
    }

    Kind kind() {
        return kind;
    }

    /** The bytes themselves. */
    byte[] bytes() {
        return bytes;
    }

    /** How long ago HDF5 wrote it. */
    long ageNs() {
        return System.nanoTime() - writtenNs;
    }

    long end() {
        return address + bytes.length;
    }
}
