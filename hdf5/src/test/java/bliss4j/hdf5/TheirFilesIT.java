package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We read what h5py writes, and add to it. */
class TheirFilesIT {
    private static final String WRITE = """
            import sys, h5py, numpy
            with h5py.File(sys.argv[1], "w") as f:
                f["big"] = numpy.array([1, -2, 300], ">i4")
                f["bigfloat"] = numpy.array([1.5, -2.5], ">f8")
                f["fixed"] = numpy.array([b"ab ", b"c", b""], "S5")
                f["utf8"] = numpy.array("µ".encode(), h5py.string_dtype("utf-8", 4))
                f["ascii"] = numpy.array(["x", "yz"], h5py.string_dtype("ascii"))
                f["bool"] = numpy.array([[True, False]])
                f["colour"] = numpy.array([2, 1], h5py.enum_dtype({"red": 1, "blue": 2}, "u1"))
                f["empty"] = h5py.Empty("f4")
                f["half"] = numpy.array([1], "f2")
                f["complex"] = numpy.array([1j])
                f["long double"] = numpy.array([1], "longdouble")
                f.create_dataset("packed", data=numpy.arange(1000.0).reshape(100, 10), chunks=(7, 10), compression="gzip")
                f.create_dataset("lzf", data=numpy.arange(100), chunks=(7,), compression="lzf")
                f.create_dataset("tiles", data=numpy.arange(100).reshape(10, 10), chunks=(3, 4), compression="gzip", shuffle=True)
                f.create_dataset("sparse", shape=(9,), chunks=(2,), maxshape=(None,), compression="gzip", fillvalue=7)
                f.create_dataset("grows", shape=(0, 2), maxshape=(None, 2), dtype=">i2", chunks=(3, 2), compression="gzip")
                f.create_dataset("large", shape=(0, 64, 64), maxshape=(None, 64, 64), dtype=">f8", chunks=(4, 64, 64))
                f.attrs["title"] = "aµ"
                f.attrs["fixed"] = numpy.bytes_("abc")
                f.attrs["many"] = ["a", "bc"]
                f.attrs["n"] = 3
            """;

    @TempDir
    Path folder;

    private H5File file;
    private H5Group root;

    @BeforeEach
    void open() {
        Path path = folder.resolve("theirs.h5");
        Oracles.python(List.of("h5py", "numpy"), WRITE, path);
        file = H5File.openForAppend(path);
        root = file.root();
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void everyTypeThatWeKnow() {
        assertThat(root.names())
                .as("no order was kept: by name")
                .startsWith("ascii", "big")
                .isSorted();
        assertThat(root.dataset("big").read()).isEqualTo(Numbers.of(DType.INT32, 1, -2, 300));
        assertThat(root.dataset("bigfloat").read()).isEqualTo(Numbers.of(1.5, -2.5));
        assertThat(root.dataset("fixed").read()).isEqualTo(Texts.of("ab ", "c", ""));
        assertThat(root.dataset("utf8").read().item(0)).isEqualTo("µ");
        assertThat(root.dataset("ascii").read()).isEqualTo(Texts.of("x", "yz"));
        assertThat(root.dataset("bool").read())
                .isEqualTo(Numbers.of(DType.BOOL, 1, 0).reshape(Shape.of(1, 2)));
        assertThat(root.dataset("colour").read()).isEqualTo(Numbers.of(DType.UINT8, 2, 1));
        assertThat(root.dataset("empty").read()).isEqualTo(NdArray.empty(DType.FLOAT32, Shape.SCALAR));
    }

    @Test
    void chunksOfAnyKind() {
        assertThat(((Numbers) root.dataset("packed").read(3, 50)).toDoubles())
                .startsWith(30, 31)
                .endsWith(499);
        assertThat(((Numbers) root.dataset("tiles").read()).toDoubles())
                .startsWith(0, 1)
                .endsWith(98, 99);
        assertThat(((Numbers) root.dataset("sparse").read()).toDoubles())
                .containsOnly(7)
                .hasSize(9);
        root.dataset("grows").append(Numbers.of(DType.INT16, 1, -2, 3, 4).reshape(Shape.of(2, 2)));
        assertThat(((Numbers) root.dataset("grows").read()).toDoubles()).containsExactly(1, -2, 3, 4);
    }

    @Test
    void largeChunksOfBigEndianNumbers() {
        NdArray rows = Samples.of(DType.INT16, Shape.of(9, 64, 64));
        double[] values = ((Numbers) rows).toDoubles();
        root.dataset("large").append(Numbers.of(values).reshape(rows.shape()));
        assertThat(((Numbers) root.dataset("large").read()).toDoubles()).isEqualTo(values);
    }

    @Test
    void attributes() {
        assertThat(root.readAttribute("title").item(0)).isEqualTo("aµ");
        assertThat(root.readAttribute("fixed").item(0)).isEqualTo("abc");
        assertThat(root.readAttribute("many")).isEqualTo(Texts.of("a", "bc"));
        assertThat(root.readAttribute("n").item(0)).isEqualTo(3L);
    }

    @Test
    void whatWeDoNotReadIsNamed() {
        assertThatThrownBy(() -> root.dataset("half")).hasMessageContainingAll("theirs.h5::/half", "float16");
        assertThatThrownBy(() -> root.dataset("complex")).hasMessageContaining("a compound type");
        assertThatThrownBy(() -> root.dataset("long double")).hasMessageContaining("floats of 16 bytes");
        assertThatThrownBy(() -> root.dataset("lzf").read()).hasMessageContaining("lzf");
        assertThatThrownBy(() -> root.dataset("big").append(Numbers.of(DType.INT32, 1)))
                .hasMessageContainingAll("/big", "does not grow");
    }
}
