package sluice.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive whose entries are sources. Folders, and what macOS adds in {@code __MACOSX}, are passed over.
 *
 * @param name what the user called it
 * @param path where it lies
 * @param found what it was when it was found
 * @param entries its files, in the archive's order
 */
record ZipArchive(String name, Path path, FileState found, List<ZipEntry> entries) {
    /** Between an archive and an entry. */
    static final char SEPARATOR = '!';

    private static final int NAMED_AT_MOST = 10;

    /**
     * Reads an archive's list of entries.
     *
     * @throws SourceException if it holds no rows by its entries' names, or is encrypted or damaged
     */
    static ZipArchive of(String name, Path path, FileState found) throws IOException {
        try (ZipFile zip = open(path)) {
            List<ZipEntry> entries = zip.stream()
                    .<ZipEntry>map(entry -> entry)
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/"))
                    .toList();
            requireRows(name, entries);
            return new ZipArchive(name, path, found, entries);
        } catch (ZipException e) {
            String message = String.valueOf(e.getMessage());
            throw new SourceException(
                    message.contains("encrypted")
                            ? name + ": is encrypted. Unpack it with its password, and load what it holds."
                            : name + ": is not a whole ZIP archive (" + message
                                    + "). Was it still being copied? If not, repair it, for example with zip -FF.",
                    e);
        }
    }

    /** Opens an archive; names that are not UTF-8 are in the encoding of old archives. */
    static ZipFile open(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("bad entry name")) {
                return new ZipFile(path.toFile(), Charset.forName("IBM437"));
            }
            throw e;
        }
    }

    private static void requireRows(String name, List<ZipEntry> entries) {
        if (has(entries, "[Content_Types].xml")
                && entries.stream().anyMatch(entry -> entry.getName().startsWith("xl/"))) {
            throw new SourceException(name + ": is an Excel workbook. Save it as CSV and load that.");
        }
        if (has(entries, "[Content_Types].xml")
                || (has(entries, "mimetype") && has(entries, "META-INF/manifest.xml"))) {
            throw new SourceException(name + ": is an office document. Save its table as CSV and load that.");
        }
    }

    private static boolean has(List<ZipEntry> entries, String name) {
        return entries.stream().anyMatch(entry -> entry.getName().equals(name));
    }

    /**
     * The only file in it.
     *
     * @throws SourceException if there are none or several
     */
    ZipSource only() {
        if (entries.size() != 1) {
            throw new SourceException(
                    entries.isEmpty()
                            ? name + ": holds no file."
                            : name + ": holds " + entries.size() + " files. Name one, or several by a pattern: `" + name
                                    + SEPARATOR + entries.get(0).getName() + "`. It holds: " + names() + ".");
        }
        return source(name, entries.get(0));
    }

    /**
     * The entry of a name, or else those that a pattern matches, in the order of their names. A pattern without a slash looks
     * into folders.
     *
     * @throws SourceException if there is none
     */
    List<ZipSource> matching(String pattern) {
        List<ZipSource> named = select(entry -> entry.equals(pattern));
        if (!named.isEmpty()) {
            return named;
        }
        PathMatcher matcher = matcher(pattern);
        boolean anywhere = pattern.indexOf('/') < 0;
        List<ZipSource> matching = select(entry ->
                matcher.matches(anywhere ? Path.of(entry.substring(entry.lastIndexOf('/') + 1)) : Path.of(entry)));
        if (matching.isEmpty()) {
            throw new SourceException(name + SEPARATOR + pattern + ": the archive holds no such file. It holds: "
                    + (entries.isEmpty() ? "nothing" : names()) + ".");
        }
        return matching;
    }

    /** The entry of a name, called what the archive is called; null if there is none. */
    @Nullable
    ZipSource named(String entryName) {
        return entries.stream()
                .filter(entry -> entry.getName().equals(entryName))
                .map(entry -> source(name, entry))
                .findFirst()
                .orElse(null);
    }

    private List<ZipSource> select(Predicate<String> wanted) {
        return entries.stream()
                .filter(entry -> wanted.test(entry.getName()))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .map(entry -> source(name + SEPARATOR + entry.getName(), entry))
                .toList();
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new SourceException(pattern + ": is not a valid pattern: " + e.getDescription() + ".", e);
        }
    }

    private ZipSource source(String called, ZipEntry entry) {
        return new ZipSource(
                called, path, found, entry.getName(), entry.getSize(), entry.getCompressedSize(), entry.getCrc());
    }

    private String names() {
        String first = entries.stream()
                .limit(NAMED_AT_MOST)
                .map(ZipEntry::getName)
                .reduce((some, next) -> some + ", " + next)
                .orElse("");
        int more = entries.size() - NAMED_AT_MOST;
        return more > 0 ? first + String.format(Locale.ROOT, " and %,d more", more) : first;
    }
}
