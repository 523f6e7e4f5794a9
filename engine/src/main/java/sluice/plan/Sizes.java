package sluice.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.csv.ChunkSize;

/** Reads the numbers that people write: chunk sizes and worker counts. */
public final class Sizes {
    private static final Pattern CHUNK = Pattern.compile("(\\d{1,10})\\s*(B|KB|MB|GB|KIB|MIB|GIB)?");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,7})\\s*(ms|s|m|h))|0");
    private static final Map<String, Long> UNITS = Map.of(
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KIB",
            1L << 10,
            "MIB",
            1L << 20,
            "GIB",
            1L << 30);

    private Sizes() {}

    /**
     * Reads {@code 5000} (records) or {@code 1MiB} (bytes, up to 1 GiB).
     *
     * @throws IllegalArgumentException where the text is neither
     */
    public static ChunkSize chunkSize(String text) {
        Matcher matcher = CHUNK.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            String unit = matcher.group(2);
            long size = number * (unit == null ? 1 : UNITS.getOrDefault(unit, 1L));
            if (size >= 1 && size <= 1L << 30) {
                return unit == null ? ChunkSize.records((int) size) : ChunkSize.bytes((int) size);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no chunk size; write rows such as 5000, or bytes such as 1MiB, up to 1GiB");
    }

    /** The chunk size as {@link #chunkSize} reads it. */
    public static String show(ChunkSize size) {
        return size.unit() == ChunkSize.Unit.RECORDS ? Integer.toString(size.count()) : showBytes(size.count());
    }

    /** Bytes as a person writes them. */
    public static String showBytes(long bytes) {
        return bytes % (1 << 20) == 0
                ? (bytes >> 20) + "MiB"
                : bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }

    /**
     * Reads an amount of memory such as {@code 512MiB} or {@code 2GB}; a number alone is bytes.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static long memory(String text) {
        Matcher matcher = CHUNK.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no amount of memory; write bytes such as 512MiB or 2GiB");
        }
        String unit = matcher.group(2);
        return Long.parseLong(matcher.group(1)) * (unit == null ? 1 : UNITS.getOrDefault(unit, 1L));
    }

    /**
     * Reads a time such as {@code 90s}, {@code 2m}, {@code 1h} or {@code 500ms}; {@code 0} is none.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no time; write a number with ms, s, m or h, such as 90s" + " or 2m, or 0 for none");
        }
        if (matcher.group(1) == null) {
            return Duration.ZERO;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** A time as {@link #duration} reads it. */
    public static String showDuration(Duration time) {
        long millis = time.toMillis();
        return millis == 0
                ? "0"
                : millis % 1000 != 0
                        ? millis + "ms"
                        : millis % 60_000 != 0
                                ? millis / 1000 + "s"
                                : millis % 3_600_000 != 0 ? millis / 60_000 + "m" : millis / 3_600_000 + "h";
    }

    /**
     * Reads the most documents a second.
     *
     * @throws IllegalArgumentException where the text is no number in range
     */
    public static long docsPerSecond(String text) {
        return number("number of documents per second", text, 1_000_000_000);
    }

    /**
     * Reads the most bytes a second, such as {@code 5MiB}.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static long bytesPerSecond(String text) {
        Matcher matcher = CHUNK.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches() || memory(text) < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number of bytes per second; write at least 1B, such as 5MiB");
        }
        return memory(text);
    }

    /**
     * Reads the number of lanes.
     *
     * @throws IllegalArgumentException where the text is no number in range
     */
    public static int lanes(String text) {
        return number("number of lanes", text, LoadSettings.MAX_LANES);
    }

    /**
     * Reads {@code 4}, or {@code 0.5C} for so many per core, rounded, at least 1.
     *
     * @throws IllegalArgumentException where the text is neither
     */
    public static int workers(String text, int cores) {
        String trimmed = text.trim().toUpperCase(Locale.ROOT);
        try {
            if (trimmed.endsWith("C")) {
                double perCore = Double.parseDouble(trimmed.substring(0, trimmed.length() - 1));
                if (perCore > 0 && perCore * cores <= 1024) {
                    return Math.max(1, (int) Math.round(perCore * cores));
                }
            } else {
                int workers = Integer.parseInt(trimmed);
                if (workers >= 1 && workers <= 1024) {
                    return workers;
                }
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no number of workers; write 1 to 1024, or a multiple of the cores such as 0.5C");
    }

    /**
     * Reads the most documents of one write command.
     *
     * @throws IllegalArgumentException where the text is no number in range
     */
    public static int batchSize(String text) {
        return number("batch size", text, LoadSettings.MAX_BATCH_SIZE);
    }

    private static int number(String what, String text, int most) {
        try {
            int number = Integer.parseInt(text.trim());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw new IllegalArgumentException("'" + text + "' is no " + what + "; write 1 to " + most);
    }
}
