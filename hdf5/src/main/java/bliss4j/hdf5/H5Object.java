package bliss4j.hdf5;

import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.util.List;

/** What has a path and attributes: a group or a dataset. May be used from any platform thread. */
public abstract sealed class H5Object permits H5Group, H5Dataset {
    private final H5File file;
    private final String path;

    H5Object(H5File file, String path) {
        this.file = file;
        this.path = path;
    }

    /** Where it stands in the file: {@code /} or {@code /1.1/measurement}. */
    public String path() {
        return path;
    }

    public H5File file() {
        return file;
    }

    /** Writes an attribute, in place of one of that name; text is stored as UTF-8. */
    public void attribute(String name, NdArray value) {
        Hdf5.hold(() -> new Attributes(file.idToWrite(place()), place()).write(name, value));
    }

    /** Writes an attribute of one text. */
    public void attribute(String name, String value) {
        attribute(name, new Texts(Shape.SCALAR, List.of(value)));
    }

    /** The names of the attributes, by name. */
    public List<String> attributes() {
        return Hdf5.hold(() -> attributeTable().names());
    }

    /**
     * The value of an attribute.
     *
     * @throws Hdf5Exception if there is none of that name
     */
    public NdArray readAttribute(String name) {
        return Hdf5.hold(() -> attributeTable().read(name));
    }

    private Attributes attributeTable() {
        return new Attributes(file.id(), place());
    }

    Place place() {
        return new Place(file.path(), path);
    }

    @Override
    public String toString() {
        return place().toString();
    }
}
