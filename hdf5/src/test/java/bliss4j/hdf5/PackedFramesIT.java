package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.packing.PackedChunk;
import bliss4j.packing.Packing;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images packed by any thread, as h5py and the plugins of the filters see them. */
class PackedFramesIT {
    private static final List<String> PLUGINS = List.of("h5py", "numpy", "hdf5plugin");
    private static final List<Packing> ALL =
            List.of(Packing.NONE, Packing.deflate(1), Packing.LZ4, Packing.BITSHUFFLE_LZ4);
    private static final List<DType> DTYPES = List.of(
            DType.UINT8,
            DType.UINT16,
            DType.UINT32,
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.FLOAT32,
            DType.FLOAT64);
    private static final int FRAMES = 3;

    /** A line a dataset: name, dtype, shape, a checksum of the values, and the filters. */
    private static final String PRINT = """
            import sys, h5py, hdf5plugin, numpy, zlib
            with h5py.File(sys.argv[1], "r") as f:
                for name in sorted(f):
                    d = f[name]
                    filters = [d.id.get_create_plist().get_filter(i)[0]
                               for i in range(d.id.get_create_plist().get_nfilters())]
                    print(name, d.dtype.name, d.shape, format(zlib.crc32(d[()].tobytes()), "08x"), filters, sep="|")
            """;

    private static final String WRITE = """
            import sys, h5py, hdf5plugin, numpy
            numpy.random.seed(5)
            with h5py.File(sys.argv[1], "w") as f:
                for name, how in {"lz4": hdf5plugin.LZ4(), "lz4_blocks": hdf5plugin.LZ4(nbytes=1000),
                                  "bitshuffle": hdf5plugin.Bitshuffle(),
                                  "bitshuffle_blocks": hdf5plugin.Bitshuffle(nelems=64)}.items():
                    for dtype in ["uint8", "int16", "uint32", "float64"]:
                        frames = numpy.random.poisson(3, (3, 61, 43)).astype(dtype)
                        f.create_dataset(name + dtype, data=frames, chunks=(1, 61, 43), **how)
                        f[name + dtype + "_plain"] = frames
            """;

    @TempDir
    Path folder;

    @Test
    void thePluginsReadEveryPackingOfEveryType() {
        Path path = folder.resolve("ours.h5");
        StringBuilder expected = new StringBuilder();
        try (H5File file = H5File.create(path)) {
            for (Packing packing : ALL) {
                for (DType dtype : DTYPES) {
                    expected.append(write(file, packing, dtype, Shape.of(100, 37)));
                }
            }
        }

        assertThat(Oracles.python(PLUGINS, PRINT, path).lines())
                .containsExactlyInAnyOrderElementsOf(expected.toString().lines().toList());
    }

    private static String write(H5File file, Packing packing, DType dtype, Shape shape) {
        String name = packing.method() + "_" + dtype.numpyName();
        CRC32 crc = new CRC32();
        try (H5Dataset data = file.root().createAppendable(name, DatasetSpec.ofFrames(dtype, shape, packing))) {
            for (int i = 0; i < FRAMES; i++) {
                Numbers frame = frame(dtype, shape, i);
                data.append(PackedChunk.of(frame.reshape(shape.times(1)), packing));
                crc.update(frame.toBytes());
                assertThat(data.read(i, i + 1)).isEqualTo(frame.reshape(shape.times(1)));
            }
        }
        String filters = switch (packing.method()) {
            case NONE -> "[]";
            case DEFLATE -> "[2, 1]";
            case LZ4 -> "[32004]";
            case BITSHUFFLE_LZ4 -> "[32008]";
        };
        return String.join(
                "|",
                name,
                dtype.numpyName(),
                "(3, 100, 37)",
                HexFormat.of().toHexDigits((int) crc.getValue()),
                filters + "\n");
    }

    /** The last one is noise, which does not get smaller and so is stored as it is. */
    private static Numbers frame(DType dtype, Shape shape, int number) {
        Random random = new Random(number);
        byte[] bytes = new byte[shape.size() * dtype.itemSize()];
        if (number == FRAMES - 1) {
            random.nextBytes(bytes);
            return Numbers.wrap(dtype, shape, bytes);
        }
        long[] counts = random.longs(shape.size(), 0, 20).toArray();
        return Numbers.of(DType.INT64, counts).as(dtype).reshape(shape);
    }

