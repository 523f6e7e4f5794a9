package sluice.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a pipe or device with a name; its bytes are those of its content where it is compressed. Of a file only what it
 * had when it was found is read.
 *
 * @param name what the user called it
 * @param path where it lies
 * @param found what it was when it was found, or null for a pipe or device, which can be read only once
 * @param compression how a file is compressed, or null where it is not; of a pipe that is seen when it is read
 */
public record FileSource(
        String name,
        Path path,
        @Nullable FileState found,
        @Nullable Compression compression) implements Source {

    /** Finds out what a path leads to. */
    static FileSource of(String name, Path path) throws IOException {
        FileState found = FileState.of(path);
        if (found == null) {
            return new FileSource(name, path, null, null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new FileSource(name, path, found, Compression.of(in.readNBytes(Compression.HEAD_BYTES)));
        }
    }

    @Override
    public String label() {
        String file = String.valueOf(path.getFileName());
        return compression == null ? file : compression.withoutEnding(file);
    }

    @Override
    public String address() {
        return path.toAbsolutePath().normalize().toString();
    }

    @Override
    public @Nullable Origin origin() throws IOException {
        return found == null ? null : new Origin(address(), SourceFingerprint.of(path));
    }

    @Override
    public long size() {
        return found == null || compression != null ? -1 : found.size();
    }

    @Override
    public boolean repeatable() {
        return found != null;
    }

    @Override
    public InputStream open() throws IOException {
        return open(0);
    }

    @Override
    public InputStream open(long offset) throws IOException {
        FileState before = found;
        if (before == null) {
            return skipped(Compression.content(Files.newInputStream(path)), offset);
        }
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            FileState now = FileState.of(path);
            String change = before.changeTo(now);
            if (change != null && (now == null || !before.grewTo(now))) {
                throw new SourceException(name + ": " + change + "; start again when it doesn't change any more.");
            }
            if (compression != null) {
                InputStream bytes = new LimitedStream(Channels.newInputStream(channel), before.size());
                return skipped(compression.decompress(bytes), offset);
            }
            if (offset > before.size()) {
                throw new EOFException("it has only " + before.size() + " bytes");
            }
            channel.position(offset);
            return new LimitedStream(Channels.newInputStream(channel), before.size() - offset);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream skipped(InputStream content, long offset) throws IOException {
        try {
            content.skipNBytes(offset);
            return content;
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    @Override
    public @Nullable String change() throws IOException {
        if (found == null) {
            return null;
        }
        try {
            return found.changeTo(FileState.of(path));
        } catch (NoSuchFileException e) {
            return "was removed since the load found it";
        }
    }
}
