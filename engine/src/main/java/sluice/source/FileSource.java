package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file.
 *
 * @param name what the user called it
 * @param path where it lies
 * @param size its bytes when it was found
 */
public record FileSource(String name, Path path, long size) implements Source {

    @Override
    public String label() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
