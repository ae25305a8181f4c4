package bliss4j.image;

import bliss4j.block.ImageReference;
import java.util.List;

/** The images of a channel: where each of them is. Any thread. */
public interface ImageSeries {
    /** What the images are called in messages: the db_name of their node. */
    String name();

    ImageAcquisition acquisition();

    /** How many images there are now. */
    long length();

    /** Where images are, from one up to but not including another; all of them are there. */
    List<ImageReference> references(long from, long to);

    /** Where to look for an image, in this order. */
    List<ImageSource> sources();
}
