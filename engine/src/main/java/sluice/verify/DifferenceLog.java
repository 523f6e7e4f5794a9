package sluice.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.journal.OperationDirectory;

/** Keeps the first differences, and writes all of them to a file. Not thread-safe. */
final class DifferenceLog implements AutoCloseable {
    private final int most;
    private final @Nullable Path file;
    private final List<Difference> first = new ArrayList<>();
    private @Nullable BufferedWriter writer;

    DifferenceLog(int most, @Nullable Path file) {
        this.most = most;
        this.file = file;
    }

    void add(Difference difference) {
        if (first.size() < most) {
            first.add(difference);
        }
        if (file == null) {
            return;
        }
        try {
            BufferedWriter out = writer;
            if (out == null) {
                out = open(file);
                writer = out;
            }
            out.write(difference.json());
            out.write('\n');
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static BufferedWriter open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OperationDirectory.createFile(file);
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    List<Difference> first() {
        return first;
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UncheckedIOException unwritable(@Nullable Path file, IOException e) {
        return new UncheckedIOException(file + ": differences can't be written: " + e.getMessage(), e);
    }
}
