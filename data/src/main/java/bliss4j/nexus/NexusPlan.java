package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects items, each under a name that HDF5 takes and that is not taken. */
final class NexusPlan {
    static final String ROOT = "/";
    static final String COLLECTION = "NXcollection";

    private final List<NexusItem> items = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    List<NexusItem> items() {
        return List.copyOf(items);
    }

    /** A group of that name, the one that is there if there is one; gives its path. */
    String group(String parent, String name, String nxClass) {
        String wanted = join(parent, legal(name));
        if (groups.contains(wanted)) {
            return wanted;
        }
        return newGroup(parent, name, nxClass);
    }

    /** A group of its own; gives its path. */
    String newGroup(String parent, String name, String nxClass) {
        String path = free(join(parent, legal(name)));
        groups.add(path);
        items.add(new NexusItem.Group(path, nxClass));
        return path;
    }

    /** Keeps names for what is written later. */
    void reserve(String parent, List<String> names) {
        names.forEach(name -> taken.add(join(parent, name)));
    }

    /** A dataset of that name or, if it is taken, of the next that is not; gives its path. */
    String fixed(String parent, String name, NdArray value) {
        String path = free(join(parent, legal(name)));
        items.add(new NexusItem.Fixed(path, value));
        return path;
    }

    String fixed(String parent, String name, String text) {
        return fixed(parent, name, text(text));
    }

    /** A dataset under a name that was reserved. */
    void reserved(String parent, String name, String text) {
        items.add(new NexusItem.Fixed(join(parent, name), text(text)));
    }

    /** A dataset for the points of a channel; gives its path. */
    String growing(String parent, String name, ChannelPlace channel) {
        String path = free(join(parent, legal(name)));
        DType dtype = channel.description().dtype();
        Shape row = channel.description().shape();
        items.add(new NexusItem.Growing(path, channel.index(), dtype, row, channel.chunkRows(), channel.deflate()));
        return path;
    }

    /** Another name for what stands at {@code target}; gives its path. */
    String link(String parent, String name, String target) {
        String path = free(join(parent, legal(name)));
        items.add(new NexusItem.Link(path, target));
        return path;
    }

    /** A name for what lies in another file, given from this file's directory on. */
    void external(String parent, String name, String file, String target) {
        items.add(new NexusItem.External(free(join(parent, legal(name))), file, target));
    }

    /** A channel's points as a grid; gives its path. */
    String grid(String parent, String name, int channel, NexusGrid grid) {
        String path = free(join(parent, legal(name)));
        items.add(new NexusItem.Grid(
                path, channel, grid.slow().length(), grid.fast().length(), grid.backnforth()));
        return path;
    }

    void attribute(String path, String name, NdArray value) {
        items.add(new NexusItem.Attribute(path, name, value));
    }

    void attribute(String path, String name, String text) {
        attribute(path, name, text(text));
    }

    /** One text; HDF5's texts end at a NUL. */
    static NdArray text(String text) {
        return new Texts(Shape.SCALAR, List.of(text.replace("\0", "\\0")));
    }

    static String join(String parent, String name) {
        return parent.equals(ROOT) ? ROOT + name : parent + ROOT + name;
    }

    /** The last part of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A name as NeXus wants it, where viewers are told of fields by name. */
    static String fieldName(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_.]", "_").replaceAll("^\\.+|\\.+$", "");
        return legal.isEmpty() ? "_" : legal;
    }

    private static String legal(String name) {
        String legal = name.replace('/', '_').replace('\0', '_');
        return legal.isEmpty() || legal.equals(".") ? "_" : legal;
    }

    private String free(String wanted) {
        String path = wanted;
        for (int i = 2; !taken.add(path); i++) {
            path = wanted + "_" + i;
        }
        return path;
    }
}
