package bliss4j.edf;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** fabio and silx read what we write, and we read what they write. */
class EdfOraclesIT {
    private static final List<DType> DTYPES = List.of(
            DType.UINT8,
            DType.INT8,
            DType.UINT16,
            DType.INT16,
            DType.UINT32,
            DType.INT32,
            DType.FLOAT32,
            DType.FLOAT64);

    /** A line a frame: file, number, dtype, shape, bytes. */
    private static final String FABIO_PRINTS = """
            import sys, os, fabio
            for path in sys.argv[1:]:
                with fabio.open(path) as f:
                    for i in range(f.nframes):
                        d = f.get_frame(i).data
                        print(os.path.basename(path), i, d.dtype.name, d.shape, d.tobytes().hex(), sep="|")
            """;

    private static final String SILX_PRINTS = """
            import sys, os
            from silx.third_party.EdfFile import EdfFile
            for path in sys.argv[1:]:
                f = EdfFile(path, "rb")
                for i in range(f.GetNumImages()):
                    d = f.GetData(i)
                    print(os.path.basename(path), i, d.dtype.name, d.shape, d.tobytes().hex(), sep="|")
            """;

    /** Two frames a file, as fabio and as silx write them; the same values in a text beside. */
    private static final String THEY_WRITE = """
            import sys, os, numpy, fabio
            from silx.third_party.EdfFile import EdfFile
            numpy.random.seed(2)
            for dtype in sys.argv[2:]:
                frames = [numpy.random.randint(0, 100, (4, 7)).astype(dtype) for i in range(2)]
                path = os.path.join(sys.argv[1], "fabio_" + dtype + ".edf")
                image = fabio.edfimage.EdfImage(data=frames[0], header={"title": "a b"})
                image.append_frame(data=frames[1])
                image.write(path)
                swapped = os.path.join(sys.argv[1], "swapped_" + dtype + ".edf")
                image = fabio.edfimage.EdfImage(data=frames[0], header={"ByteOrder": "HighByteFirst"})
                image.append_frame(data=frames[1], header={"ByteOrder": "HighByteFirst"})
                image.write(swapped)
                packed = os.path.join(sys.argv[1], "packed_" + dtype + ".edf.gz")
                image.write(packed)
                silx = os.path.join(sys.argv[1], "silx_" + dtype + ".edf")
                f = EdfFile(silx, "w+b")
                for frame in frames:
                    f.WriteImage({"title": "x"}, frame, Append=1)
                del f
                for name in [path, swapped, packed, silx]:
                    for i, frame in enumerate(frames):
                        print(name, i, dtype, frame.shape, frame.tobytes().hex(), sep="|")
            """;

    @TempDir
    Path folder;

    @Test
    void fabioReadsEveryTypePlainAndPacked() {
        List<String> expected = new ArrayList<>();
        List<Object> files = new ArrayList<>();
        for (DType dtype : DTYPES) {
            Path plain = folder.resolve("plain_" + dtype.numpyName() + ".edf");
            Path packed = folder.resolve("packed_" + dtype.numpyName() + ".edf.gz");
            write(plain, dtype, false, expected);
            write(packed, dtype, true, expected);
            files.add(plain);
            files.add(packed);
        }

        assertThat(Oracles.python(List.of("fabio"), FABIO_PRINTS, files.toArray())
                        .lines())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void silxReadsEveryType() {
        List<String> expected = new ArrayList<>();
        List<Object> files = new ArrayList<>();
        for (DType dtype : DTYPES) {
            Path path = folder.resolve(dtype.numpyName() + ".edf");
            write(path, dtype, false, expected);
            files.add(path);
        }

        assertThat(Oracles.python(List.of("silx.third_party.EdfFile"), SILX_PRINTS, files.toArray())
                        .lines())
                .containsExactlyElementsOf(expected);
    }

    private static void write(Path path, DType dtype, boolean packed, List<String> lines) {
        try (EdfWriter writer = EdfWriter.create(path)) {
            for (int i = 0; i < 3; i++) {
                Numbers image = EdfTest.image(dtype, i);
                writer.append(packed ? EdfFrame.packed(i, image) : EdfFrame.of(i, image));
                lines.add(line(path.getFileName().toString(), i, image));
            }
        }
    }

    private static String line(String file, int frame, Numbers image) {
        return String.join(
                "|",
                file,
                Integer.toString(frame),
                image.dtype().numpyName(),
                image.shape().toString(),
                HexFormat.of().formatHex(image.toBytes()));
    }

    @Test
    void weReadWhatFabioAndSilxWrite() {
        List<Object> arguments = new ArrayList<>(List.of(folder));
        DTYPES.forEach(dtype -> arguments.add(dtype.numpyName()));
        List<String> lines = Oracles.python(
                        List.of("fabio", "numpy", "silx.third_party.EdfFile"), THEY_WRITE, arguments.toArray())
                .lines()
                .toList();

        assertThat(lines).hasSize(DTYPES.size() * 4 * 2);
        for (String line : lines) {
            String[] parts = line.split("\\|");
            Numbers image = EdfReader.read(Path.of(parts[0]), Integer.parseInt(parts[1]));
            assertThat(line(parts[0], Integer.parseInt(parts[1]), image)).isEqualTo(line);
            assertThat(image.shape()).isEqualTo(Shape.of(4, 7));
        }
    }
}
