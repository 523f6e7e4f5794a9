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
 * A file, or a pipe or device with a name. Of a file only the bytes that it had when it was found are read.
 *
 * @param name what the user called it
 * @param path where it lies
 * @param found what it was when it was found, or null for a pipe or device, which can be read only once
 */
public record FileSource(String name, Path path, @Nullable FileState found) implements Source {

    @Override
    public String label() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public long size() {
        return found == null ? -1 : found.size();
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
            InputStream in = Files.newInputStream(path);
            in.skipNBytes(offset);
            return in;
        }
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            FileState now = FileState.of(path);
            String change = before.changeTo(now);
            if (change != null && (now == null || !before.grewTo(now))) {
                throw new SourceException(name + ": " + change + "; start again when it doesn't change any more.");
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
