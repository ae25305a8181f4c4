package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
    private static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(0),
            Shape.of(1),
            Shape.of(5),
            Shape.of(3, 4),
            Shape.of(2, 0, 3),
            Shape.of(2, 3, 4, 5));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DType.class)
    void fixedDatasetsAndAttributesComeBack(DType dtype) {
        Path path = folder.resolve("fixed.h5");
        try (H5File file = H5File.create(path)) {
            H5Group group = file.root().createGroup("of " + dtype);
            for (Shape shape : SHAPES) {
                group.write("data" + shape, Samples.of(dtype, shape));
                group.attribute("attribute" + shape, Samples.of(dtype, shape));
                assertThat(group.dataset("data" + shape).read()).isEqualTo(Samples.of(dtype, shape));
            }
        }
        try (H5File file = H5File.openForRead(path)) {
            H5Group group = file.root().group("of " + dtype);
            for (Shape shape : SHAPES) {
                H5Dataset data = group.dataset("data" + shape);
                assertThat(data.read()).isEqualTo(Samples.of(dtype, shape));
                assertThat(data.shape()).isEqualTo(shape);
                assertThat(group.readAttribute("attribute" + shape)).isEqualTo(Samples.of(dtype, shape));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void appendedRowsComeBack(DType dtype) {
        Path path = folder.resolve("grown.h5");
        List<Shape> rows = List.of(Shape.SCALAR, Shape.of(7), Shape.of(2, 3));
        try (H5File file = H5File.create(path)) {
            for (Shape row : rows) {
                H5Dataset data = file.root().createAppendable("rows" + row, new DatasetSpec(dtype, row, 4));
                assertThat(data.read()).isEqualTo(NdArray.empty(dtype, row));
                NdArray all = Samples.of(dtype, row.times(23));
                int from = 0;
                for (int size : new int[] {1, 1, 0, 3, 8, 10}) {
                    data.append(all.slice(from, from + size));
                    from += size;
                    assertThat(data.length()).isEqualTo(from);
                }
                assertThat(data.read()).isEqualTo(all);
                assertThat(data.read(2, 9)).isEqualTo(all.slice(2, 9));
            }
        }
        try (H5File file = H5File.openForAppend(path)) {
            for (Shape row : rows) {
                NdArray all = Samples.of(dtype, row.times(23));
                H5Dataset data = file.root().dataset("rows" + row);
                data.append(all.slice(0, 2));
                assertThat(data.read(0, 23)).isEqualTo(all);
                assertThat(data.read(23, 25)).isEqualTo(all.slice(0, 2));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
    void compressedRowsComeBackHoweverTheyAreFlushed(DType dtype) {
        Path path = folder.resolve("packed.h5");
        Shape row = Shape.of(2, 3);
        NdArray all = NdArray.concat(List.of(Samples.of(dtype, row.times(20)), constant(dtype, row.times(40))));
        int written = 0;
        try (H5File file = H5File.create(path)) {
            H5Dataset data = file.root().createAppendable("x", new DatasetSpec(dtype, row, 4, 5));
            for (int size : new int[] {1, 2, 0, 3, 9, 1, 8, 16}) {
                data.append(all.slice(written, written + size));
                written += size;
                if (size % 3 == 0) {
                    file.flush();
                }
                assertThat(data.read()).isEqualTo(all.slice(0, written));
            }
        }
        try (H5File file = H5File.openForAppend(path)) {
            H5Dataset data = file.root().dataset("x");
            assertThat(data.read(3, 30)).isEqualTo(all.slice(3, 30));
            data.append(all.slice(written, 60));
        }
        try (H5File file = H5File.openForRead(path)) {
            assertThat(file.root().dataset("x").read()).isEqualTo(all);
        }
    }

    private static NdArray constant(DType dtype, Shape shape) {
        return Numbers.wrap(dtype, shape, new byte[shape.size() * dtype.itemSize()]);
    }

    @Test
    void wholeLargeChunksAndPartsOfThemMix() {
        Shape row = Shape.of(64, 64);
        NdArray all = Samples.of(DType.FLOAT64, row.times(20));
        try (H5File file = H5File.create(folder.resolve("large.h5"))) {
            H5Dataset data = file.root().createAppendable("x", new DatasetSpec(DType.FLOAT64, row, 4));
            int from = 0;
            for (int size : new int[] {4, 1, 8, 3, 4}) {
                data.append(all.slice(from, from + size));
                from += size;
            }
            assertThat(data.read()).isEqualTo(all);
        }
    }

    @Test
    void whatIsFetchedIsUnpackedAfterTheFileIsClosed() {
        Path path = folder.resolve("fetched.h5");
        NdArray all = Samples.of(DType.INT32, Shape.of(10, 50));
        Supplier<NdArray> fetched;
        try (H5File file = H5File.create(path)) {
            H5Dataset data = file.root().createAppendable("x", new DatasetSpec(DType.INT32, Shape.of(50), 3, 1));
            data.append(all);
            fetched = data.fetch(2, 9);
        }
        assertThat(fetched.get()).isEqualTo(all.slice(2, 9));
    }

    @Test
    void anAttributeIsReplacedByOneOfAnotherTypeAndShape() {
        try (H5File file = H5File.create(folder.resolve("a.h5"))) {
            H5Group root = file.root();
            for (NdArray value : List.of(
                    Numbers.scalar(1),
                    Numbers.of(1, 2),
                    Texts.of("a", "b"),
                    Texts.of("longer", "still"),
                    Numbers.of(3L))) {
                root.attribute("a", value);
                assertThat(root.readAttribute("a")).isEqualTo(value);
            }
            root.attribute("title", "ascan roby");
            assertThat(root.attributes()).containsExactly("a", "title");
            assertThat(root.readAttribute("title").item(0)).isEqualTo("ascan roby");
            assertThatThrownBy(() -> root.readAttribute("b")).hasMessageContainingAll("a.h5", "'b'", "[a, title]");
        }
    }

    @Test
    void namesAreListedByNameWhateverTheOrderOfCreation() {
        Path path = folder.resolve("names.h5");
        List<String> names = List.of("z", "1.1", "axis:roby", "with space", "µ 光", "a", "..", "h", "i", "j", "k");
        List<String> sorted = names.stream().sorted().toList();
        try (H5File file = H5File.create(path)) {
            names.forEach(file.root()::createGroup);
            assertThat(file.root().names()).isEqualTo(sorted);
        }
        try (H5File file = H5File.openForAppend(path)) {
            file.root().group("z").write("x", Numbers.scalar(1));
            assertThat(file.root().names()).isEqualTo(sorted);
            assertThat(file.root().isGroup("1.1")).isTrue();
            assertThat(file.root().contains("1.2")).isFalse();
            assertThat(file.root().group("z").isGroup("x")).isFalse();
        }
    }

    @Test
    void linksLeadThereAndSayWhere() {
        Path other = folder.resolve("other.h5");
        try (H5File file = H5File.create(other)) {
            file.root().createGroup("g").write("x", Numbers.of(1, 2));
        }
        try (H5File file = H5File.create(folder.resolve("links.h5"))) {
            H5Group root = file.root();
            root.createGroup("instrument").write("roby", Numbers.of(3, 4));
            root.softLink("short", "/instrument/roby");
            root.softLink("dangling", "/instrument/robz");
            root.externalLink("elsewhere", Path.of("other.h5"), "/g/x");
            assertThat(root.dataset("short").read()).isEqualTo(Numbers.of(3, 4));
            assertThat(root.dataset("elsewhere").read()).isEqualTo(Numbers.of(1, 2));
            assertThat(root.linkTarget("short")).contains("/instrument/roby");
            assertThat(root.linkTarget("elsewhere")).contains("other.h5::/g/x");
            assertThat(root.linkTarget("instrument")).isEmpty();
            assertThat(root.contains("dangling")).isTrue();
            assertThatThrownBy(() -> root.dataset("dangling")).hasMessageContaining("leads to /instrument/robz");
        }
    }

    @Test
    void aDatasetOpenedTwiceIsOne() {
        try (H5File file = H5File.create(folder.resolve("twice.h5"))) {
            H5Dataset writer = file.root().createAppendable("x", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 4));
            file.root().softLink("y", "/x");
            try (H5Dataset reader = file.root().dataset("y")) {
                writer.append(Numbers.of(1.0, 2));
                assertThat(reader.length()).isEqualTo(2);
                reader.append(Numbers.of(3.0));
            }
            writer.append(Numbers.of(4.0));
            assertThat(writer.read()).isEqualTo(Numbers.of(1.0, 2, 3, 4));
        }
    }

    @Test
    void anAttributeOfTheSameTypeAndShapeIsWrittenAnew() {
        try (H5File file = H5File.create(folder.resolve("anew.h5"))) {
            H5Group group = file.root().createGroup("entry");
            for (long value = 1; value <= 3; value++) {
                group.attribute("count", Numbers.of(value));
                file.root().attribute("default", "entry" + value);
                assertThat(group.readAttribute("count")).isEqualTo(Numbers.of(value));
                assertThat(file.root().readAttribute("default").item(0)).isEqualTo("entry" + value);
            }
        }
    }
}
