package sluice.embedded;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a redo log, big endian.
 *
 * <p>The file's header: 8 bytes of a name, the generation (8), how many of the file's bytes have been forced to the disk (8), the
 * CRC-32C of these (4). A frame: the length of its contents (4), their CRC-32C (4), the CRC-32C of the frame's place and those
 * two (4), the contents.
 *
 * <p>A kill leaves at most one frame that ends too early, the last one, of a command that was not acknowledged. Anything else that
 * doesn't match is damage.
 */
final class RedoFrames implements AutoCloseable {
    static final int FILE_HEADER = 28;

    private static final long NAME = 0x534C_5549_4345_4C32L;
    private static final int HEADER = 12;

    private final DataFiles files;
    private final Path file;
    private final FileChannel in;
    private final long forced;
    private long position = FILE_HEADER;

    private RedoFrames(DataFiles files, Path file, FileChannel in, long forced) {
        this.files = files;
        this.file = file;
        this.in = in;
        this.forced = forced;
    }

    static ByteBuffer fileHeader(long generation, long forced) {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER)
                .putLong(NAME)
                .putLong(generation)
                .putLong(forced);
        return header.putInt(checksum(header.duplicate().flip())).flip();
    }

    /** The header of a frame that will stand there. */
    static ByteBuffer header(long position, ByteBuffer contents) {
        ByteBuffer header =
                ByteBuffer.allocate(HEADER).putInt(contents.remaining()).putInt(checksum(contents));
        return header.putInt(checksum(place(position, header))).flip();
    }

    /**
     * Opens the log of a generation to read its frames.
     *
     * @throws DamagedDirectoryException if its header is not as it was written
     */
    static RedoFrames open(DataFiles files, long generation) throws IOException {
        Path file = files.log(generation);
        FileChannel in = FileChannel.open(file, READ);
        try {
            ByteBuffer header = read(in, 0, FILE_HEADER);
            if (header == null || !header.equals(fileHeader(generation, header.getLong(16)))) {
                throw damaged(files, file, "its first " + FILE_HEADER + " bytes are not as they were written");
            }
            return new RedoFrames(files, file, in, header.getLong(16));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Returns the contents of the next frame, or null at the end.
     *
     * @throws DamagedDirectoryException if the frame is not as it was written, or frames that were acknowledged are missing
     */
    @Nullable
    ByteBuffer next() throws IOException {
        long left = in.size() - position;
        ByteBuffer header = left < HEADER ? null : read(in, position, HEADER);
        if (header != null && position >= forced && header.equals(ByteBuffer.allocate(HEADER))) {
            // What some file systems leave after a power cut.
            return null;
        }
        if (header != null
                && header.getInt(8)
                        != checksum(place(position, header.duplicate().limit(8).position(8)))) {
            throw damaged(files, file, "it has changed since it was written, at byte " + position);
        }
        ByteBuffer contents = header == null ? null : read(in, position + HEADER, header.getInt(0));
        if (header == null || contents == null) {
            if (position < forced) {
                throw damaged(files, file, "it ends at byte " + in.size() + ", not at byte " + forced + " or later");
            }
            return null;
        }
        if (header.getInt(4) != checksum(contents)) {
            throw damaged(
                    files,
                    file,
                    "it has changed since it was written, at byte " + position + " or up to " + contents.remaining()
                            + " bytes after it");
        }
        position += HEADER + contents.remaining();
        return contents;
    }

    private static DamagedDirectoryException damaged(DataFiles files, Path file, String how) {
        return new DamagedDirectoryException(files.directory(), file.getFileName() + ": " + how);
    }

    /** The frame's place and the first two numbers of its header, which ends at the buffer's position. */
    private static ByteBuffer place(long position, ByteBuffer header) {
        return ByteBuffer.allocate(Long.BYTES + 8)
                .putLong(position)
                .put(header.duplicate().flip())
                .flip();
    }

    private static @Nullable ByteBuffer read(FileChannel in, long position, int length) throws IOException {
        if (length < 0 || position + length > in.size()) {
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
        in.close();
    }
}
