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
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.plan.Suggestions;

/** Finds the sources that paths, globs, folders, entries of archives and URLs name. */
public final class Sources {
    private static final String GLOB_CHARACTERS = "*?[{";

    private Sources() {}

    /**
     * Finds what one path, glob, folder, {@code ARCHIVE!ENTRY}, URL or {@code -} names; several files in the order of their names.
     * What exists under just this name is meant first.
     *
     * @param directory what relative paths start from
     * @param stdin what {@code -} reads
     * @throws SourceException if there is no such file, or it can't be read
     */
    public static List<Source> find(Path directory, String pattern, InputStream stdin) {
        if (pattern.equals(StandardInput.NAME)) {
            return List.of(new StandardInput(stdin));
        }
        try {
            if (WebAddress.isOne(pattern)) {
                return List.of(HttpSource.of(WebAddress.of(pattern)));
            }
            List<Source> sources = new ArrayList<>();
            for (Found found : paths(directory, pattern)) {
                sources.addAll(found.sources());
            }
            return sources;
        } catch (IOException e) {
            throw unreadable(WebAddress.redacted(pattern), e);
        }
    }

    /**
     * Finds the one source that a path, {@code ARCHIVE!ENTRY}, URL or {@code -} names.
     *
     * @throws SourceException if there is no such file, or more than one, or it can't be read
     */
    public static Source one(Path directory, String place, InputStream stdin) {
        List<Source> sources = find(directory, place, stdin);
        if (sources.size() != 1) {
            throw new SourceException(WebAddress.redacted(place) + ": names " + sources.size() + " files; name one.");
        }
        return sources.get(0);
    }

    private static SourceException unreadable(String name, IOException e) {
        return new SourceException(name + ": can't be read: " + e.getMessage(), e);
    }

    /**
     * A file or folder that a pattern leads to.
     *
     * @param name what the user called it
     * @param entry the entries of an archive that are wanted, or null if none were named
     */
    private record Found(String name, Path path, @Nullable String entry) {

        List<? extends Source> sources() throws IOException {
            if (entry == null && Files.isDirectory(path)) {
                return folder();
            }
            requireReadable(name, path);
            FileState state = FileState.of(path);
            if (state == null || !FileFormat.isZip(path)) {
                if (entry != null) {
                    throw new SourceException(name + ": is not a ZIP archive, so it has no entry " + entry + ".");
                }
                return List.of(FileSource.of(name, path));
            }
            ZipArchive archive = ZipArchive.of(name, path, state);
            return entry == null ? List.of(archive.only()) : archive.matching(entry);
        }

        private List<Source> folder() throws IOException {
            List<Source> sources = new ArrayList<>();
            String prefix = name.endsWith("/") ? name : name + "/";
            for (Path file : DataFiles.in(path)) {
                sources.addAll(new Found(prefix + file.getFileName(), file, null).sources());
            }
            if (sources.isEmpty()) {
                throw new SourceException(name
                        + ": the folder holds no .csv, .tsv, .psv or .txt file, compressed or not, and no .zip archive."
                        + " Name the files you mean, or a pattern such as " + prefix + "*.dat.");
            }
            return sources;
        }
    }

    private static List<Found> paths(Path directory, String pattern) throws IOException {
        boolean glob = hasWildcards(pattern);
        boolean plain = !glob && pattern.indexOf(ZipArchive.SEPARATOR) < 0;
        if (plain || Files.exists(resolve(directory, pattern))) {
            return List.of(new Found(pattern, resolve(directory, pattern), null));
        }
        int separator = pattern.indexOf(ZipArchive.SEPARATOR);
        while (separator > 0) {
            String archive = pattern.substring(0, separator);
            if (Files.isRegularFile(resolve(directory, archive))) {
                return List.of(new Found(archive, resolve(directory, archive), pattern.substring(separator + 1)));
            }
            separator = pattern.indexOf(ZipArchive.SEPARATOR, separator + 1);
        }
        return glob ? matching(directory, pattern) : List.of(new Found(pattern, resolve(directory, pattern), null));
    }

