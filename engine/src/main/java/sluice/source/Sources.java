package sluice.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import sluice.plan.Suggestions;

/** Finds the sources that paths and globs name. */
public final class Sources {
    private static final String GLOB_CHARACTERS = "*?[{";
    private static final Pattern SIBLING = Pattern.compile("\\.(csv|tsv|txt)(\\.(gz|zst|bz2|xz|lz4))?$");

    private Sources() {}

    /**
     * Finds what one path, glob or {@code -} names; a glob's files in the order of their names.
     *
     * @param directory what relative paths start from
     * @param stdin what {@code -} reads
     * @throws SourceException where there is no such file, or it can't be read
     */
    public static List<Source> find(Path directory, String pattern, InputStream stdin) {
        if (pattern.equals(StandardInput.NAME)) {
            return List.of(new StandardInput(stdin));
        }
        try {
            boolean glob = pattern.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
            if (glob && !Files.exists(resolve(directory, pattern))) {
                return matching(directory, pattern);
            }
            return List.of(file(pattern, resolve(directory, pattern)));
        } catch (IOException e) {
            throw new SourceException(pattern + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static Path resolve(Path directory, String pattern) {
        try {
            return directory.resolve(pattern);
        } catch (InvalidPathException e) {
            throw new SourceException(pattern + ": is no path: " + e.getReason(), e);
        }
    }

    /**
     * The source that one path names.
     *
     * @param name what the user called it
     * @throws SourceException where there is no such file, or it can't be read
     */
    public static Source named(String name, Path path) {
        try {
            return file(name, path);
        } catch (IOException e) {
            throw new SourceException(name + ": can't be read: " + e.getMessage(), e);
        }
    }

    private static Source file(String name, Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new SourceException(name + ": no such file." + Suggestions.forUnknown(name, siblings(name, path)));
        }
        if (Files.isDirectory(path)) {
            throw new SourceException(name + ": is a directory; name its files, such as " + name + "/*.csv");
        }
        if (!Files.isReadable(path)) {
            throw new SourceException(name + ": can't be read: no right to.");
        }
        return FileSource.of(name, path);
    }

    /** The files beside a missing one, named as the user would have named them. */
    private static List<String> siblings(String name, Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        String prefix = name.substring(
                0, name.length() - String.valueOf(path.getFileName()).length());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> prefix + file.getFileName())
                    .filter(file -> SIBLING.matcher(file).find())
                    .sorted()
                    .limit(20)
                    .toList();
        }
    }

    private static List<Source> matching(Path directory, String pattern) throws IOException {
        int wildcard = 0;
        while (GLOB_CHARACTERS.indexOf(pattern.charAt(wildcard)) < 0) {
            wildcard++;
        }
        String fixed = pattern.substring(0, pattern.lastIndexOf('/', wildcard) + 1);
        Path root = directory.resolve(fixed);
        if (!Files.isDirectory(root)) {
            throw new SourceException(pattern + ": there is no folder " + fixed);
        }
        String glob = pattern.substring(fixed.length());
        PathMatcher matcher = matcher(pattern, glob);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.chars().filter(c -> c == '/').count() + 1;
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, depth)) {
            List<Path> matches = files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(root.relativize(file)))
                    .sorted()
                    .toList();
            for (Path file : matches) {
                sources.add(file(fixed + root.relativize(file), file));
            }
        }
        if (sources.isEmpty()) {
            throw new SourceException(pattern + ": no file matches.");
        }
        return sources;
    }

    private static PathMatcher matcher(String pattern, String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new SourceException(pattern + ": is no pattern: " + e.getDescription() + ".", e);
        }
    }
}
