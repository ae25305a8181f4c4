package bliss4j.hdf5;

import bliss4j.array.NdArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.hdf5.global.hdf5;

/**
 * A group: names, each of which leads to a group, a dataset or elsewhere.
 *
 * <p>It is a path, holds nothing open and need not be closed. A name may hold anything but {@code /}. May be used from
 * any platform thread.
 */
public final class H5Group extends H5Object {
    H5Group(H5File file, String path) {
        super(file, path);
    }

    /** The names in it, in the order in which they were made, or by name where another writer kept no order. */
    public List<String> names() {
        return Hdf5.hold(() -> LinkNames.of(file().id(), place()));
    }

    /** Whether the name is there, even if it is a link that leads nowhere. */
    public boolean contains(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> Links.exists(file().id(), child));
    }

    /** Whether the name is there and leads to a group. */
    public boolean isGroup(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> Links.leadsTo(file().id(), child) == hdf5.H5O_TYPE_GROUP);
    }

    /** @throws Hdf5Exception if the name exists */
    public H5Group createGroup(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> {
            long id = hdf5.H5Gcreate2(
                    file().idToWrite(child),
                    child.object(),
                    AccessRules.linkCreation(),
                    AccessRules.groupCreation(),
                    hdf5.H5P_DEFAULT);
            hdf5.H5Gclose(child.ok(id, "create the group"));
            return new H5Group(file(), child.object());
        });
    }

    /** @throws Hdf5Exception if the name does not lead to a group */
    public H5Group group(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> {
            Links.expect(file().id(), child, hdf5.H5O_TYPE_GROUP);
            return new H5Group(file(), child.object());
        });
    }

    /** @throws Hdf5Exception if the name does not lead to a dataset, or to one of a type that we do not read */
    public H5Dataset dataset(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> {
            Links.expect(file().id(), child, hdf5.H5O_TYPE_DATASET);
            return new H5Dataset(file(), child.object(), Datasets.open(file(), child));
        });
    }

    /** Writes a dataset that does not grow: a single value or an array; text is stored as UTF-8. */
    public void write(String name, NdArray value) {
        Place child = child(name);
        Hdf5.hold(() -> Datasets.write(file().idToWrite(child), child, value));
    }

    /** Makes a dataset of no rows, to which {@link H5Dataset#append} adds. */
    public H5Dataset createAppendable(String name, DatasetSpec spec) {
        Place child = child(name);
        return Hdf5.hold(() -> new H5Dataset(file(), child.object(), Datasets.create(file(), child, spec)));
    }

    /**
     * Puts {@code other} in the place of {@code name}, under that name; what was there goes when nobody has it open any more.
     */
    public void replace(String name, String other) {
        Place old = child(name);
        Place next = child(other);
        Hdf5.hold(() -> Links.replace(file().idToWrite(old), old, next));
    }

    /** Makes a name for what lies, or will lie, at {@code targetPath}: absolute or from this group on. */
    public void softLink(String name, String targetPath) {
        Place child = child(name);
        Hdf5.hold(() -> Links.soft(file().idToWrite(child), child, targetPath));
    }

    /** Makes a name for what lies at {@code targetPath} in another file, given from this file's directory on. */
    public void externalLink(String name, Path target, String targetPath) {
        Place child = child(name);
        Hdf5.hold(() -> Links.external(file().idToWrite(child), child, target.toString(), targetPath));
    }

    /** Where a link leads: a path, for another file {@code file::path}; empty for what lies in the group itself. */
    public Optional<String> linkTarget(String name) {
        Place child = child(name);
        return Hdf5.hold(() -> Links.target(file().id(), child));
    }

    private Place child(String name) {
        Names.check(name, place());
        return new Place(file().path(), path().equals("/") ? "/" + name : path() + "/" + name);
    }
}
