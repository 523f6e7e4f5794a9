package sluice.csv.sniff;

import java.util.List;
import sluice.csv.Dialect;

/**
 * Reads the rows of a part that starts at a line, which may stand in the middle of a quoted cell. It is read both ways,
 * from the first line and from after the first quote that may close a cell, and the way with more regular rows is taken.
 */
final class PartReader {
    private PartReader() {}

    static List<Row> rows(Dialect dialect, byte[] part, boolean toEnd) {
        List<Row> outside = RowReader.read(dialect, part, 0, 1, toEnd);
        int closed = dialect.quote() < 0 || dialect.quote() > 0x7f ? -1 : pastCell(dialect, part);
        if (closed < 0 || misfits(outside) == 0) {
            return outside;
        }
        List<Row> inside = RowReader.read(dialect, part, closed, 1, toEnd);
        return misfits(inside) < misfits(outside) ? inside : outside;
    }

    private static int misfits(List<Row> rows) {
        Evidence evidence = Widths.of(rows).evidence(Widths.of(rows).mode());
        return evidence.rows() - evidence.fitting();
    }

    /** Where the line after the first quote starts that stands before a delimiter or a line end; -1 if there is none. */
    private static int pastCell(Dialect dialect, byte[] part) {
        int delimiter = dialect.delimiter().charAt(0);
        for (int at = 0; at + 1 < part.length; at++) {
            int next = part[at + 1];
            if (part[at] == dialect.quote() && (next == delimiter || next == '\n' || next == '\r')) {
                return Lines.after(part, at + 1);
            }
        }
        return -1;
    }
}
