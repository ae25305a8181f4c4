package bliss4j.block;

import bliss4j.array.NdArray;
import java.util.List;

/** Some consecutive points of one channel: values, or references to images. */
public sealed interface Block {
    /** How many points. */
    int length();

    /** The points from {@code from} up to but not including {@code to}. */
    Block slice(int from, int to);

    /**
     * Points by value.
     *
     * @param array one point a row: of shape {@code (n,)} for scalars, {@code (n, 1024)} for spectra
     */
    record Values(NdArray array) implements Block {
        public Values {
            if (array.shape().rank() == 0) {
                throw new DataException(
                        "a block needs a row a point, but " + array.dtype().numpyName() + " " + array.item(0)
                                + " has no dimensions: expected shape (1,) or more");
            }
        }

        @Override
        public int length() {
            return array.length();
        }

        @Override
        public Values slice(int from, int to) {
            return new Values(array.slice(from, to));
        }
    }

    /** Points by reference: one image each. */
    record Images(List<ImageReference> references) implements Block {
        public Images {
            references = List.copyOf(references);
        }

        @Override
        public int length() {
            return references.size();
        }

        @Override
        public Images slice(int from, int to) {
            return new Images(references.subList(from, to));
        }
    }

    /** A block of values, one point a row. */
    static Values of(NdArray array) {
        return new Values(array);
    }
}
