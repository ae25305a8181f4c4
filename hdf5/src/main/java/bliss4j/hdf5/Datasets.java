package bliss4j.hdf5;

import bliss4j.array.NdArray;
import org.bytedeco.hdf5.global.hdf5;

/** Makes and opens datasets; used under the lock. */
final class Datasets {
    private Datasets() {}

    static void write(long file, Place place, NdArray value) {
        StoredType type = StoredType.of(value.dtype());
        long space = Space.of(value.shape(), place);
        long properties = AccessRules.fixedDataset();
        try {
            long id = place.ok(
                    hdf5.H5Dcreate2(
                            file,
                            place.object(),
                            type.memory(),
                            space,
                            AccessRules.linkCreation(),
                            properties,
                            hdf5.H5P_DEFAULT),
                    "create the dataset");
            try {
                if (value.shape().size() > 0) {
                    Transfer.write(
                            value,
                            place,
                            memory -> hdf5.H5Dwrite(
                                    id, type.memory(), hdf5.H5S_ALL, hdf5.H5S_ALL, hdf5.H5P_DEFAULT, memory));
                }
            } finally {
                hdf5.H5Dclose(id);
            }
        } finally {
            hdf5.H5Pclose(properties);
            hdf5.H5Sclose(space);
        }
    }

    /** Makes and opens a dataset of no rows. */
    static OpenDataset create(H5File file, Place place, DatasetSpec spec) {
        long parent = file.idToWrite(place);
        StoredType type = StoredType.of(spec.dtype());
        long space = Space.growing(spec.row(), spec.widens(), place);
        long properties = AccessRules.growingDataset(spec, type);
        long access = AccessRules.datasetAccess(spec.chunkBytes());
        try {
            long id = hdf5.H5Dcreate2(
                    parent, place.object(), type.memory(), space, AccessRules.linkCreation(), properties, access);
            return file.share(place.ok(id, "create the dataset"), place);
        } finally {
            hdf5.H5Pclose(access);
            hdf5.H5Pclose(properties);
            hdf5.H5Sclose(space);
        }
    }

    /** Opens a dataset with a raw cache that fits its chunks, which can only be known once it has been open. */
    static OpenDataset open(H5File file, Place place) {
        long id = place.ok(hdf5.H5Dopen2(file.id(), place.object(), hdf5.H5P_DEFAULT), "open the dataset");
        long chunkBytes = Chunks.of(id, place).bytes();
        if (chunkBytes > 0) {
            hdf5.H5Dclose(id);
            long access = AccessRules.datasetAccess(chunkBytes);
            try {
                id = place.ok(hdf5.H5Dopen2(file.id(), place.object(), access), "open the dataset");
            } finally {
                hdf5.H5Pclose(access);
            }
        }
        return file.share(id, place);
    }
}
