package sluice.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells by their names which files of a folder hold rows: CSV or something like it, compressed or in an archive. */
final class DataFiles {
    private static final Pattern NAME =
            Pattern.compile("(?i)[^.].*(\\.(csv|tsv|txt|psv)(\\.(gz|zst|bz2|xz|lz4))?|\\.zip)");

    private DataFiles() {}

    static boolean isData(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** Those directly in a folder that are not hidden, in the order of their names. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(DataFiles::isData)
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .toList();
        }
    }
}
