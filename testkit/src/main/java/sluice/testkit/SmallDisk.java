package sluice.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of few bytes, to be filled: a tmpfs in a mount namespace of its own. It needs Linux and a kernel that lets this
 * user make namespaces ({@code unshare -rm}). It goes away with this JVM, however that ends.
 */
public final class SmallDisk implements AutoCloseable {
    /** Holds the namespace until its standard input ends. The folder is seen from outside through /proc. */
    private static final String HOLD = "mount -t tmpfs -o size=$1 tmpfs \"$2\" && echo ready && cat";

    private final Process holder;
    private final Path mountPoint;
    private final Path folder;

    private SmallDisk(Process holder, Path mountPoint) {
        this.holder = holder;
        this.mountPoint = mountPoint;
        this.folder = Path.of("/proc/" + holder.pid() + "/root")
                .resolve(mountPoint.toString().substring(1));
    }

    /**
     * Makes a disk.
     *
     * @param bytes how much it holds
     * @throws IOException where this machine doesn't allow it
     */
    public static SmallDisk of(long bytes) throws IOException {
        Path mountPoint = Folders.temporary("sluice-disk").toAbsolutePath();
        Process holder = new ProcessBuilder(
                        "unshare", "-rm", "sh", "-c", HOLD, "disk", Long.toString(bytes), mountPoint.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)).readLine();
        SmallDisk disk = new SmallDisk(holder, mountPoint);
        if (line == null || !Files.isWritable(disk.folder())) {
            disk.close();
            throw new IOException("this machine doesn't let this user mount a tmpfs (unshare -rm)");
        }
        return disk;
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
    }

    /** Takes all the space that is left but so many bytes. */
    public void fill(long left) {
        try (RandomAccessFile ballast = new RandomAccessFile(ballast().toFile(), "rw")) {
            byte[] zeros = new byte[4096];
            ballast.seek(ballast.length());
            for (long free = free(); free > left; free = free()) {
                ballast.write(zeros, 0, (int) Math.min(zeros.length, free - left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the space back that {@link #fill} took. */
    public void clear() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the disk away with all that is on it. */
    @Override
    public void close() {
        holder.destroyForcibly();
        holder.onExit().join();
        Folders.delete(mountPoint);
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }
}
