package sluice.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when it is whole: until then its bytes stand in a temporary file beside it. An
 * existing file is replaced only if that was asked for; a pipe or a device is written to as it is. Not thread-safe.
 */
public final class OutputFile implements AutoCloseable {
    private final Path path;
    private final boolean force;
    private final @Nullable Path temporary;
    private final OutputStream stream;

    private OutputFile(Path path, boolean force, @Nullable Path temporary) throws IOException {
        this.path = path;
        this.force = force;
        this.temporary = temporary;
        stream = temporary == null
                ? Files.newOutputStream(path)
                : Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Opens a file for writing.
     *
     * @param force whether it may replace an existing one
     * @throws FileAlreadyExistsException if it is there and may not be replaced
     * @throws IOException if it can't be made; the message says why
     */
    public static OutputFile open(Path path, boolean force) throws IOException {
        if (!Files.exists(path)) {
            return beside(path, force);
        }
        Path real = path.toRealPath();
        if (Files.isDirectory(real)) {
            throw new IOException("it is a directory");
        }
        if (!Files.isRegularFile(real)) {
            return new OutputFile(real, true, null);
        }
        if (!force) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return beside(real, true);
    }

    private static OutputFile beside(Path path, boolean force) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        return new OutputFile(
                path, force, folder.resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".part"));
    }

    /** Takes the content. */
    public OutputStream stream() {
        return stream;
    }

    /**
     * Gives the file its name.
     *
     * @throws FileAlreadyExistsException if there is one by now that may not be replaced
     * @throws IOException if its last bytes can't be written
     */
    public void commit() throws IOException {
        stream.close();
        if (temporary != null && force) {
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        } else if (temporary != null) {
            Files.move(temporary, path);
        }
    }

    /** Drops what was written, unless it has its name by now. */
    @Override
    public void close() throws IOException {
        stream.close();
        if (temporary != null) {
            Files.deleteIfExists(temporary);
        }
    }
}
