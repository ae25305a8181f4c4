package bliss4j.nexus;

import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.hdf5.DatasetSpec;
import bliss4j.hdf5.H5Dataset;
import bliss4j.hdf5.H5File;
import bliss4j.hdf5.H5Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes planned items into a file and keeps the datasets open that grow. */
final class EntryWriter implements AutoCloseable {
    private final H5File file;
    private final Map<String, H5Group> groups = new HashMap<>();
    private final Map<String, H5Dataset> growing = new HashMap<>();
    private final Map<Integer, H5Dataset> channels = new HashMap<>();
    private final Map<Integer, String> paths = new HashMap<>();

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
        } else if (dataset != null) {
            dataset.attribute(name, value);
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
