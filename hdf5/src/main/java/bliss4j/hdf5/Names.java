package bliss4j.hdf5;

/** Which names a link or an attribute may have: everything that HDF5 does not take for a path or an end. */
final class Names {
    private Names() {}

    static void check(String name, Place place) {
        String wrong = name.isEmpty()
                ? "it is empty"
                : name.indexOf('/') >= 0
                        ? "'/' separates groups"
                        : name.equals(".")
                                ? "'.' is the group itself"
                                : name.indexOf('\0') >= 0 ? "it holds a NUL" : "";
        if (!wrong.isEmpty()) {
            throw place.failed("use the name '" + name.replace("\0", "\\0") + "'", wrong);
        }
    }
}
