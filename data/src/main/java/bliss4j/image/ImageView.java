package bliss4j.image;

import bliss4j.array.NdArray;
import bliss4j.block.ImageReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Some consecutive images of a channel, by reference: pixels are fetched when they are asked for. It is a snapshot, fixed
 * when it was made (ruling X5); {@link #refresh} gives a newer one. Any thread.
 */
public final class ImageView implements Iterable<NdArray> {
    /** For {@link #of}: the last one, or the end. */
    public static final long LAST = -1;

    private final ImageSeries series;
    private final Request request;
    private final long known;
    private final long from;
    private final long to;

    /** What was asked for: the image {@code from}, or with {@code to} a range. */
    private record Request(long from, Optional<Long> to) {}

    private ImageView(ImageSeries series, Request request) {
        this.series = series;
        this.request = request;
        known = series.length();
        from = request.from() == LAST ? Math.max(0, known - 1) : request.from();
        long wanted = request.to().orElse(from + 1);
        to = Math.max(from, wanted == LAST ? known : Math.min(wanted, known));
    }

    /**
     * The image {@code image}, −1 for the last; empty if it is not there yet.
     *
     * @throws IndexOutOfBoundsException for another negative number
     */
    public static ImageView of(ImageSeries series, long image) {
        refuseNegative(series, image, LAST);
        return new ImageView(series, new Request(image, Optional.empty()));
    }

    /**
     * The images from {@code from} up to but not including {@code to}; {@code to} −1 is the end.
     *
     * @throws IndexOutOfBoundsException for another negative number
     */
    public static ImageView of(ImageSeries series, long from, long to) {
        refuseNegative(series, from, 0);
        refuseNegative(series, to, LAST);
        return new ImageView(series, new Request(from, Optional.of(to)));
    }

    private static void refuseNegative(ImageSeries series, long image, long least) {
        if (image < least) {
            throw new IndexOutOfBoundsException(
                    "image " + image + " of " + series.name() + ": only -1 may be negative, it means the last");
        }
    }

    /** The same question asked again. */
    public ImageView refresh() {
        return new ImageView(series, request);
    }

    /** How many images it has. */
    public int length() {
        return Math.toIntExact(to - from);
    }

    /** The number in the acquisition of the first image. */
    public long from() {
        return from;
    }

    /** The number in the acquisition after that of the last image. */
    public long to() {
        return to;
    }

    public ImageAcquisition acquisition() {
        return series.acquisition();
    }

    /**
     * An image by its number in the acquisition, whether it is one of the view's or not; −1 is the view's last (ruling X7).
     *
     * @return shape (rows, columns)
     * @throws IndexOutOfBoundsException if there was no such image when the view was made
     * @throws ImageException if it can be had from nowhere
     */
    public NdArray image(long number) {
        refuseNegative(series, number, LAST);
        if (known == 0) {
            throw new IndexOutOfBoundsException("No image has been taken yet");
        }
        if (number >= known) {
            throw new IndexOutOfBoundsException("Image is not available yet");
        }
        if (number == LAST && length() == 0) {
            throw new IndexOutOfBoundsException("No image available");
        }
        long wanted = number == LAST ? to - 1 : number;
        return fetch(series.references(wanted, wanted + 1).getFirst());
    }

    /**
     * One of the view's images by its place in it; negative places count from the end.
     *
     * @throws IndexOutOfBoundsException if it has not so many
     * @throws ImageException if the image can be had from nowhere
     */
    public NdArray get(int place) {
        if (place >= length() || place < -length()) {
            throw new IndexOutOfBoundsException("No image available");
        }
        return image(place < 0 ? to + place : from + place);
    }

    /**
     * Several of the view's images, each of whose places is as {@link #get} has it, one a row.
     *
     * @return shape (n, rows, columns)
     */
    public NdArray get(List<Integer> places) {
        List<NdArray> images = new ArrayList<>();
        for (int place : places) {
            NdArray image = get(place);
            images.add(image.reshape(image.shape().times(1)));
        }
        return images.isEmpty()
                ? NdArray.empty(acquisition().dtype(), acquisition().shape())
                : NdArray.concat(images);
    }

    /** Where the view's images are. */
    public List<ImageReference> references() {
        return length() == 0 ? List.of() : series.references(from, to);
    }

    private NdArray fetch(ImageReference reference) {
        for (ImageSource source : series.sources()) {
            Optional<NdArray> image = source.image(reference);
            if (image.isPresent()) {
                return image.get();
            }
        }
        if (reference.isSaved()) {
            throw new ImageException("Cannot retrieve image " + reference.image() + " from file " + reference.file());
        }
        throw new ImageException(
                acquisition().saving().isEmpty()
                        ? "Images were not saved"
                        : "Image " + reference.image() + " was not saved");
    }

    @Override
    public Iterator<NdArray> iterator() {
        return LongStream.range(from, to).mapToObj(this::image).iterator();
    }

    @Override
    public String toString() {
        return "images " + from + " to " + to + " of " + series.name();
    }
}
