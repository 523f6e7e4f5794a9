package sluice.cli.terminal;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** With commas: {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Rounded, with commas. */
    public static String count(double value) {
        return count(Math.round(value));
    }

    /** A number and its noun, in the plural where it isn't one. */
    public static String counted(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : noun.endsWith("h") ? "es" : "s");
    }

    /** With one decimal below 100 MB: {@code 1.5 MB}. */
    public static String megabytes(double bytes) {
        return String.format(Locale.ROOT, bytes < 1e8 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }

    /** To the millisecond: {@code 1.500 s}. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    /** With one decimal: {@code 1.5 ms}. */
    public static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    /** A time to wait, roughly. */
    static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }
}