    /**
     * The name of the file that a path, {@code ARCHIVE!ENTRY} or URL names, without folders. It need not be there.
     *
     * @param directory what relative paths start from
     */
    public static String fileName(Path directory, String place) {
        if (WebAddress.isOne(place)) {
            return WebAddress.of(place).file();
        }
        Path path = resolve(directory, place);
        boolean entry = place.indexOf(ZipArchive.SEPARATOR) >= 0 && !Files.exists(path);
        String name = String.valueOf(path.getFileName());
        return entry ? name.substring(name.lastIndexOf(ZipArchive.SEPARATOR) + 1) : name;
    }

    /**
     * Whether it names several files by their pattern. If a file or folder has the pattern for a name, that one is meant.
     *
     * @param directory what relative paths start from
     */
    public static boolean isPattern(Path directory, String place) {
        return hasWildcards(place) && !Files.exists(resolve(directory, place));
    }

    private static boolean hasWildcards(String place) {
        return !WebAddress.isOne(place) && place.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
    }

    private static Path resolve(Path directory, String pattern) {
        try {
            return directory.resolve(pattern);
        } catch (InvalidPathException e) {
            throw new SourceException(pattern + ": is no path: " + e.getReason(), e);
        }
    }

    /**
     * The source of an earlier load, or null if it is no longer there.
     *
     * @param name what the user called it
     * @param place its {@link Origin#place}
     * @throws SourceException if it can't be read
     */
    public static @Nullable Source again(String name, String place) {
        try {
            if (WebAddress.isOne(place)) {
                return HttpSource.of(WebAddress.of(place));
            }
            Path path = Path.of(place);
            if (Files.isRegularFile(path)) {
                return FileSource.of(name, path);
            }
            int separator = place.indexOf(ZipArchive.SEPARATOR);
            while (separator > 0) {
                Path archive = Path.of(place.substring(0, separator));
                if (Files.isRegularFile(archive)) {
                    return inArchive(name, archive, place.substring(separator + 1));
                }
                separator = place.indexOf(ZipArchive.SEPARATOR, separator + 1);
            }
            return null;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static @Nullable Source inArchive(String name, Path archive, String entry) throws IOException {
        FileState state = FileState.of(archive);
        return state == null ? null : ZipArchive.of(name, archive, state).named(entry);
    }

    private static void requireReadable(String name, Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new SourceException(name + ": no such file." + Suggestions.forUnknown(name, siblings(name, path)));
        }
        if (!Files.isReadable(path)) {
            throw new SourceException(name + ": can't be read: no right to.");
        }
    }

    /** The files beside a missing one, named as the user would have named them. */
    private static List<String> siblings(String name, Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        String prefix = name.substring(
                0, name.length() - String.valueOf(path.getFileName()).length());
        return DataFiles.in(folder).stream()
                .map(file -> prefix + file.getFileName())
                .limit(20)
                .toList();
    }

    private static List<Found> matching(Path directory, String pattern) throws IOException {
        String fixed = fixed(directory, pattern);
        Path root = directory.resolve(fixed);
        if (!Files.isDirectory(root)) {
            throw new SourceException(pattern + ": there is no folder " + fixed);
        }
        String glob = pattern.substring(fixed.length());
        PathMatcher matcher = matcher(pattern, glob);
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : (int) glob.chars().filter(c -> c == '/').count() + 1;
        try (Stream<Path> files = Files.walk(root, depth)) {
            List<Found> matches = files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(root.relativize(file)))
                    .sorted()
                    .map(file -> new Found(fixed + root.relativize(file), file, null))
                    .toList();
            if (matches.isEmpty()) {
                throw new SourceException(pattern + ": no file matches.");
            }
            return matches;
        }
    }

    /** The folders that a pattern begins with: up to the first that isn't there under its very name. */
    private static String fixed(Path directory, String pattern) {
        int end = 0;
        int slash = pattern.indexOf('/');
        while (slash >= 0) {
            String folder = pattern.substring(0, slash + 1);
            if (hasWildcards(folder) && !Files.isDirectory(directory.resolve(folder))) {
                break;
            }
            end = slash + 1;
            slash = pattern.indexOf('/', end);
        }
        return pattern.substring(0, end);
    }

    private static PathMatcher matcher(String pattern, String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new SourceException(pattern + ": is no pattern: " + e.getDescription() + ".", e);
        }
    }
}
