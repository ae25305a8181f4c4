package bliss4j.nexus;

import bliss4j.block.Value;
import bliss4j.block.ValueJson;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;

/** A file as other programs see it. */
final class FileSeen {
    /** Every object below the root: its class or shape, and its attributes and value as text. */
    private static final String TREE = """
            import h5py, json, sys
            def plain(v):
                if isinstance(v, bytes): return v.decode()
                if hasattr(v, 'tolist'): return plain(v.tolist())
                if isinstance(v, list): return [plain(i) for i in v]
                if isinstance(v, float) and v != v: return 'nan'
                return v
            tree = {}
            def walk(name, group):
                for key in group:
                    link = group.get(key, getlink=True)
                    path = name + '/' + key
                    if isinstance(link, h5py.SoftLink):
                        tree[path] = {'link': link.path}
                        assert group[key] is not None
                        continue
                    item = group[key]
                    entry = {'attributes': {k: plain(v) for k, v in item.attrs.items()}}
                    if isinstance(item, h5py.Group):
                        walk(path, item)
                    else:
                        entry['shape'] = list(item.shape)
                        entry['dtype'] = str(item.dtype)
                        entry['value'] = plain(item[()])
                    tree[path] = entry
            with h5py.File(sys.argv[1], 'r') as f:
                tree['/'] = {'attributes': {k: plain(v) for k, v in f.attrs.items()}}
                walk('', f)
            print(json.dumps(tree))
            """;

    /** What silx draws first of the file, or of one entry. */
    private static final String DEFAULT_PLOT = """
            import json, sys
            import silx.io, silx.io.nxdata
            with silx.io.open(sys.argv[1]) as f:
                d = silx.io.nxdata.get_default(f[sys.argv[2]])
                assert d is not None and d.is_valid, d and d.issues
                print(json.dumps({
                    'title': str(d.title), 'entry': d.group.name, 'signal': d.signal_name,
                    'values': d.signal[()].tolist(), 'axes': d.axes_names,
                    'positions': None if d.axes[0] is None else d.axes[0][()].tolist(),
                    'kind': 'scatter' if d.is_x_y_value_scatter else 'image' if d.signal_is_2d else 'curve',
                    'shape': list(d.signal.shape),
                    'auxiliary': list(d.auxiliary_signals_names)}))
            """;

    private FileSeen() {}

    /** By h5py: every object by its path. */
    static Value tree(Path file) {
        return ValueJson.read(Oracles.python(List.of("h5py"), TREE, file));
    }

    /** By silx: what it draws first of the file. */
    static Value plot(Path file) {
        return plot(file, "/");
    }

    /** By silx: what it draws first of an entry. */
    static Value plot(Path file, String entry) {
        return ValueJson.read(Oracles.python(List.of("silx.io.nxdata", "h5py"), DEFAULT_PLOT, file, entry));
    }
}
