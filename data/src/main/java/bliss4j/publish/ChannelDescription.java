package bliss4j.publish;

import bliss4j.array.DType;
import bliss4j.array.Shape;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageTable;
import java.util.Optional;

/**
 * One channel of a scan, before its first point.
 *
 * @param name the short name: {@code roby}
 * @param fullname the name with its device: {@code axis:roby}
 * @param dtype the type of a point's items
 * @param shape the shape of one point; a spectrum's length may still differ from point to point
 * @param unit empty if it has none
 * @param published whether it is a node of the tree; a channel that is not is kept in the file alone
 * @param alias what a user calls it, which is its name in the file; its nodes keep the other
 * @param images of what images its points are the references, which are rows of {@link ImageTable}; empty for others
 */
public record ChannelDescription(
        String name,
        String fullname,
        DType dtype,
        Shape shape,
        Optional<String> unit,
        boolean published,
        Optional<String> alias,
        Optional<ImageAcquisition> images) {
    /** Without an alias, and of no images. */
    @SuppressWarnings("checkstyle:ParameterNumber") // the components but one
    public ChannelDescription(
            String name, String fullname, DType dtype, Shape shape, Optional<String> unit, boolean published) {
        this(name, fullname, dtype, shape, unit, published, Optional.empty(), Optional.empty());
    }

    /** References to images. */
    public static ChannelDescription images(String name, String fullname, ImageAcquisition images) {
        return new ChannelDescription(
                name,
                fullname,
                DType.TEXT,
                ImageTable.ROW,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.of(images));
    }

    /** A number a point, float64. */
    public static ChannelDescription scalar(String name, String fullname) {
        return new ChannelDescription(name, fullname, DType.FLOAT64, Shape.SCALAR, Optional.empty(), true);
    }

    public ChannelDescription withUnit(String name) {
        return new ChannelDescription(this.name, fullname, dtype, shape, Optional.of(name), published, alias, images);
    }

    public ChannelDescription withAlias(String name) {
        return new ChannelDescription(this.name, fullname, dtype, shape, unit, published, Optional.of(name), images);
    }
}
