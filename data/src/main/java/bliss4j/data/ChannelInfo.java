package bliss4j.data;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Shape;
import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.image.ImageTable;
import java.util.List;
import java.util.Map;

/** A channel's dtype and shape as its info says them. */
public final class ChannelInfo {
    private ChannelInfo() {}

    /** No points of a channel. */
    public static NdArray noPoints(DataNode.Channel channel, Map<String, Value> info) {
        return channel.type().equals(DataNode.IMAGE)
                ? NdArray.empty(DType.TEXT, ImageTable.ROW)
                : NdArray.empty(dtype(info), shape(info));
    }

    /** The type of a point's items; float64 if the info does not say. */
    public static DType dtype(Map<String, Value> info) {
        return switch (info.getOrDefault("dtype", Value.of("float64"))) {
            case Value.Type type -> type.value();
            case Value.Text name -> DType.of(name.value());
            case Value other -> throw new DataException("dtype of a channel is " + other + ", expected a numpy type");
        };
    }

    /** The shape of one point; a scalar if the info does not say. */
    public static Shape shape(Map<String, Value> info) {
        Value shape = info.get("shape");
        if (shape == null) {
            return Shape.SCALAR;
        }
        List<Value> lengths = shape.asList();
        return Shape.of(lengths.stream()
                .mapToInt(length -> Math.toIntExact(length.asLong()))
                .toArray());
    }
}
