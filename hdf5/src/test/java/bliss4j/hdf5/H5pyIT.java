package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.testing.Oracles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** h5py reads what we write, and we read what h5py writes. */
class H5pyIT {
    private static final List<String> H5PY = List.of("h5py", "numpy");

    /** Prints every dataset and attribute as path, dtype, shape and bytes; text as its UTF-8 bytes, joined by ff. */
    private static final String PRINT_ALL = """
            import sys, h5py, numpy
            def show(name, value):
                value = numpy.asarray(value)
                if value.dtype.kind in "OSU":
                    texts = [t.encode() if isinstance(t, str) else t for t in value.ravel().tolist()]
                    print(name, "str", value.shape, b"\\xff".join(texts).hex(), sep="|")
                else:
                    print(name, value.dtype.name, value.shape, value.tobytes().hex(), sep="|")
            def visit(name, item):
                if isinstance(item, h5py.Dataset):
                    show(name, item[()])
                for key in item.attrs:
                    show(name + "@" + key, item.attrs[key])
            with h5py.File(sys.argv[1], "r") as f:
                f.visititems(visit)
            """;

    @TempDir
    Path folder;

    private static String line(String name, NdArray value) {
        String bytes = value instanceof Numbers numbers
                ? HexFormat.of().formatHex(numbers.toBytes())
                : ((Texts) value)
                        .items().stream()
                                .map(text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)))
                                .collect(Collectors.joining("ff"));
        return String.join("|", name, value.dtype().numpyName(), value.shape().toString(), bytes) + "\n";
    }

    @Test
    void h5pyReadsEveryTypeAndShapeThatWeWrite() {
        Path path = folder.resolve("ours.h5");
        StringBuilder expected = new StringBuilder();
        try (H5File file = H5File.create(path)) {
            for (DType dtype : DType.values()) {
                H5Group group = file.root().createGroup(dtype.numpyName());
                String name = dtype.numpyName() + "/µ a:";
                for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 5))) {
                    NdArray value = Samples.of(dtype, shape);
                    group.write("µ a:" + shape, value);
                    expected.append(line(name + shape, value));
                    H5Dataset rows = group.createAppendable("µ a:rows" + shape, new DatasetSpec(dtype, shape, 3));
                    NdArray all = Samples.of(dtype, shape.times(8));
                    rows.append(all.slice(0, 2));
                    rows.append(all.slice(2, 8));
                    expected.append(line(name + "rows" + shape, all));
                    rows.attribute("units", value);
                    expected.append(line(name + "rows" + shape + "@units", value));
                }
            }
        }
        assertThat(Oracles.python(H5PY, PRINT_ALL, path).lines())
                .containsExactlyInAnyOrderElementsOf(expected.toString().lines().toList());
    }

    @Test
    void h5pyReadsCompressedRowsWhetherTheirChunksArePackedOrNot() {
        Path path = folder.resolve("packed.h5");
        StringBuilder expected = new StringBuilder();
        try (H5File file = H5File.create(path)) {
            for (DType dtype : List.of(DType.BOOL, DType.UINT16, DType.FLOAT32, DType.FLOAT64)) {
                NdArray all = Numbers.wrap(dtype, Shape.of(22, 100), new byte[2200 * dtype.itemSize()]);
                H5Dataset data =
                        file.root().createAppendable(dtype.numpyName(), new DatasetSpec(dtype, Shape.of(100), 4, 3));
                data.append(all.slice(0, 2));
                file.flush();
                data.append(all.slice(2, 13));
                data.append(all.slice(13, 22));
                expected.append(line(dtype.numpyName(), all));
            }
        }
        assertThat(Oracles.python(H5PY, PRINT_ALL, path).lines())
                .containsExactlyInAnyOrderElementsOf(expected.toString().lines().toList());
        String masks = Oracles.python(H5PY, """
                import sys, h5py
                d = h5py.File(sys.argv[1], "r")["uint16"]
                print([d.id.get_chunk_info(i).filter_mask for i in range(d.id.get_num_chunks())], d.compression_opts, d.shuffle)
                """, path);
        assertThat(masks)
                .as("flushed while incomplete: as it is; the rest packed; the last not complete")
                .isEqualTo("[3, 0, 0, 0, 0, 3] 3 True\n");
    }

    @Test
    void h5pyListsNamesAndFindsLinks() {
        Path path = folder.resolve("order.h5");
        try (H5File file = H5File.create(path)) {
            for (String name : List.of("10.1", "9.1", "b", "a", "µ")) {
                file.root().createGroup(name);
            }
            file.root().group("b").softLink("soft", "/a");
            file.root().group("b").externalLink("external", Path.of("x.h5"), "/y");
        }
        String answer = Oracles.python(H5PY, """
                import sys, h5py
                f = h5py.File(sys.argv[1], "r")
                print(list(f["/"]))
                print(f["b"].get("soft", getlink=True).path, f["b"].get("external", getlink=True).filename)
                print(f.id.get_create_plist().get_version()[0])
                """, path);
        assertThat(answer)
                .as("order, links and the version of the superblock, 0 in HDF5 1.8")
                .isEqualTo("""
                ['10.1', '9.1', 'a', 'b', 'µ']
                /a x.h5
                0
                """);
    }

    @Test
    void h5dumpReadsOurFile() {
        Path path = folder.resolve("dump.h5");
        try (H5File file = H5File.create(path)) {
            H5Dataset data = file.root().createAppendable("roby", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 10));
            data.append(Numbers.of(0, 0.5, 1));
            file.root().attribute("ok", Numbers.of(DType.BOOL, 1));
        }
        assertThat(Oracles.program("h5dump", path))
                .contains("H5T_IEEE_F64LE", "( 3 ) / ( H5S_UNLIMITED )", "(0): 0, 0.5, 1", "\"TRUE\"", "(0): TRUE");
    }
}
