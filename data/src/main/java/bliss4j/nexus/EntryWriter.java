package bliss4j.nexus;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Ragged;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.hdf5.DatasetSpec;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import bliss4j.hdf5.Hdf5;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes planned items into a file and keeps the datasets open that grow. */
final class EntryWriter implements AutoCloseable {
    /** Narrower chunks would be too many, once the spectra become longer. */
    private static final int LEAST_CHUNK_WIDTH = 64;

    private static final int WIDE_CHUNK_BYTES = 64 << 10;

    /** Behind the name of a dataset that is still being filled, to take another's place. */
    private static final String WIDENED = " (widened)";

    private final H5File file;
    private final Map<String, H5Group> groups = new HashMap<>();
    private final Map<String, H5Dataset> growing = new HashMap<>();
    private final Map<Integer, H5Dataset> channels = new HashMap<>();
    private final Map<Integer, String> paths = new HashMap<>();
    /** The datasets that may be made wider, by their channel, and the attributes that each has, by its path. */
    private final Map<Integer, NexusItem.Growing> spectra = new HashMap<>();

    private final Map<String, List<NexusItem.Attribute>> attributes = new HashMap<>();
    private final Set<Integer> replaced = new HashSet<>();

    EntryWriter(H5File file) {
        this.file = file;
        groups.put(NexusPlan.ROOT, file.root());
    }

    void write(List<NexusItem> items) {
        items.forEach(this::write);
    }

    private void write(NexusItem item) {
        String path = item.path();
        switch (item) {
            case NexusItem.Group group -> group(path, group.nxClass());
            case NexusItem.Fixed fixed -> parent(path).write(NexusPlan.name(path), fixed.value());
            case NexusItem.Growing dataset -> create(dataset);
            case NexusItem.Grid grid -> parent(path).write(NexusPlan.name(path), grid(grid));
            case NexusItem.Link link -> parent(path).softLink(NexusPlan.name(path), link.target());
            case NexusItem.External link ->
                parent(path).externalLink(NexusPlan.name(path), Path.of(link.file()), link.target());
            case NexusItem.Attribute attribute -> attribute(path, attribute.name(), attribute.value());
        }
    }

    private void group(String path, String nxClass) {
        H5Group parent = parent(path);
        String name = NexusPlan.name(path);
        if (parent.contains(name)) {
            groups.put(path, parent.group(name));
        } else {
            groups.put(path, parent.createGroup(name));
            attribute(path, "NX_class", NexusPlan.text(nxClass));
        }
    }

    private void create(NexusItem.Growing item) {
        DatasetSpec spec = new DatasetSpec(item.dtype(), item.row(), item.chunkRows(), item.deflate());
        if (item.widens()) {
            spectra.put(item.channel(), item);
            attributes.put(item.path(), new ArrayList<>());
            spec = spec.widening(item.row().size());
        }
        H5Dataset dataset = parent(item.path()).createAppendable(NexusPlan.name(item.path()), spec);
        growing.put(item.path(), dataset);
        channels.put(item.channel(), dataset);
        paths.put(item.channel(), item.path());
    }

    private NdArray grid(NexusItem.Grid grid) {
        NdArray points = read(grid.channel(), 0, (long) grid.rows() * grid.columns());
        List<NdArray> rows = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            NdArray along = points.slice(row * grid.columns(), (row + 1) * grid.columns());
            rows.add(grid.backnforth() && row % 2 == 1 ? backwards(along) : along);
        }
        return NdArray.concat(rows).reshape(Shape.of(grid.rows(), grid.columns()));
    }

    private static NdArray backwards(NdArray row) {
        List<NdArray> items = new ArrayList<>();
        for (int i = row.length() - 1; i >= 0; i--) {
            items.add(row.slice(i, i + 1));
        }
        return NdArray.concat(items);
    }

    private void attribute(String path, String name, NdArray value) {
        H5Group group = groups.get(path);
        H5Dataset dataset = growing.get(path);
        if (group != null) {
            group.attribute(name, value);
        } else if (dataset != null && dataset.path().equals(path)) { // one that was replaced has a former name
            dataset.attribute(name, value);
            attributes.getOrDefault(path, new ArrayList<>()).add(new NexusItem.Attribute(path, name, value));
        } else {
            try (H5Dataset fixed = parent(path).dataset(NexusPlan.name(path))) {
                fixed.attribute(name, value);
            }
        }
    }

    private H5Group parent(String path) {
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        H5Group group = groups.get(parent);
        if (group == null) {
            throw new DataException(file + " has no group " + parent + " for " + path);
        }
        return group;
    }

    /**
     * Has the dataset of a channel take spectra of {@code width} items, those that it holds filled up with NaN. The first
     * time another one takes its place: of floats, with chunks of a part of a row, and not packed, since a chunk that
     * HDF5 packs anew moves, and a process killed before the next flush would have it in neither place.
     */
    void widen(int channel, int width) {
        NexusItem.Growing item = spectra.get(channel);
        H5Dataset dataset = dataset(channel);
        if (item == null) {
            throw new DataException(file + ": channel " + channel + " of the scan has no spectra");
        }
        if (replaced.add(channel)) {
            replace(item, dataset, width);
        } else {
            dataset.widen(width);
        }
    }

    /** The old one stays whole, under its name, until the new one is: a flush of another scan may come between. */
    private void replace(NexusItem.Growing item, H5Dataset old, int width) {
        int chunkWidth = Math.max(LEAST_CHUNK_WIDTH, 2 * width); // room for longer ones
        DType dtype = item.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
        int rows = Math.max(1, WIDE_CHUNK_BYTES / (chunkWidth * dtype.itemSize()));
        DatasetSpec spec = new DatasetSpec(dtype, Shape.of(width), rows).widening(chunkWidth);
        H5Group group = parent(item.path());
        String name = NexusPlan.name(item.path());
        H5Dataset wide = group.createAppendable(name + WIDENED, spec);
        growing.put(item.path(), wide);
        channels.put(item.channel(), wide);
        List<NexusItem.Attribute> its = attributes.getOrDefault(item.path(), List.of());
        its.forEach(attribute -> wide.attribute(attribute.name(), attribute.value()));
        long length = old.length();
        for (long from = 0; from < length; from += rows) {
            wide.append(Ragged.widen(old.read(from, Math.min(length, from + rows)), width));
        }
        // What it leaves is used again only after a flush that knows it no more: it is open until then.
        Hdf5.hold(() -> {
            group.replace(name, name + WIDENED);
            file.flush();
        });
        old.close();
    }

    void append(int channel, NdArray rows) {
        dataset(channel).append(rows);
    }

    NdArray read(int channel, long from, long to) {
        return dataset(channel).read(from, to);
    }

    /** Where a channel's points are, also after {@link #close}. */
    Optional<String> path(int channel) {
        return Optional.ofNullable(paths.get(channel));
    }

    private H5Dataset dataset(int channel) {
        H5Dataset dataset = channels.get(channel);
        if (dataset == null) {
            throw new DataException(file + " has no dataset for channel " + channel + " of the scan");
        }
        return dataset;
    }

    /** Closes the datasets; the file stays open. */
    @Override
    public void close() {
        growing.values().forEach(H5Dataset::close);
        growing.clear();
        channels.clear();
    }
}
