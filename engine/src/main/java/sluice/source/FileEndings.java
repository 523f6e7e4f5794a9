package sluice.source;

import java.util.regex.Pattern;

/** The endings of file names that tell what a file is, and say nothing of what is in it. */
public final class FileEndings {
    private static final Pattern KNOWN =
            Pattern.compile("(?i)(?<=.)(\\.(csv|tsv|tab|psv|ssv|txt|dat|gz|zst|zstd|bz2|xz|lz4|zip))+$");

    private FileEndings() {}

    /** A name without the endings that are known: {@code sales.2025} for {@code sales.2025.csv.gz}. */
    public static String without(String name) {
        return KNOWN.matcher(name).replaceFirst("");
    }
}
