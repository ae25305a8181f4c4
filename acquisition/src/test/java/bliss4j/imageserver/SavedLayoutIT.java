package bliss4j.imageserver;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import bliss4j.testing.Oracles;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saved files as silx, h5py with the filters' plugins, and fabio show them. */
class SavedLayoutIT {
    private static final String SILX = """
            import sys, silx.io
            from silx.io import nxdata
            with silx.io.open(sys.argv[1]) as f:
                plot = nxdata.get_default(f)
                print(plot.signal_name, plot.signal.shape, plot.interpretation, plot.is_image, plot.signal[1].sum())
                def visit(name, item):
                    if "NX_class" in item.attrs:
                        value = item.attrs["NX_class"]
                        print(name, value.decode() if isinstance(value, bytes) else value)
                f.visititems(visit)
            """;

    private static final String PLUGINS = """
            import sys, h5py, hdf5plugin, zlib
            with h5py.File(sys.argv[1], "r") as f:
                data = f["/entry_0000/instrument/frelon/data"]
                print(data.dtype.name, data.shape, data.chunks, format(zlib.crc32(data[()].tobytes()), "08x"))
            """;

    private static final String FABIO = """
            import sys, fabio, zlib
            crc = 0
            with fabio.open(sys.argv[1]) as f:
                for i in range(f.nframes):
                    data = f.get_frame(i).data
                    crc = zlib.crc32(data.tobytes(), crc)
            print(data.dtype.name, data.shape, f.nframes, format(crc, "08x"))
            """;

    @TempDir
    Path folder;

    private Path save(ImageFormat format) throws InterruptedException {
        ImageSaving saving = SavingChild.saving(format, folder, 4);
        Told told = new Told(saving, DType.UINT16);
        SavingRules rules = SavingRules.DEFAULT.withSync(true);
        try (FrameFiles files = FrameFiles.open(saving, DType.UINT16, Told.SHAPE, rules, told)) {
            for (long i = 0; i < 3; i++) {
                files.save(i, Told.image(DType.UINT16, i));
            }
        }
        told.assertSaved(3);
        return saving.file(0);
    }

    private static String checksum() {
        CRC32 crc = new CRC32();
        for (long i = 0; i < 3; i++) {
            crc.update(Told.image(DType.UINT16, i).toBytes());
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Test
    void silxFindsTheDetectorAndShowsTheImagesByDefault() throws InterruptedException {
        Path file = save(ImageFormat.HDF5);
        long sum = 0;
        for (int i = 0; i < Told.SHAPE.size(); i++) {
            sum += Told.image(DType.UINT16, 1).longAt(i);
        }

        assertThat(Oracles.python(List.of("silx.io"), SILX, file).lines())
                .containsExactly(
                        "data (3, 60, 50) image True " + sum,
                        "entry_0000 NXentry",
                        "entry_0000/instrument NXinstrument",
                        "entry_0000/instrument/frelon NXdetector",
                        "entry_0000/measurement NXcollection",
                        "entry_0000/plot NXdata");
    }

    @ParameterizedTest
    @EnumSource(names = {"HDF5", "HDF5GZ", "HDF5LZ4", "HDF5BS"})
    void h5pyAndThePluginsReadThePixels(ImageFormat format) throws InterruptedException {
        assertThat(Oracles.python(List.of("h5py", "hdf5plugin"), PLUGINS, save(format)))
                .isEqualTo("uint16 (3, 60, 50) (1, 60, 50) " + checksum() + "\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"EDF", "EDFGZ"})
    void fabioReadsThePixels(ImageFormat format) throws InterruptedException {
        assertThat(Oracles.python(List.of("fabio"), FABIO, save(format)))
                .isEqualTo("uint16 (60, 50) 3 " + checksum() + "\n");
    }
}
