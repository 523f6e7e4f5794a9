package sluice.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that nobody but their owner can read, whatever the process's umask. Without effect on Windows. */
final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(DIRECTORY));
    }

    /** Creates the file if it isn't there; takes the rights of others from one that is. */
    static void create(Path file) throws IOException {
        if (!Files.exists(file)) {
            open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        } else if (POSIX
                && Files.isWritable(file)
                && !Files.getPosixFilePermissions(file).equals(FILE)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Opens a file, which is for its owner only if this creates it. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), attributes(FILE));
    }

    /** Refuses a directory in which everybody could put or replace files. */
    static void refuseOpenToAll(Path directory) throws IOException {
        if (POSIX && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new DataDirectoryException(
                    "The data directory " + directory + ", of "
                            + Files.getOwner(directory).getName()
                            + ", can be written by every user of this machine, who could put their own data there."
                            + " If it is yours, run chmod go-w '" + directory
                            + "'; otherwise choose a directory of your own with --data-dir.",
                    null);
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }
}
