package bliss4j.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error says which file, which object, and what was wrong. */
class ErrorsTest {
    @TempDir
    Path folder;

    private void assertRefused(Path path, String reason) {
        assertThatThrownBy(() -> H5File.openForRead(path))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessageContainingAll(path.toString(), reason);
        assertThatThrownBy(() -> H5File.openForAppend(path))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessageContainingAll(path.toString(), reason);
    }

    @Test
    void filesThatCannotBeOpened() throws IOException {
        assertRefused(folder.resolve("missing.h5"), "there is no such file");
        assertRefused(folder, "it is a directory");
        assertRefused(Files.createFile(folder.resolve("empty.h5")), "it is no HDF5 file");
        assertRefused(Files.writeString(folder.resolve("text.h5"), "x".repeat(5000)), "it is no HDF5 file");
        Path whole = folder.resolve("whole.h5");
        try (H5File file = H5File.create(whole)) {
            file.root().write("x", Numbers.of(new double[1000]));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, bytes.length - 500));
        assertRefused(cut, "truncated file: eof = " + (bytes.length - 500));
    }

    @Test
    void filesThatCannotBeCreated() {
        Path path = folder.resolve("a.h5");
        H5File.create(path).close();
        assertThatThrownBy(() -> H5File.create(path)).hasMessageContainingAll("a.h5", "it exists");
        assertThatThrownBy(() -> H5File.create(folder.resolve("no/b.h5")))
                .hasMessageContainingAll(
                        "b.h5", "there is no directory", folder.resolve("no").toString());
    }

    @Test
    void aFileIsOpenedForAppendingOnce() {
        Path path = folder.resolve("a.h5");
        try (H5File file = H5File.create(path)) {
            assertThatThrownBy(() -> H5File.openForAppend(path))
                    .hasMessageContainingAll("a.h5", "open in this process");
            file.root().createGroup("still works");
        }
        try (H5File reader = H5File.openForRead(path)) {
            H5File.openForAppend(path).close(); // who reads is in nobody's way
            assertThat(reader.root().names()).containsExactly("still works");
        }
        H5File.openForAppend(path).close();
    }

    @Test
    void objectsThatAreNotThereOrAreSomethingElse() {
        try (H5File file = H5File.create(folder.resolve("a.h5"))) {
            H5Group root = file.root();
            root.createGroup("g").write("x", Numbers.of(1, 2));
            assertThatThrownBy(() -> root.group("h")).hasMessageContainingAll("a.h5::/h", "there is none");
            assertThatThrownBy(() -> root.dataset("g")).hasMessageContainingAll("::/g", "a dataset", "it is a group");
            assertThatThrownBy(() -> root.group("g").group("x")).hasMessageContainingAll("::/g/x", "it is a dataset");
            assertThatThrownBy(() -> root.createGroup("g")).hasMessageContainingAll("::/g", "name already exists");
            assertThatThrownBy(() -> root.linkTarget("h")).hasMessageContaining("::/h");
            assertThatThrownBy(() -> root.group("g").dataset("x").read(1, 3))
                    .hasMessageContainingAll("::/g/x", "rows 1:3", "(2,)");
            assertThatThrownBy(() -> root.attribute("t", Texts.of("a\0b"))).hasMessageContaining("NUL");
            assertThatThrownBy(() -> root.attribute("big", Numbers.of(new double[10_000])))
                    .hasMessageContainingAll("attribute 'big'", "object header message is too large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", ".", "a\0b"})
    void namesThatCannotBe(String name) {
        try (H5File file = H5File.create(folder.resolve("a.h5"))) {
            H5Group root = file.root();
            assertThatThrownBy(() -> root.createGroup(name)).isInstanceOf(Hdf5Exception.class);
            assertThatThrownBy(() -> root.contains(name)).isInstanceOf(Hdf5Exception.class);
            assertThatThrownBy(() -> root.attribute(name, "x")).isInstanceOf(Hdf5Exception.class);
        }
    }

    @Test
    void rowsThatDoNotFit() {
        try (H5File file = H5File.create(folder.resolve("a.h5"))) {
            H5Dataset data = file.root().createAppendable("x", new DatasetSpec(DType.FLOAT64, Shape.of(2), 8));
            assertThatThrownBy(() -> data.append(Numbers.of(1, 2).reshape(Shape.of(1, 2))))
                    .hasMessageContainingAll("::/x", "int64(1, 2)", "expected rows of float64(2,)");
            assertThatThrownBy(() -> data.append(Numbers.of(1.0, 2.0))).hasMessageContaining("float64(2,)");
            assertThatThrownBy(() -> data.append(Numbers.scalar(1))).hasMessageContaining("float64()");
            assertThat(data.length()).isZero();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new DatasetSpec(DType.INT8, Shape.SCALAR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DatasetSpec(DType.INT8, Shape.SCALAR, 1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new DatasetSpec(DType.TEXT, Shape.SCALAR, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DatasetSpec(DType.INT8, Shape.of(0), 1));
    }

    @Test
    void whatIsClosedSaysSo() {
        H5File file = H5File.create(folder.resolve("a.h5"));
        H5Dataset data = file.root().createAppendable("x", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 8));
        H5Dataset closed = file.root().dataset("x");
        closed.close();
        closed.close();
        assertThatThrownBy(closed::read).hasMessageContainingAll("a.h5::/x", "dataset is closed");
        data.append(Numbers.of(1.0));
        file.close();
        file.close();
        data.close();
        assertThatThrownBy(() -> data.append(Numbers.of(1.0))).hasMessageContainingAll("a.h5", "file is closed");
        assertThatThrownBy(() -> file.root().names()).hasMessageContaining("file is closed");
        assertThatThrownBy(file::flush).hasMessageContaining("file is closed");
        try (H5File again = H5File.openForRead(folder.resolve("a.h5"))) {
            assertThat(again.root().dataset("x").read()).isEqualTo(Numbers.of(1.0));
        }
    }

    @Test
    void aFileOpenForReadingIsNotWritten() {
        Path path = folder.resolve("a.h5");
        try (H5File file = H5File.create(path)) {
            file.root().createAppendable("x", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 8));
        }
        try (H5File file = H5File.openForRead(path)) {
            assertThatThrownBy(() -> file.root().createGroup("g")).hasMessageContaining("a.h5::/g");
            assertThatThrownBy(() -> file.root().dataset("x").append(Numbers.of(1.0)))
                    .hasMessageContaining("::/x");
            assertThatThrownBy(() -> file.root().attribute("a", "b")).hasMessageContaining("a.h5");
            assertThat(file.root().dataset("x").length()).isZero();
        }
    }
}
