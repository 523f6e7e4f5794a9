package sluice.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of acknowledged commands since the last checkpoint.
 *
 * <p>A frame is the length of its contents (4 bytes), their CRC-32C (4 bytes) and the contents. A kill leaves at most one torn frame,
 * at the end, of a command that was not acknowledged.
 */
final class RedoLog implements AutoCloseable {
    private static final int HEADER = 8;

    private final FileChannel channel;

    private RedoLog(FileChannel channel) {
        this.channel = channel;
    }

    static RedoLog create(Path file) throws IOException {
        return new RedoLog(FileChannel.open(file, CREATE_NEW, WRITE));
    }

    void append(ByteBuffer contents) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(contents.remaining()).putInt(checksum(contents)).flip();
        ByteBuffer[] frame = {header, contents};
        while (contents.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Returns when everything appended so far is on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    long size() throws IOException {
        return channel.position();
    }

    /** Makes the logged changes again. A torn end is dropped; a bad frame with good ones behind it is damage. */
    static void replay(Path file, RedoBuffer.Target target) throws IOException {
        try (FileChannel in = FileChannel.open(file, READ)) {
            long position = 0;
            while (true) {
                ByteBuffer contents = frame(in, position);
                if (contents == null) {
                    refuseDamage(in, file, position);
                    return;
                }
                position += HEADER + contents.remaining();
                RedoBuffer.replay(contents, target);
            }
        }
    }

    private static void refuseDamage(FileChannel in, Path file, long position) throws IOException {
        ByteBuffer header = read(in, position, HEADER);
        if (header == null) {
            return;
        }
        int length = header.getInt();
        if (length > 0 && frame(in, position + HEADER + length) != null) {
            throw new DataDirectoryException(
                    file + " is damaged at byte " + position
                            + ". Restore the data directory from a copy, or choose another one with"
                            + " --data-dir and load again.",
                    null);
        }
    }

    private static @Nullable ByteBuffer frame(FileChannel in, long position) throws IOException {
        ByteBuffer header = read(in, position, HEADER);
        if (header == null) {
            return null;
        }
        int length = header.getInt();
        int checksum = header.getInt();
        ByteBuffer contents = length <= 0 ? null : read(in, position + HEADER, length);
        return contents != null && checksum(contents) == checksum ? contents : null;
    }

    private static @Nullable ByteBuffer read(FileChannel in, long position, int length) throws IOException {
        if (position + length > in.size()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, position + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    private static int checksum(ByteBuffer contents) {
        CRC32C crc = new CRC32C();
        crc.update(contents.duplicate());
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
