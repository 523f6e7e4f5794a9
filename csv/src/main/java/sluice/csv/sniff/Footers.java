package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells lines below a table from its records. Only rows of another width than the table's are ever taken for such lines,
 * and only if more speaks for it: a blank line before text, or a word for a sum.
 */
final class Footers {
    private static final int MOST = 10;
    private static final int LONGEST = 1000;
    private static final Pattern WORDS =
            Pattern.compile("(?iU)[\"'(#*=-]*\\s*(total|sub-?total|sum|summe|gesamt|end of|end$|eof|generated"
                    + "|exported|source|note|copyright|©|rows?\\b|records?\\b|count|anzahl|insgesamt|somme|suma|totale?|ende)\\b.*"
                    + "|\\(?\\d+ (rows?|records?|zeilen|datensätze)\\b.*|\\W+");

    private Footers() {}

    /** How many of the last rows are no records. */
    static int count(List<Row> rows, byte[] text, int width) {
        if (width < 2) {
            return 0;
        }
        int odd = 0;
        while (odd < rows.size()
                && odd <= MOST
                && !rows.get(rows.size() - 1 - odd).fits(width)) {
            odd++;
        }
        if (odd > MOST || rows.size() - odd < 2) {
            return 0;
        }
        // The first of them that is marked begins the footer; odd rows before it are rejected as rows.
        for (int i = rows.size() - odd; i < rows.size(); i++) {
            if (begins(rows.subList(i, rows.size()), text)) {
                return rows.size() - i;
            }
        }
        return 0;
    }

    /** Whether rows without a delimiter stand apart as text, or the first begins with a word for a sum or a note. */
    private static boolean begins(List<Row> rows, byte[] text) {
        Row row = rows.get(0);
        byte[] bytes = Arrays.copyOfRange(text, row.start(), row.end());
        if (Utf8Count.of(bytes).invalid() > 0) {
            // A damaged end is no remark.
            return false;
        }
        boolean plain = rows.stream().allMatch(one -> one.width() == 1);
        if (row.apart() && plain && !row.cells().isEmpty() && row.cells().get(0).kind() == CellKind.TEXT) {
            return true;
        }
        int end = Math.min(row.end(), row.start() + LONGEST);
        String line = new String(text, row.start(), end - row.start(), StandardCharsets.UTF_8).strip();
        return WORDS.matcher(line).matches();
    }
}