    @Test
    void weReadWhatThePluginsWrite() {
        Path path = folder.resolve("theirs.h5");
        Oracles.python(PLUGINS, WRITE, path);

        try (H5File file = H5File.openForRead(path)) {
            List<String> packed = file.root().names().stream()
                    .filter(name -> !name.endsWith("_plain"))
                    .toList();
            assertThat(packed).hasSize(16);
            for (String name : packed) {
                try (H5Dataset data = file.root().dataset(name);
                        H5Dataset plain = file.root().dataset(name + "_plain")) {
                    NdArray expected = plain.read();
                    assertThat(data.read()).as(name).isEqualTo(expected);
                    assertThat(data.read(1, 2)).as(name).isEqualTo(expected.slice(1, 2));
                }
            }
        }
    }

    @Test
    void rowsAndPackedChunksMayFollowOneAnother() {
        Path path = folder.resolve("mixed.h5");
        DatasetSpec spec = new DatasetSpec(DType.INT32, Shape.of(5), 2, Packing.LZ4, 0);
        Numbers rows = Numbers.of(DType.INT32, new long[5 * 8]).reshape(Shape.of(8, 5));
        try (H5File file = H5File.create(path);
                H5Dataset data = file.root().createAppendable("x", spec)) {
            data.append(rows.slice(0, 2));
            data.append(PackedChunk.of(rows.slice(2, 4), Packing.LZ4));
            data.append(rows.slice(4, 5));
            assertThatThrownBy(() -> data.append(PackedChunk.of(rows.slice(5, 7), Packing.LZ4)))
                    .isInstanceOf(Hdf5Exception.class)
                    .hasMessageContaining("expected int32(2, 5) packed by LZ4, behind whole chunks");
            data.append(rows.slice(5, 6));
            data.append(PackedChunk.of(rows.slice(6, 8), Packing.LZ4));
            assertThat(data.read()).isEqualTo(rows);
        }
        try (H5File file = H5File.openForRead(path);
                H5Dataset data = file.root().dataset("x")) {
            assertThat(data.read()).isEqualTo(rows);
        }
    }

    @Test
    void whatIsLeftOutIsKnownAndTakesNoRoom() {
        Path path = folder.resolve("gaps.h5");
        Numbers frame = frame(DType.UINT16, Shape.of(1, 100, 100), 0);
        for (Packing packing : ALL) {
            try (H5File file = path.toFile().exists() ? H5File.openForAppend(path) : H5File.create(path);
                    H5Dataset data = file.root()
                            .createAppendable(
                                    packing.method().name(),
                                    DatasetSpec.ofFrames(DType.UINT16, Shape.of(100, 100), packing))) {
                data.leaveOut();
                data.append(PackedChunk.of(frame, packing));
                data.leaveOut();
                data.append(frame);
            }
            try (H5File file = H5File.openForRead(path);
                    H5Dataset data = file.root().dataset(packing.method().name())) {
                assertThat(data.length()).isEqualTo(4);
                assertThat(data.isWritten(0) || data.isWritten(2)).isFalse();
                assertThat(data.isWritten(1) && data.isWritten(3)).isTrue();
                assertThat(data.read(1, 2)).isEqualTo(frame);
                assertThat(data.read(3, 4)).isEqualTo(frame);
                assertThat(data.read(2, 3)).isEqualTo(Numbers.wrap(DType.UINT16, frame.shape(), new byte[20_000]));
            }
        }
        assertThat(Oracles.python(PLUGINS, PRINT, path).lines()).hasSize(ALL.size());
    }

    @Test
    void anotherTypeShapeOrPackingIsRefusedAndNothingIsAdded() {
        try (H5File file = H5File.create(folder.resolve("refused.h5"));
                H5Dataset data = file.root()
                        .createAppendable("x", DatasetSpec.ofFrames(DType.UINT16, Shape.of(4, 6), Packing.LZ4))) {
            Numbers frame = Numbers.of(DType.UINT16, new long[24]).reshape(Shape.of(1, 4, 6));
            for (PackedChunk wrong : List.of(
                    PackedChunk.of(frame, Packing.NONE),
                    PackedChunk.of(frame.as(DType.INT16), Packing.LZ4),
                    PackedChunk.of(frame.reshape(Shape.of(1, 6, 4)), Packing.LZ4))) {
                assertThatThrownBy(() -> data.append(wrong))
                        .isInstanceOf(Hdf5Exception.class)
                        .hasMessageContaining("refused.h5::/x: cannot append a chunk of")
                        .hasMessageContaining("expected uint16(1, 4, 6) packed by LZ4");
            }
            assertThat(data.length()).isZero();
        }
    }
}
