package sluice.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary folders that outlive the method that makes them, and what else java.nio leaves to do with folders. */
public final class Folders {
    private static final Path MEMORY = Path.of("/dev/shm");
    /** Some servers, each with its log written ahead and what a test loads. */
    private static final long MEMORY_NEEDED = 6L << 30;

    private Folders() {}

    /** A new folder among the temporary ones. */
    public static Path temporary(String prefix) {
        return temporary(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    /**
     * A temporary folder in memory, or an ordinary one if there is no file system in memory with room enough. A server
     * syncs its files at every commit, which on a disk is most of what a small test waits for.
     */
    static Path temporaryInMemory(String prefix) {
        return Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() >= MEMORY_NEEDED
                ? temporary(MEMORY, prefix)
                : temporary(prefix);
    }

    private static Path temporary(Path parent, String prefix) {
        try {
            return Files.createTempDirectory(parent, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder with all in it. A file that cannot be deleted stays: it is in the temporary folder. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Folders::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            // A file that went away while we walked.
        }
    }

    static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no folder");
        }
        return parent;
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // See delete.
        }
    }
}
