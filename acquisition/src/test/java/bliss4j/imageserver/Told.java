package bliss4j.imageserver;

import static org.assertj.core.api.Assertions.assertThat;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.frames.SavedFile;
import bliss4j.image.ImageSaving;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Keeps what a saver tells, and reads each image at the moment when it is told to be saved. */
final class Told implements SavingListener {
    static final Shape SHAPE = Shape.of(60, 50);

    private final ImageSaving saving;
    private final DType dtype;
    private final List<Long> saved = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<NdArray> read = Collections.synchronizedList(new ArrayList<>());

    Told(ImageSaving saving, DType dtype) {
        this.saving = saving;
        this.dtype = dtype;
    }

    @Override
    public void saved(long image) {
        saved.add(image);
        read.add(SavedFile.read(saving.reference(image)));
    }

    @Override
    public void failed(Path file, String reason) {
        failures.add(file + ": " + reason);
    }

    List<Long> saved() {
        return List.copyOf(saved);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Images 0 to {@code count} were told, could be read when they were, and can be now. */
    void assertSaved(int count) {
        assertThat(saved).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(saved.get(i)).isEqualTo(i);
            assertThat(read.get(i)).isEqualTo(image(dtype, i));
            assertThat(SavedFile.read(saving.reference(i))).isEqualTo(image(dtype, i));
        }
    }

    /** Counts of photons, and noise in every third one, which does not pack. */
    static Numbers image(DType dtype, long number) {
        Random random = new Random(number);
        byte[] bytes = new byte[SHAPE.size() * dtype.itemSize()];
        if (number % 3 == 2 && dtype.isInteger()) {
            random.nextBytes(bytes);
            return Numbers.wrap(dtype, SHAPE, bytes);
        }
        long[] counts = random.longs(SHAPE.size(), 0, 12).toArray();
        return Numbers.of(DType.INT64, counts).as(dtype).reshape(SHAPE);
    }
}
