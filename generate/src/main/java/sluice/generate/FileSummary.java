package sluice.generate;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is in one generated file, counted while it was written.
 *
 * @param file where it is
 * @param rows records, without the header
 * @param bytes size of the file
 * @param duplicateKeys rows that repeat the key of an earlier sound row
 * @param damaged broken rows by kind; every kind is a key
 * @param quotedNewlines rows with a line end inside a quoted field
 * @param nonAscii rows with characters beyond ASCII (invalid bytes don't count)
 * @param found further counts that the data set is made for, over all but the broken rows: for the calls, rows per
 *     year and rows whose text holds {@code ao}
 */
public record FileSummary(
        Path file,
        long rows,
        long bytes,
        long duplicateKeys,
        Map<Damage, Long> damaged,
        long quotedNewlines,
        long nonAscii,
        Map<String, Long> found) {

    /** Rows that are broken in this way. */
    public long badRows(Damage kind) {
        return damaged.getOrDefault(kind, 0L);
    }

    /** All broken rows. */
    public long badRows() {
        return damaged.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that are well-formed and the first of their key: what a load inserts into an empty collection. */
    public long soundRows() {
        return rows - duplicateKeys - badRows();
    }
}
