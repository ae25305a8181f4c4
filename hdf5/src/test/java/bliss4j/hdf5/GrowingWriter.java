package bliss4j.hdf5;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.array.Texts;
import java.nio.file.Path;
import java.util.Random;

/**
 * What a scan does to its file, until it is killed: entries of four datasets that grow together, flushed twenty times as often as in a scan.
 * Row i of every dataset holds i. After each flush it prints what a reader must find from then on: entry and rows.
 */
final class GrowingWriter {
    private static final int ROWS_PER_ENTRY = 20_000;
    private static final long NANOS_BETWEEN_FLUSHES = 10_000_000;
    private static final Shape SPECTRUM = Shape.of(32);

    private GrowingWriter() {}

    public static void main(String[] arguments) {
        Random random = new Random(Long.parseLong(arguments[1]));
        try (H5File file = H5File.create(Path.of(arguments[0]))) {
            for (int entry = 1; entry < Integer.MAX_VALUE; entry++) {
                write(file, entry, random);
            }
        }
    }

    private static void write(H5File file, int entry, Random random) {
        H5Group group = file.root().createGroup(entry + ".1");
        group.attribute("NX_class", "NXentry");
        H5Group measurement = group.createGroup("measurement");
        H5Dataset roby = measurement.createAppendable("axis:roby", new DatasetSpec(DType.FLOAT64, Shape.SCALAR, 64));
        H5Dataset diode = measurement.createAppendable("diode", new DatasetSpec(DType.INT32, Shape.SCALAR, 64));
        H5Dataset text = measurement.createAppendable("text", new DatasetSpec(DType.TEXT, Shape.SCALAR, 64));
        H5Dataset mca = measurement.createAppendable("mca", new DatasetSpec(DType.UINT16, SPECTRUM, 16, 1));
        group.softLink("plot", "measurement/axis:roby");
        int rows = 0;
        long flushed = 0;
        while (rows < ROWS_PER_ENTRY) {
            int more = 1 + random.nextInt(40);
            roby.append(range(DType.FLOAT64, rows, more));
            diode.append(range(DType.INT32, rows, more));
            mca.append(spectra(rows, more));
            for (int i = 0; i < more; i++) {
                text.append(Texts.of("point " + (rows + i)));
            }
            rows += more;
            if (System.nanoTime() - flushed > NANOS_BETWEEN_FLUSHES) {
                file.flush();
                flushed = System.nanoTime();
                System.out.println(entry + " " + rows);
            }
        }
        group.attribute("rows", Numbers.of((long) rows));
    }

    private static Numbers range(DType dtype, int from, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = (long) from + i;
        }
        return Numbers.of(dtype, values);
    }

    private static NdArray spectra(int from, int count) {
        long[] values = new long[count * SPECTRUM.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) from + i / SPECTRUM.size();
        }
        return Numbers.of(DType.UINT16, values).reshape(SPECTRUM.times(count));
    }
}
