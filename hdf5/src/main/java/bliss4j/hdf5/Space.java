package bliss4j.hdf5;

import bliss4j.array.Shape;
import org.bytedeco.hdf5.global.hdf5;

/** HDF5's dataspaces: shapes whose first dimension may grow. */
final class Space {
    private Space() {}

    /** A space of a fixed shape, to be closed. */
    static long of(Shape shape, Place place) {
        long id = shape.rank() == 0
                ? hdf5.H5Screate(hdf5.H5S_SCALAR)
                : hdf5.H5Screate_simple(shape.rank(), dimensions(shape), (long[]) null);
        return place.ok(id, "create a space of shape " + shape);
    }

    /** A space, to be closed, of no rows yet and any number later; of any length if they widen. */
    static long growing(Shape row, boolean widens, Place place) {
        long[] now = dimensions(row.times(0));
        long[] most = now.clone();
        most[0] = hdf5.H5S_UNLIMITED;
        if (widens) {
            most[1] = hdf5.H5S_UNLIMITED;
        }
        return place.ok(hdf5.H5Screate_simple(now.length, now, most), "create a space of rows of shape " + row);
    }

    static long[] dimensions(Shape shape) {
        long[] lengths = new long[shape.rank()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = shape.length(i);
        }
        return lengths;
    }

    /** The lengths of {@code space}: none for a scalar, one of 0 for a space that holds nothing. */
    static long[] dimensions(long space, Place place) {
        if (hdf5.H5Sget_simple_extent_type(space) == hdf5.H5S_NULL) {
            return new long[1];
        }
        long[] lengths = new long[(int) place.ok(hdf5.H5Sget_simple_extent_ndims(space), "ask for its shape")];
        if (lengths.length > 0) {
            place.ok(hdf5.H5Sget_simple_extent_dims(space, lengths, (long[]) null), "ask for its shape");
        }
        return lengths;
    }

    /** Whether a dimension of {@code space} may grow without end; the first one are the rows. */
    static boolean grows(long space, int dimension, Place place) {
        if (dimensions(space, place).length <= dimension || hdf5.H5Sget_simple_extent_type(space) == hdf5.H5S_NULL) {
            return false;
        }
        long[] most = dimensions(space, place);
        place.ok(hdf5.H5Sget_simple_extent_dims(space, (long[]) null, most), "ask for its largest shape");
        return most[dimension] == hdf5.H5S_UNLIMITED;
    }

    /** The shape of an array with these lengths. */
    static Shape shape(long[] lengths, Place place) {
        int[] fitting = new int[lengths.length];
        for (int i = 0; i < fitting.length; i++) {
            if (lengths[i] > Integer.MAX_VALUE) {
                throw place.failed("read", "dimension " + i + " is " + lengths[i] + " long, expected less than 2^31");
            }
            fitting[i] = (int) lengths[i];
        }
        return Shape.of(fitting);
    }
}
