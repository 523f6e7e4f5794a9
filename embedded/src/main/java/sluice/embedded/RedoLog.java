package sluice.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An append-only file of acknowledged commands since the last checkpoint.
 *
 * <p>Its header says of which generation it is and how much of it was brought to the disk, which is known before that is acknowledged.
 * So a log that lost its end is told from one whose last command was torn by a kill. {@link RedoFrames} reads it.
 */
final class RedoLog implements AutoCloseable {
    private final FileChannel channel;
    private final long generation;

    private RedoLog(FileChannel channel, long generation) {
        this.channel = channel;
        this.generation = generation;
    }

    static RedoLog create(Path file, long generation) throws IOException {
        RedoLog log = new RedoLog(OwnerOnly.open(file, CREATE_NEW, WRITE), generation);
        log.channel.position(RedoFrames.FILE_HEADER);
        log.mark(RedoFrames.FILE_HEADER);
        log.channel.force(true);
        return log;
    }

    void append(ByteBuffer contents) throws IOException {
        ByteBuffer[] frame = {RedoFrames.header(channel.position(), contents), contents};
        while (contents.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Returns when everything appended so far is on the disk. */
    void force() throws IOException {
        long forced = channel.position();
        channel.force(false);
        mark(forced);
    }

    private void mark(long forced) throws IOException {
        ByteBuffer header = RedoFrames.fileHeader(generation, forced);
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
    }

    long size() throws IOException {
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
