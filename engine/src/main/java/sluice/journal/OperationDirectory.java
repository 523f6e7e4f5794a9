package sluice.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The folder of one operation: its log, plan, rejects, summary and report. Only its owner may look in.
 *
 * @param id the operation's id, which is the folder's name
 * @param path the folder
 */
public record OperationDirectory(String id, Path path) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /**
     * Makes the folder for a load that starts now.
     *
     * @param root the folder that holds all operations; made where missing
     * @throws UncheckedIOException where it can't be made
     */
    public static OperationDirectory create(Path root, Instant start) {
        String time = TIME.format(start.atZone(ZoneId.systemDefault()));
        String suffix =
                String.format(Locale.ROOT, "%04x", ThreadLocalRandom.current().nextInt(1 << 16));
        String id = "LOAD_" + time + "-" + suffix;
        try {
            Files.createDirectories(root, ownerOnly("rwx------"));
            return new OperationDirectory(id, Files.createDirectory(root.resolve(id), ownerOnly("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    root + ": no folder for the operation can be made there: " + e.getMessage(), e);
        }
    }

    /**
     * The folder of an operation that was begun before.
     *
     * @param path the folder
     */
    public static OperationDirectory at(Path path) {
        return new OperationDirectory(String.valueOf(path.getFileName()), path);
    }

    /** The operations in a folder, in no order; none where it doesn't exist. */
    public static List<OperationDirectory> in(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry ->
                            OperationName.isId(String.valueOf(entry.getFileName())) && Files.isDirectory(entry))
                    .map(OperationDirectory::at)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(root + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** Where the list of what is done goes. */
    public Path journal() {
        return path.resolve("journal");
    }

    /** What a process that works on the operation holds. */
    Path lock() {
        return path.resolve("lock");
    }

    /** Whether a living process works on the operation. */
    public boolean inUse() {
        return OperationLock.isTaken(this);
    }

    /** Where the log goes. */
    public Path log() {
        return path.resolve("operation.log");
    }

    /** Where the summary goes. */
    public Path summary() {
        return path.resolve("summary.json");
    }

    /** Where the page goes. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Where the keys of a collection's duplicates are kept while it is loaded. */
    public Path duplicates(int collection) {
        return path.resolve("duplicates-" + collection + ".bson");
    }

    /** Where the definitions of indexes go that are built again after the load. */
    public Path indexes() {
        return path.resolve("indexes.json");
    }

    /** Where the resolved plan goes. */
    public Path plan() {
        return path.resolve("plan.yaml");
    }

    /**
     * The reject files of a source; made when the first reject comes.
     *
     * @param name as {@link RejectNames} gives it
     * @param header the source's header, under which its rejects stand
     * @param lineEnd what ends one of its records
     */
    public RejectFiles rejectFiles(String name, byte[] header, byte[] lineEnd) {
        return new RejectFiles(path.resolve("rejects"), name, header, lineEnd);
    }

    /**
     * Writes a whole file that only its owner may read.
     *
     * @throws UncheckedIOException where it can't be written
     */
    public static void write(Path file, String text) {
        try {
            createFile(file);
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be written: " + e.getMessage(), e);
        }
    }

    /** Makes an empty file that only its owner may read, in place of one that is there. */
    public static void createFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly("rw-------"));
    }

    /**
     * What gives a new file or directory these permissions and no more, whatever the process's umask; nothing on Windows.
     *
     * @param permissions as {@code ls} shows them, such as {@code rwx------}
     */
    public static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
