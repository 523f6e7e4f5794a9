package sluice.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that each scanner of the parser finds, for comparison; the scanners themselves are nobody's business. */
public final class ScannerRows {
    /**
     * A record as values.
     *
     * @param line on which it starts, from 1
     * @param offset of its first byte, from 0
     * @param fields its values, of bytes read as ISO 8859-1
     * @param problem what is wrong with it, or null
     */
    public record Row(
            long line,
            long offset,
            List<String> fields,
            @Nullable CsvProblem problem) {}

    private ScannerRows() {}

    /** Whether the fast scanner reads a dialect. */
    public static boolean isPlain(Dialect dialect) {
        return dialect.isPlain();
    }

    /** What the scanner of the usual dialects finds. */
    public static List<Row> fast(Dialect dialect, byte[] bytes) {
        return rows(new FastScanner(dialect), bytes);
    }

    /** What the scanner of all dialects finds. */
    public static List<Row> token(Dialect dialect, byte[] bytes) {
        return rows(new TokenScanner(dialect), bytes);
    }

    private static List<Row> rows(Scanner scanner, byte[] bytes) {
        scanner.reset(bytes, 0, bytes.length, bytes.length, 1);
        List<Row> rows = new ArrayList<>();
        while (scanner.next()) {
            scanner.record.offset = scanner.record.rawStart;
            rows.add(row(scanner.record));
        }
        return rows;
    }

    /** A parser's record as values. */
    public static Row row(CsvRecord record) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            fields.add(record.string(i, StandardCharsets.ISO_8859_1));
        }
        return new Row(record.line(), record.offset(), fields, record.problem());
    }
}
