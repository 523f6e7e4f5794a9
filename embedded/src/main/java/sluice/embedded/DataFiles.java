package sluice.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the files of a data directory are. */
record DataFiles(Path directory) {
    /** How the file of pages began before blocks had checksums. */
    private static final byte[] OLD_PAGES = "H:2,".getBytes(StandardCharsets.US_ASCII);

    Path pages() {
        return directory.resolve("sluice.mv");
    }

    Path manifest() {
        return directory.resolve("sluice.manifest");
    }

    Path log(long generation) {
        return directory.resolve("redo-" + generation + ".log");
    }

    List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "redo-*.log")) {
            found.forEach(logs::add);
        }
        return logs;
    }

    /** Deletes all logs but that of a generation. */
    void deleteOtherLogs(long generation) throws IOException {
        for (Path log : logs()) {
            if (!log.equals(log(generation))) {
                Files.delete(log);
            }
        }
    }

    /** Returns whether the pages are of the format that had no checksums. */
    boolean areOld() throws IOException {
        if (!Files.exists(pages())) {
            return false;
        }
        try (var in = Files.newInputStream(pages())) {
            return Arrays.equals(in.readNBytes(OLD_PAGES.length), OLD_PAGES);
        }
    }
}
