package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageSaving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Saves images for ever, or until that fails, and prints what it is told; killed, or given a disk that is full after some
 * bytes.
 */
final class SavingChild {
    private SavingChild() {}

    /** Arguments: format, directory, images a file, the most bytes of a file or {@code unlimited}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ImageSaving saving =
                saving(ImageFormat.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        if (!arguments[3].equals("unlimited")) {
            limitFiles(arguments[3]);
        }
        try (FrameFiles files = FrameFiles.open(saving, DType.UINT16, Told.SHAPE, SavingRules.DEFAULT, new Printer())) {
            long next = 0;
            while (files.save(next, Told.image(DType.UINT16, next))) {
                next++;
            }
        }
        System.out.println("closed");
    }

    static ImageSaving saving(ImageFormat format, Path directory, int framesPerFile) {
        return ImageSaving.of(format, directory, "frelon_", "frelon").withFramesPerFile(framesPerFile);
    }

    /** From here on writing beyond so many bytes of a file fails, as on a full disk. */
    private static void limitFiles(String bytes) throws IOException, InterruptedException {
        List<String> command = List.of(
                "prlimit", "--pid", Long.toString(ProcessHandle.current().pid()), "--fsize=" + bytes + ":" + bytes);
        int end = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (end != 0) {
            throw new IOException(command + " ended with " + end);
        }
    }

    private record Printer() implements SavingListener {
        @Override
        public void saved(long image) {
            System.out.println("saved " + image);
        }

        @Override
        public void failed(Path file, String reason) {
            System.out.println("failed " + file + ": " + reason);
        }
    }
}
