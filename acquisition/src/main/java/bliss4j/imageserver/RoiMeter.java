package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.device.Roi;
import java.util.ArrayList;
import java.util.List;

/** Reckons the values of ROIs from frames. */
public final class RoiMeter {
    private final DType dtype;
    private final Shape shape;
    private final List<Roi> rois;

    public RoiMeter(DType dtype, Shape shape, List<Roi> rois) {
        this.dtype = dtype;
        this.shape = shape;
        this.rois = List.copyOf(rois);
    }

    /** For each ROI the {@link Roi#VALUES}, one ROI after the other. */
    public List<Double> measure(byte[] frame) {
        if (rois.isEmpty()) {
            return List.of();
        }
        Numbers pixels = Numbers.wrap(dtype, shape, frame);
        List<Double> values = new ArrayList<>();
        rois.forEach(roi -> measure(pixels, roi, values));
        return values;
    }

    private void measure(Numbers pixels, Roi roi, List<Double> values) {
        double sum = 0;
        double squares = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int y = roi.y(); y < roi.y() + roi.height(); y++) {
            for (int x = roi.x(); x < roi.x() + roi.width(); x++) {
                double pixel = pixels.doubleAt(y * shape.length(1) + x);
                sum += pixel;
                squares += pixel * pixel;
                min = Math.min(min, pixel);
                max = Math.max(max, pixel);
            }
        }
        double count = (double) roi.width() * roi.height();
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        values.addAll(List.of(sum, mean, min, max, deviation));
    }
}
