package sluice.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process from an operation that one works on. The operating system gives the lock back when the process
 * dies, however it dies. A file of its own: on POSIX systems a process loses its lock on a file when it closes any stream
 * of that file.
 */
final class OperationLock implements AutoCloseable {
    /** Those that this process holds: to ask the system for one of them would give it back. */
    private static final Set<Path> HELD = Collections.synchronizedSet(new HashSet<>());

    private final Path file;
    private final FileChannel channel;

    private OperationLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalException where somebody else has it
     */
    static OperationLock take(OperationDirectory directory) throws IOException {
        OperationLock lock = tryTake(directory.lock().toAbsolutePath());
        if (lock != null) {
            return lock;
        }
        throw new JournalException(directory.id() + ": another process is at work on it. Wait until that has ended, or"
                + " stop it with Ctrl-C; then give the command again.");
    }

    /** Whether a living process works on the operation. */
    static boolean isTaken(OperationDirectory directory) {
        Path file = directory.lock().toAbsolutePath();
        if (!Files.exists(file)) {
            return false;
        }
        try {
            OperationLock lock = tryTake(file);
            if (lock != null) {
                lock.close();
            }
            return lock == null;
        } catch (IOException e) {
            return false; // not ours: whoever may not write the file can't work on the operation either
        }
    }

    private static @Nullable OperationLock tryTake(Path file) throws IOException {
        if (!HELD.add(file)) {
            return null;
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            if (!Files.exists(file)) {
                OperationDirectory.createFile(file);
            }
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            return taken ? new OperationLock(file, channel) : null;
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (!taken) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
