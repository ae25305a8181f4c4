package bliss4j.hdf5;

import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.hdf5.global.hdf5;

/**
 * The attributes of one object; used under the lock.
 *
 * @param file the file's id
 */
record Attributes(long file, Place place) {
    List<String> names() {
        return AttributeNames.of(file, place);
    }

    private boolean contains(String name) {
        return place.ok(
                        hdf5.H5Aexists_by_name(file, place.object(), name, hdf5.H5P_DEFAULT),
                        "look for " + quoted(name))
                > 0;
    }

    NdArray read(String name) {
        if (!contains(name)) {
            throw place.failed("read " + quoted(name), "there is none, only " + names());
        }
        long id = open(name);
        try {
            StoredType type = StoredType.read(place.ok(hdf5.H5Aget_type(id), "ask for its type"), place);
            try {
                Shape shape = Space.shape(dimensions(id), place);
                return Transfer.read(type, shape, place, memory -> hdf5.H5Aread(id, type.memory(), memory));
            } finally {
                type.close();
            }
        } finally {
            hdf5.H5Aclose(id);
        }
    }

    void write(String name, NdArray value) {
        Names.check(name, place);
        StoredType type = StoredType.of(value.dtype());
        long id = contains(name) ? reopen(name, type, value.shape()) : create(name, type, value.shape());
        try {
            if (value.shape().size() > 0) {
                Transfer.write(value, place, memory -> hdf5.H5Awrite(id, type.memory(), memory));
            }
        } finally {
            hdf5.H5Aclose(id);
        }
    }

    /** The same attribute where type and shape are what they were, else a new one. */
    private long reopen(String name, StoredType type, Shape shape) {
        long id = open(name);
        long stored = place.ok(hdf5.H5Aget_type(id), "ask for its type");
        boolean same = hdf5.H5Tequal(stored, type.memory()) > 0
                && hdf5.H5S_NULL != spaceType(id)
                && Arrays.equals(dimensions(id), Space.dimensions(shape));
        hdf5.H5Tclose(stored);
        if (same) {
            return id;
        }
        hdf5.H5Aclose(id);
        place.ok(hdf5.H5Adelete_by_name(file, place.object(), name, hdf5.H5P_DEFAULT), "replace " + quoted(name));
        return create(name, type, shape);
    }

    /** By way of the object: what H5Aopen_by_name of 1.14.3 gives can be read but not written. */
    private long open(String name) {
        long object = place.ok(hdf5.H5Oopen(file, place.object(), hdf5.H5P_DEFAULT), "open");
        try {
            return place.ok(hdf5.H5Aopen(object, name, hdf5.H5P_DEFAULT), "open " + quoted(name));
        } finally {
            hdf5.H5Oclose(object);
        }
    }

    private long create(String name, StoredType type, Shape shape) {
        long space = Space.of(shape, place);
        try {
            return place.ok(
                    hdf5.H5Acreate_by_name(
                            file,
                            place.object(),
                            name,
                            type.memory(),
                            space,
                            AccessRules.attributeCreation(),
                            hdf5.H5P_DEFAULT,
                            hdf5.H5P_DEFAULT),
                    "create " + quoted(name));
        } finally {
            hdf5.H5Sclose(space);
        }
    }

    private long[] dimensions(long attribute) {
        long space = place.ok(hdf5.H5Aget_space(attribute), "ask for its shape");
        try {
            return Space.dimensions(space, place);
        } finally {
            hdf5.H5Sclose(space);
        }
    }

    private int spaceType(long attribute) {
        long space = place.ok(hdf5.H5Aget_space(attribute), "ask for its shape");
        try {
            return hdf5.H5Sget_simple_extent_type(space);
        } finally {
            hdf5.H5Sclose(space);
        }
    }

    private static String quoted(String name) {
        return "attribute '" + name + "'";
    }
}
