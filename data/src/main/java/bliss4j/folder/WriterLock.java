package bliss4j.folder;

import bliss4j.block.DataException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other processes from writing a data file: an OS lock on {@code .data.h5.lock} beside it, never on the file itself,
 * which readers must always be able to open. The side file says who has it. The lock ends with its process, so that a
 * killed one leaves nothing to clean up.
 */
public final class WriterLock implements AutoCloseable {
    /** The byte that is locked: behind the text, so that the text can be read where a lock keeps readers away. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int MOST_TEXT = 4096;

    private final FileChannel channel;
    /** Whether the text stays when the lock goes: a scan has no end in the file. */
    private boolean unfinished;

    private WriterLock(FileChannel channel, boolean unfinished) {
        this.channel = channel;
        this.unfinished = unfinished;
    }

    /** Whether somebody writes a data file, or left it without an end of his scans: who ends in order leaves no text. */
    public static boolean isSigned(Path data) {
        try {
            Path side = side(data);
            return Files.exists(side) && Files.size(side) > 0;
        } catch (IOException e) {
            throw new DataException("cannot read the lock of " + data + ": " + FileTrouble.reason(e), e);
        }
    }

    private static Path side(Path data) {
        return data.resolveSibling("." + data.getFileName() + ".lock");
    }

    /** Says whether scans of the file are without an end, so that whoever comes next looks after them. */
    public void unfinished(boolean some) {
        unfinished = some;
    }

    /**
     * Takes the lock for a data file, waiting while another process has it.
     *
     * @throws DataException if it is not free in time; the message says who has it and since when
     */
    public static WriterLock take(Path data, String session, FileRules rules) {
        Path side = side(data);
        Duration limit = rules.lockWait();
        boolean made = !Files.exists(side);
        try {
            FileChannel channel = FileChannel.open(
                    side, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean locked = false;
            boolean unfinished = false;
            try {
                if (made) {
                    rules.rights().give(side);
                }
                locked = wait(channel, limit);
                if (!locked) {
                    throw new DataException(data + " is being written by " + holder(channel) + "; waited "
                            + limit.toMillis() / 1000.0 + " s for it");
                }
                unfinished = channel.size() > 0;
                sign(channel, session);
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            return new WriterLock(channel, unfinished);
        } catch (ClosedByInterruptException e) {
            throw new DataException("interrupted while locking " + side, e);
        } catch (IOException e) {
            throw new DataException("cannot lock " + data + " with " + side + ": " + FileTrouble.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for " + side, e);
        }
    }

    private static boolean wait(FileChannel channel, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (tryLock(channel) != null) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            // The system has no wait for a lock that ends after a time.
            TimeUnit.NANOSECONDS.sleep(Math.min(POLL.toNanos(), Math.max(1, deadline - System.nanoTime())));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this process has it under another name of the file
        }
    }

    private static void sign(FileChannel channel, String session) throws IOException {
        String text = "session '" + session.replace('\n', ' ') + "', process "
                + ProcessHandle.current().pid() + " on " + host() + " since "
                + OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("a host without a name");
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        channel.position(0);
        byte[] text = Channels.newInputStream(channel).readNBytes(MOST_TEXT);
        String holder = new String(text, StandardCharsets.UTF_8).strip();
        return holder.isEmpty() ? "another process" : holder;
    }

    @Override
    public void close() {
        try (channel) {
            if (!unfinished) {
                channel.truncate(0);
            }
        } catch (ClosedByInterruptException ignored) {
            // closed is what it should become
        } catch (IOException e) {
            throw new DataException("cannot unlock: " + FileTrouble.reason(e), e);
        }
    }
}
