package bliss4j.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdfTest {
    private static final Shape SHAPE = Shape.of(3, 5);
    private static final StandardOpenOption APPEND = StandardOpenOption.APPEND;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BOOL", "TEXT"})
    void whatIsWrittenIsReadPlainAndPacked(DType dtype) {
        Path plain = folder.resolve("plain.edf");
        Path packed = folder.resolve("packed.edf.gz");
        try (EdfWriter one = EdfWriter.create(plain);
                EdfWriter other = EdfWriter.create(packed)) {
            for (int i = 0; i < 3; i++) {
                one.append(EdfFrame.of(i, image(dtype, i)));
                other.append(EdfFrame.packed(i, image(dtype, i)));
                // By others, while it is being written.
                assertThat(EdfReader.read(plain, i)).isEqualTo(image(dtype, i));
                assertThat(EdfReader.read(packed, i)).isEqualTo(image(dtype, i));
            }
            one.sync();
        }
        assertThat(EdfReader.read(plain, 1)).isEqualTo(image(dtype, 1));
        assertThat(EdfReader.read(packed, 0)).isEqualTo(image(dtype, 0));
    }

    @Test
    void anImageThatWasLostKeepsItsPlaceAndIsRefused() {
        Path plain = folder.resolve("plain.edf");
        Path packed = folder.resolve("packed.edf.gz");
        try (EdfWriter one = EdfWriter.create(plain);
                EdfWriter other = EdfWriter.create(packed)) {
            one.append(EdfFrame.lost(0, DType.UINT16, SHAPE));
            one.append(EdfFrame.of(1, image(DType.UINT16, 1)));
            other.append(EdfFrame.packedLost(0, DType.UINT16, SHAPE));
            other.append(EdfFrame.packed(1, image(DType.UINT16, 1)));
        }

        for (Path path : List.of(plain, packed)) {
            assertRefused(path, 0, "cannot read frame 0: it was lost before it was saved");
            assertThat(EdfReader.read(path, 1)).isEqualTo(image(DType.UINT16, 1));
        }
    }

    @Test
    void headersFillBlocksOf512Bytes() throws IOException {
        Path path = folder.resolve("a.edf");
        try (EdfWriter writer = EdfWriter.create(path)) {
            writer.append(EdfFrame.of(6, image(DType.UINT16, 0)));
        }

        assertThat(Files.size(path)).isEqualTo(512 + 30);
        assertThat(new String(Arrays.copyOf(Files.readAllBytes(path), 512), StandardCharsets.US_ASCII))
                .startsWith("""
                        {
                        HeaderID = EH:000007:000000:000000 ;
                        Image = 7 ;
                        ByteOrder = LowByteFirst ;
                        DataType = UnsignedShort ;
                        Dim_1 = 5 ;
                        Dim_2 = 3 ;
                        Size = 30 ;
                        acq_frame_nb = 6 ;
                        """)
                .endsWith(" }\n");
    }

    @Test
    void headersOfOtherWritersAreUnderstood() throws IOException {
        byte[] little = {1, 2, 3, 4, 5, 6};
        byte[] big = {2, 1, 4, 3, 6, 5};
        Numbers expected = Numbers.wrap(DType.INT16, Shape.of(1, 3), little);

        assertThat(read(
                        "{\nSize = 6 ;\nDim_2=1;\n Dim_1 = 3;DataType = SignedShort;ByteOrder=LowByteFirst;}\n",
                        little))
                .isEqualTo(expected);
        assertThat(read("""

                        { \r
                        # Dim_1 = 99 ; a comment } \r
                        DIM_1 = 3 ;\r
                        dim_2 = 1\r
                        DataType = signedshort ;\r
                        byteorder = HighByteFirst ;\r
                        title = a = b } ;\r
                        }\r
                        """, big)).isEqualTo(expected);
        assertThat(read("{\nDim_1 = 3 ;\nDataType = Signed16 ;\nDim_2 = 1 ;\n" + " ".repeat(3000) + "}\n", little))
                .isEqualTo(expected);
        assertThat(read("{\nDim_1 = 6 ;\nDataType = UnsignedByte ;\n}\n", little))
                .isEqualTo(Numbers.wrap(DType.UINT8, Shape.of(6), little));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnsignedLong", "UnsignedInteger", "Unsigned32", "UNSIGNEDLONG"})
    void aLongHasFourBytes(String name) throws IOException {
        byte[] data = {1, 0, 0, 0, 2, 0, 0, 0};

        assertThat(read("{\nDataType = " + name + " ;\nDim_1 = 2 ;\nDim_2 = 1 ;\n}\n", data))
                .isEqualTo(Numbers.wrap(DType.UINT32, Shape.of(1, 2), data));
    }

    @Test
    void unlessTheSizeSaysEight() throws IOException {
        byte[] data = {1, 0, 0, 0, 0, 0, 0, 0};

        assertThat(read("{\nDataType = SignedLong ;\nDim_1 = 1 ;\nDim_2 = 1 ;\nSize = 8 ;\n}\n", data))
                .isEqualTo(Numbers.wrap(DType.INT64, Shape.of(1, 1), data));
    }

    @Test
    void dataMayBeFilledUpAndAHeaderMayHaveNoImage() throws IOException {
        String general = "{\nEDF_DataFormatVersion = 2.40 ;\nEDF_BinarySize = 0 ;\n}\n";
        String header = "{\nDataType = UnsignedByte ;\nDim_1 = 2 ;\nDim_2 = 1 ;\nSize = 4 ;\n}\n";
        Path path = file(general + header, new byte[] {1, 2, 0, 0});
        Files.write(path, (header + "\3\4\0\0\n").getBytes(StandardCharsets.ISO_8859_1), APPEND);

        assertThat(EdfReader.read(path, 0).toBytes()).containsExactly(1, 2);
        assertThat(EdfReader.read(path, 1).toBytes()).containsExactly(3, 4);
        assertRefused(path, 2, "cannot read frame 2: it holds only 2");
    }

    @Test
    void whatCannotBeReadIsToldByItsName() throws IOException {
        byte[] data = {1, 2};
        String size = "Dim_1 = 2 ;\nDim_2 = 1 ;\n";

        assertRefused(folder.resolve("none.edf"), 0, "none.edf: cannot read: there is no such file");
        assertRefused(file("", new byte[0]), 0, "cannot read frame 0: the file is empty");
        assertRefused(file("hello", data), 0, "it is no EDF file: expected a header that begins with '{'");
        assertRefused(file("{\nDim_1 = 2 ;\n\1", data), 0, "it is no EDF file: its header does not end in '}'");
        assertRefused(file("{\nDim_1 = 2 ;\n", new byte[0]), 0, "cannot read frame 0: the file ends before it does");
        assertRefused(file("{\nDataType = UnsignedByte ;\n}\n", data), 0, "the header has no Dim_1");
        assertRefused(file("{\n" + size + "}\n", data), 0, "the header has no datatype");
        assertRefused(file("{\n" + size + "DataType = Complex ;\n}\n", data), 0, "DataType 'Complex' is not known");
        assertRefused(
                file("{\n" + size + "DataType = UnsignedShort ;\nSize = 2 ;\n}\n", data),
                0,
                "Size is 2, but uint16(1, 2) takes 4 bytes");
        assertRefused(file("{\n" + size + "DataType = UnsignedShort ;\n}\n", data), 0, "the file ends before it does");
        assertRefused(file("{\n" + size + "DataType = UnsignedShort ;\n}\n", data), 1, "the file ends before it does");
        assertRefused(
                file("{\nDim_1 = 40000 ;\nDim_2 = 40000 ;\nDataType = DoubleValue ;\n}\n", data),
                0,
                "is larger than 2 GiB");
        assertRefused(
                file("{\nDim_1 = 20000 ;\nDim_2 = 20000 ;\nDataType = UnsignedShort ;\n}\n", data),
                0,
                "the file ends before it does");
        assertRefused(file("{\nDim_1 = two ;\n}\n", data), 0, "dim_1 is 'two': expected a number");
        assertRefused(
                file("{\n" + size + "DataType = UnsignedByte ;\nByteOrder = MiddleEndian ;\n}\n", data),
                0,
                "ByteOrder is 'MiddleEndian': expected LowByteFirst or HighByteFirst");
        assertRefused(
                file("{\n" + size + "DataType = UnsignedByte ;\nCompression = gzip ;\n}\n", data),
                0,
                "Compression 'gzip' is not supported");
    }

    @Test
    void aPackedFileThatIsCutOffIsRefused() throws IOException {
        Path path = folder.resolve("cut.edf.gz");
        try (EdfWriter writer = EdfWriter.create(path)) {
            writer.append(EdfFrame.packed(0, image(DType.FLOAT64, 0)));
            writer.append(EdfFrame.packed(1, image(DType.FLOAT64, 1)));
        }
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 30));

        assertThat(EdfReader.read(path, 0)).isEqualTo(image(DType.FLOAT64, 0));
        assertRefused(path, 1, "cannot read frame 1: the file ends before it does");
    }

    @Test
    void filesThatExistAndTypesThatHaveNoNameAreRefused() throws IOException {
        Path path = file("", new byte[0]);

        assertThatThrownBy(() -> EdfWriter.create(path)).hasMessageContaining("cannot create the file: it exists");
        assertThatThrownBy(() -> EdfWriter.create(folder.resolve("no/a.edf")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot create the file");
        assertThatThrownBy(() -> EdfFrame.of(0, Numbers.of(DType.BOOL, 1)))
                .hasMessageContaining("EDF has no name for images of bool");
    }

    private Numbers read(String header, byte[] data) throws IOException {
        return EdfReader.read(file(header, data), 0);
    }

    private Path file(String header, byte[] data) throws IOException {
        Path path = Files.createTempFile(folder, "header", ".edf");
        Files.write(path, header.getBytes(StandardCharsets.ISO_8859_1));
        return Files.write(path, data, APPEND);
    }

    private static void assertRefused(Path path, int frame, String why) {
        assertThatThrownBy(() -> EdfReader.read(path, frame))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(path.getFileName().toString())
                .hasMessageContaining(why);
    }

    static Numbers image(DType dtype, int seed) {
        byte[] bytes = new byte[SHAPE.size() * dtype.itemSize()];
        new Random(seed).nextBytes(bytes);
        return Numbers.wrap(dtype, SHAPE, bytes);
    }
}
