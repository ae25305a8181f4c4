package bliss4j.chain;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.device.AcquisitionException;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageTable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kind of value that a device gives, and the way by which its points leave. */
public final class AcquisitionChannel {
    private static final long NS = 1_000_000_000L;

    private final Form form;
    private Optional<ImageAcquisition> images = Optional.empty();
    private @Nullable BlockSink sink;
    private int index;

    private record Form(
            String name, String fullname, DType dtype, Shape shape, Optional<String> unit, boolean published) {}

    private AcquisitionChannel(Form form) {
        this.form = form;
    }

    /** A channel of float64 numbers. */
    public static AcquisitionChannel scalar(String device, String name, Optional<String> unit) {
        return of(device, name, DType.FLOAT64, Shape.SCALAR, unit);
    }

    /** A channel of points of any type and shape. */
    public static AcquisitionChannel of(String device, String name, DType dtype, Shape shape, Optional<String> unit) {
        return new AcquisitionChannel(new Form(name, device + ":" + name, dtype, shape, unit, true));
    }

    /** A channel of references to images; {@link #describe} is to say which, before the scan is announced. */
    public static AcquisitionChannel images(String device, String name) {
        return of(device, name, DType.TEXT, ImageTable.ROW, Optional.empty());
    }

    /** Of which images it gives the references. */
    public void describe(ImageAcquisition acquisition) {
        images = Optional.of(acquisition);
    }

    /** Of which images it gives the references, empty for other channels. */
    public Optional<ImageAcquisition> images() {
        return images;
    }

    /** The same channel, kept in the file alone: no node of the tree. */
    public AcquisitionChannel unpublished() {
        return new AcquisitionChannel(new Form(form.name, form.fullname, form.dtype, form.shape, form.unit, false));
    }

    public String name() {
        return form.name;
    }

    public String fullname() {
        return form.fullname;
    }

    public DType dtype() {
        return form.dtype;
    }

    public Shape shape() {
        return form.shape;
    }

    /** How many dimensions has what a point stands for: 0 for a number, 1 for a spectrum, 2 for an image. */
    public int dimensions() {
        return images.isPresent() ? images.get().shape().rank() : form.shape.rank();
    }

    public Optional<String> unit() {
        return form.unit;
    }

    public boolean published() {
        return form.published;
    }

    /** Connects it; done before the scan starts. */
    void connect(BlockSink sink, int index) {
        this.sink = sink;
        this.index = index;
    }

    /** One point of a scalar channel, measured now. */
    public void emit(double value) {
        emit(Numbers.of(value), now());
    }

    /**
     * Points measured at {@code timeNs}.
     *
     * @param points shape (n,) + the channel's shape, of the channel's type
     */
    public void emit(NdArray points, long timeNs) {
        if (sink == null) {
            throw new AcquisitionException("channel " + form.fullname + " emits outside a scan");
        }
        if (points.dtype() != form.dtype || points.shape().rank() != form.shape.rank() + 1) {
            throw new AcquisitionException("channel " + form.fullname + " was announced as " + form.dtype.numpyName()
                    + form.shape + " a point, but gives " + points.dtype().numpyName() + points.shape());
        }
        sink.emit(index, points, timeNs);
    }

    /** The time now, ns since the epoch. */
    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NS + now.getNano();
    }
}
