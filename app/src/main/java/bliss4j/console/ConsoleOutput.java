package bliss4j.console;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What Python prints, from any thread. While something is typed it appears above the prompt, line by line, and what was typed
 * stays; else it goes to the terminal as it comes.
 */
final class ConsoleOutput {
    private final Terminal terminal;
    private @Nullable LineReader reader;

    ConsoleOutput(Terminal terminal) {
        this.terminal = terminal;
    }

    synchronized void printAbove(LineReader lineReader) {
        reader = lineReader;
    }

    OutputStream standard() {
        return new Lines();
    }

    OutputStream errors() {
        return new Lines();
    }

    synchronized void flush() {
        terminal.writer().flush();
    }

    private synchronized void write(String text) {
        LineReader typing = reader;
        if (typing != null && typing.isReading()) {
            typing.printAbove(text);
        } else {
            terminal.writer().print(text);
            terminal.writer().flush();
        }
    }

    /** Gets whole lines, or what was flushed. */
    private final class Lines extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            ConsoleOutput.this.write(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
    }
}
