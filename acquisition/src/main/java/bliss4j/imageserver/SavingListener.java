package bliss4j.imageserver;

import java.nio.file.Path;

/** Is told how saving goes, in the thread that writes: it should not take long. */
public interface SavingListener {
    /** From here on any process can read this image from its file. Comes for every image that is given, in their order. */
    void saved(long image);

    /** No image is saved any more, but those told before. Comes at most once. */
    void failed(Path file, String reason);
}
