package sluice.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to and knows where it ends. It is open from a write to the next {@link #release()}: a load may
 * have more of them than a process may have open files. Not thread-safe.
 */
final class MarkedFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final CRC32C crc;
    private long length;
    private @Nullable Open open;

    /** The file while it is open. */
    private record Open(FileChannel channel, OutputStream out) {}

    private MarkedFile(Path file, CRC32C crc, long length) {
        this.file = file;
        this.crc = crc;
        this.length = length;
    }

    static MarkedFile create(Path file) throws IOException {
        OperationDirectory.createFile(file);
        return new MarkedFile(file, new CRC32C(), 0);
    }

    /**
     * Cuts a file off at a mark and goes on there.
     *
     * @throws JournalException where the file has something else before the mark
     */
    static MarkedFile resume(Path file, FileMark mark) throws IOException {
        CRC32C crc = requireUnchanged(file, mark);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(mark.length());
        }
        return new MarkedFile(file, crc, mark.length());
    }

    /**
     * Checks that a file has before a mark what it had.
     *
     * @throws JournalException where it has something else, less, or is gone
     */
    static CRC32C requireUnchanged(Path file, FileMark mark) throws IOException {
        if (mark.length() == 0) {
            return new CRC32C();
        }
        if (!Files.isRegularFile(file)) {
            throw new JournalException(file + ": is gone. Put it back: it tells which records were rejected.");
        }
        CRC32C crc = crc(file, mark.length());
        if ((int) crc.getValue() != mark.crc()) {
            throw new JournalException(file + ": was changed since the journal was written. Put it back as it was;"
                    + " corrected records are loaded from a copy as long as the load has not come to its end.");
        }
        return crc;
    }

    /** The checksum of a file's first bytes, or of all where it is shorter. */
    private static CRC32C crc(Path file, long length) throws IOException {
        CRC32C crc = new CRC32C();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                crc.update(buffer, 0, read);
                left -= read;
            }
        }
        return crc;
    }

    void write(byte[] bytes) throws IOException {
        opened().out().write(bytes);
        crc.update(bytes);
        length += bytes.length;
    }

    private Open opened() throws IOException {
        Open now = open;
        if (now == null) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            now = new Open(channel, new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
            open = now;
            channel.position(length);
        }
        return now;
    }

    boolean isOpen() {
        return open != null;
    }

    void flush() throws IOException {
        if (open != null) {
            open.out().flush();
        }
    }

    /** Forces what was written to the disk, and closes the file until the next write. */
    void release() throws IOException {
        if (open != null) {
            open.out().flush();
            open.channel().force(false);
            close();
        }
    }

    FileMark mark() {
        return new FileMark(length, (int) crc.getValue());
    }

    @Override
    public void close() throws IOException {
        Open last = open;
        open = null;
        if (last != null) {
            last.out().close();
        }
    }
}
