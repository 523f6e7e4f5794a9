package sluice.embedded;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operating system's lock on a data directory: it goes with the process that held it, however that ends. */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "sluice.lock";

    /** Far behind the text, because some systems forbid reading locked bytes and the pid must stay readable. */
    private static final long LOCKED_BYTE = 1L << 40;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        create(directory);
        Path file = directory.resolve(NAME);
        try {
            OwnerOnly.create(file);
            FileChannel channel = FileChannel.open(file, READ, WRITE);
            try {
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    throw new DataDirectoryInUseException(directory, readPid(channel));
                }
                byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
                channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
                return new DirectoryLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "The data directory " + directory + " can't be written: " + e.getMessage()
                            + ". Check its owner and rights, or choose another one with --data-dir.",
                    e);
        }
    }

    private static void create(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                OwnerOnly.refuseOpenToAll(directory);
            } else {
                OwnerOnly.createDirectories(directory);
            }
        } catch (FileAlreadyExistsException e) {
            throw new DataDirectoryException(directory + " is a file, a data directory is needed there.", e);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "The data directory " + directory + " can't be created: " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static @Nullable Long readPid(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        try {
            return Long.valueOf(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException notWrittenYet) {
            return null;
        }
    }

    /** Frees the directory. The file stays: deleting it could take it from under a process that is just opening it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
