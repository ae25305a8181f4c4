package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets whose rows may become longer. */
class WideningTest {
    private static final double NAN = Double.NaN;

    @TempDir
    Path directory;

    private static Numbers row(double... items) {
        return Numbers.of(items).reshape(Shape.of(1, items.length));
    }

    private static DatasetSpec spec(int length) {
        return new DatasetSpec(DType.FLOAT64, Shape.of(length), 2);
    }

    @Test
    void rowsThatAreThereAreFilledUpAndRowsThatComeAreLonger() {
        Path path = directory.resolve("wide.h5");
        try (H5File file = H5File.create(path);
                H5Dataset dataset = file.root().createAppendable("d", spec(2).widening(3))) {
            dataset.append(row(1, 2));
            dataset.append(row(3, 4));
            dataset.append(row(5, 6));
            assertThat(dataset.widens()).isTrue();
            dataset.widen(2);
            dataset.widen(7);
            dataset.append(row(7, 8, 9, 10, 11, 12, 13));
            assertThat(dataset.shape()).isEqualTo(Shape.of(4, 7));
            assertThatThrownBy(() -> dataset.widen(6))
                    .isInstanceOf(Hdf5Exception.class)
                    .hasMessageContaining("(4, 7)");
            assertThatThrownBy(() -> dataset.append(row(1, 2))).isInstanceOf(Hdf5Exception.class);
        }
        try (H5File file = H5File.openForRead(path);
                H5Dataset dataset = file.root().dataset("d")) {
            assertThat(dataset.read(1, 4))
                    .isEqualTo(Numbers.of(
                                    3, 4, NAN, NAN, NAN, NAN, NAN, 5, 6, NAN, NAN, NAN, NAN, NAN, 7, 8, 9, 10, 11, 12,
                                    13)
                            .reshape(Shape.of(3, 7)));
        }
    }

    @Test
    void aDatasetOfWholeRowsMayBeWidenedToo() {
        try (H5File file = H5File.create(directory.resolve("whole.h5"));
                H5Dataset dataset = file.root().createAppendable("d", spec(2).widening(2))) {
            dataset.append(row(1, 2));
            dataset.widen(3);
            dataset.append(row(3, 4, 5));
            file.flush();
            assertThat(dataset.read()).isEqualTo(Numbers.of(1, 2, NAN, 3, 4, 5).reshape(Shape.of(2, 3)));
        }
    }

    @Test
    void whatIsNotMadeToWidenDoesNot() {
        try (H5File file = H5File.create(directory.resolve("fixed.h5"));
                H5Dataset dataset = file.root().createAppendable("d", spec(2))) {
            assertThat(dataset.widens()).isFalse();
            assertThatThrownBy(() -> dataset.widen(3))
                    .isInstanceOf(Hdf5Exception.class)
                    .hasMessageContaining("/d");
        }
        DatasetSpec image = new DatasetSpec(DType.FLOAT64, Shape.of(2, 2), 1);
        assertThatThrownBy(() -> image.widening(2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneDatasetTakesThePlaceOfAnother() {
        try (H5File file = H5File.create(directory.resolve("replaced.h5"))) {
            file.root().write("d", Numbers.scalar(1));
            file.root().write("other", Numbers.scalar(2));
            file.root().softLink("link", "/d");
            file.root().replace("d", "other");
            assertThat(file.root().names()).containsExactlyInAnyOrder("d", "link");
            try (H5Dataset dataset = file.root().dataset("link")) {
                assertThat(dataset.read()).isEqualTo(Numbers.scalar(2));
            }
        }
    }
}
