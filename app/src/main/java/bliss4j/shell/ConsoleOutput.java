package bliss4j.shell;

import java.io.ByteArrayOutputStream;
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

    private synchronized void write(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        LineReader typing = reader;
        if (typing != null && typing.isReading()) {
            typing.printAbove(text);
        } else {
            terminal.writer().print(text);
            terminal.writer().flush();
        }
    }

    /** Bytes are kept until a line is whole or Python flushes them. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            synchronized (ConsoleOutput.this) {
                pending.write(bytes, from, length);
                if (length > 0 && bytes[from + length - 1] == '\n') {
                    flush();
                }
            }
        }

        @Override
        public void flush() {
            synchronized (ConsoleOutput.this) {
                if (pending.size() > 0) {
                    byte[] whole = pending.toByteArray();
                    pending.reset();
                    ConsoleOutput.this.write(whole);
                }
            }
        }
    }
}
