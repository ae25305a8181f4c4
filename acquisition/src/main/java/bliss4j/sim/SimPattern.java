package bliss4j.sim;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import bliss4j.device.Axis;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What a simulated camera sees. For the camera's thread.
 *
 * @param kind what it looks like
 * @param axes those whose positions move a beam: to the right, and down; none to two
 */
public record SimPattern(Kind kind, DType dtype, Shape shape, List<Axis> axes) {
    /** What may be seen. */
    public enum Kind {
        /** A round spot, dark far from it; an axis unit moves it by a pixel. */
        BEAM,
        /** Every pixel holds its place, counted from the left upper corner, as far as its type goes. */
        RAMP
    }

    private static final double BRIGHTEST = 100;
    /** A beam's radius is this part of the image's shorter side. */
    private static final int SIZE = 20;

    private static final int MOST_AXES = 2;

    public SimPattern {
        axes = List.copyOf(axes);
        if (shape.rank() != 2 || shape.size() == 0) {
            throw new AcquisitionException("images of shape " + shape + ": expected rows and columns");
        }
        if (dtype == DType.TEXT || dtype == DType.BOOL || dtype.itemSize() > Integer.BYTES || dtype.isFloat()) {
            throw new AcquisitionException(
                    "images of " + dtype.numpyName() + ": expected int8, int16, int32, uint8, uint16 or uint32");
        }
        if (axes.size() > MOST_AXES) {
            throw new AcquisitionException(axes.size() + " axes that move a beam: expected two at most");
        }
    }

    /** Fills a frame, little-endian, row by row. */
    void paint(byte[] frame) {
        ByteBuffer pixels = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        switch (kind) {
            case BEAM -> beam(pixels);
            case RAMP -> ramp(pixels);
        }
    }

    private void beam(ByteBuffer pixels) {
        int rows = shape.length(0);
        int columns = shape.length(1);
        double sigma = Math.max(1.0, (double) Math.min(rows, columns) / SIZE);
        double[] across = profile(columns, columns / 2.0 + position(0), sigma);
        double[] down = profile(rows, rows / 2.0 + position(1), sigma);
        for (double row : down) {
            for (double column : across) {
                put(pixels, (int) (BRIGHTEST * row * column));
            }
        }
    }

    private double position(int axis) {
        return axis < axes.size() ? axes.get(axis).position() : 0;
    }

    private static double[] profile(int length, double centre, double sigma) {
        double[] profile = new double[length];
        for (int i = 0; i < length; i++) {
            double away = (i - centre) / sigma;
            profile[i] = Math.exp(-away * away / 2);
        }
        return profile;
    }

    private void ramp(ByteBuffer pixels) {
        for (int i = 0; i < shape.size(); i++) {
            put(pixels, i);
        }
    }

    private void put(ByteBuffer pixels, int value) {
        switch (dtype.itemSize()) {
            case Byte.BYTES -> pixels.put((byte) value);
            case Short.BYTES -> pixels.putShort((short) value);
            default -> pixels.putInt(value);
        }
    }
}
