package bliss4j.imageserver;

import bliss4j.array.DType;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.edf.EdfFrame;
import bliss4j.edf.EdfWriter;
import bliss4j.image.ImageFormat;
import java.nio.file.Path;

/** Images in EDF files, plain or packed with gzip. */
record EdfFrames(ImageFormat format, DType dtype, Shape frame) implements FrameFormat<EdfFrame> {
    @Override
    public boolean packs() {
        return format == ImageFormat.EDFGZ;
    }

    @Override
    public EdfFrame pack(long image, Numbers pixels) {
        return packs() ? EdfFrame.packed(image, pixels) : EdfFrame.of(image, pixels);
    }

    @Override
    public FrameFile<EdfFrame> create(Path file) {
        return new Open(EdfWriter.create(file), this);
    }

    private record Open(EdfWriter writer, EdfFrames frames) implements FrameFile<EdfFrame> {
        @Override
        public void append(EdfFrame image) {
            writer.append(image);
        }

        @Override
        public void leaveOut(long image) {
            writer.append(
                    frames.packs()
                            ? EdfFrame.packedLost(image, frames.dtype, frames.frame)
                            : EdfFrame.lost(image, frames.dtype, frames.frame));
        }

        @Override
        public void flush() {
            // what is written can be read
        }

        @Override
        public void close(boolean sync) {
            try (writer) {
                if (sync) {
                    writer.sync();
                }
            }
        }
    }
}
