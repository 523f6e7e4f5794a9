package sluice.cli.hpnorton;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sluice.cli.process.CommandException;
import sluice.generate.DataSet;
import sluice.generate.DataSets;
import sluice.generate.GenerateOptions;

/**
 * HPNorton's folder of data: each NAME.csv is a copy of NAME-head.csv or NAME-full.csv beside it. Where these are missing they
 * are generated, the heads from the full files. A NAME.csv that is neither of the two is somebody's own.
 */
final class HpnortonFiles {
    private static final int FULL_ROWS = 10_000;
    private static final int HEAD_ROWS = 9;

    /** Which copies. */
    enum Rows {
        /** A few rows of each file. */
        HEAD,
        /** All of them. */
        FULL;

        private String of(String file) {
            return file.replace(".csv", "-" + name().toLowerCase(Locale.ROOT) + ".csv");
        }
    }

    private final Path folder;
    private final List<String> names = DataSet.HPNORTON.files();

    HpnortonFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes each NAME.csv a copy of the one with these rows; returns a sentence for each.
     *
     * @param force whether files that are somebody's own may be overwritten
     * @throws CommandException if one would be and must not, or one that should be copied is missing
     */
    List<String> copy(Rows rows, boolean force) {
        try {
            boolean kept = names.stream().anyMatch(name -> exists(Rows.HEAD.of(name)) || exists(Rows.FULL.of(name)));
            if (kept) {
                requireThere(rows);
            }
            if (!force) {
                requireOurs();
            }
            if (!kept) {
                generate();
            }
            List<String> said = new ArrayList<>();
            for (String name : names) {
                Path target = folder.resolve(name);
                Path source = folder.resolve(rows.of(name));
                // Not a temporary file of Java's, which nobody but its owner may read.
                Path beside =
                        folder.resolve(name + "." + ProcessHandle.current().pid() + ".part");
                Files.copy(source, beside);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                said.add(target + ": a copy of " + source.getFileName());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": the files can't be written: " + e.getMessage(), e);
        }
    }

    private boolean exists(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private void requireThere(Rows rows) {
        for (String name : names) {
            if (!exists(rows.of(name))) {
                throw new CommandException(folder.resolve(rows.of(name))
                        + ": is missing, and others of its kind are there, so it is not generated. Put it beside them, or move"
                        + " them away to have all generated.");
            }
        }
    }

    private void requireOurs() throws IOException {
        List<String> own = new ArrayList<>();
        for (String name : names) {
            if (exists(name) && !isCopy(name, Rows.HEAD) && !isCopy(name, Rows.FULL)) {
                own.add(name);
            }
        }
        if (!own.isEmpty()) {
            throw new CommandException(folder + ": " + String.join(", ", own) + (own.size() == 1 ? " is" : " are")
                    + " no copy of a -head.csv or -full.csv beside it, and would be lost. Rename what you want to keep,"
                    + " for example to " + Rows.FULL.of(own.get(0)) + ", or overwrite it with --force.");
        }
    }

    private boolean isCopy(String name, Rows rows) throws IOException {
        Path file = folder.resolve(name);
        Path other = folder.resolve(rows.of(name));
        return Files.isRegularFile(file) && Files.isRegularFile(other) && Files.mismatch(file, other) < 0;
    }

    /** Makes the full files in a folder of their own first, so that they appear complete or not at all. */
    private void generate() throws IOException {
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory(folder, "generating");
        try {
            DataSets.write(
                    DataSet.HPNORTON, GenerateOptions.into(own).rows(FULL_ROWS).build());
            for (String name : names) {
                writeHead(own.resolve(name), folder.resolve(Rows.HEAD.of(name)));
                Files.move(own.resolve(name), folder.resolve(Rows.FULL.of(name)));
            }
        } finally {
            try (Stream<Path> left = Files.walk(own)) {
                for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The header and the first rows; none of the generated ones has a line end within quotes. */
    private static void writeHead(Path full, Path head) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(full));
                OutputStream out = Files.newOutputStream(head)) {
            int lines = 0;
            int next = in.read();
            while (next >= 0 && lines <= HEAD_ROWS) {
                out.write(next);
                lines += next == '\n' ? 1 : 0;
                next = in.read();
            }
        }
    }
}
