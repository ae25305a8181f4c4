package bliss4j.display;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Prints on a screen what is written into it: whole lines, or what was flushed. */
public final class ScreenStream extends OutputStream {
    private final Screen screen;

    public ScreenStream(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        screen.print(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
}
