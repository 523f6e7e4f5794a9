package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, or a pipe or device with a name.
 *
 * @param name what the user called it
 * @param path where it lies
 * @param size its bytes when it was found, or -1 for a pipe or device, which can be read only once
 */
public record FileSource(String name, Path path, long size) implements Source {

    @Override
    public String label() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public boolean repeatable() {
        return size >= 0;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
