package sluice.scan.evaluate;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvRecord;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.Slice;

/** The record that is looked at, and the first thing in it that an expression could not use. Not thread-safe. */
public final class Row {
    private static final int SHOWN = 80;

    private final CsvRecord record;
    private int[] fields = new int[0];
    private ScanProblem.@Nullable Kind kind;
    private final Slice bad = new Slice();

    /** A row that shows whichever record the given one is at. */
    public Row(CsvRecord record) {
        this.record = record;
    }

    /** Says which field each column of the query is in the source that comes now. */
    public void columns(int[] fieldOfColumn) {
        fields = fieldOfColumn;
    }

    /** The value of a column of the query; false where the record has too few fields. */
    boolean column(int column, Slice out) {
        int field = fields[column];
        if (field >= record.fieldCount()) {
            out.set(record.bytes(0), 0, 0);
            problem(ScanProblem.Kind.NO_COLUMN, out);
            return false;
        }
        out.set(record.bytes(field), record.start(field), record.end(field));
        return true;
    }

    void problem(ScanProblem.Kind found, Slice value) {
        if (kind == null) {
            kind = found;
            bad.set(value.bytes, value.from, value.to);
        }
    }

    /** What the last expression could not use, or null; forgets it. */
    ScanProblem.@Nullable Kind takeProblem() {
        ScanProblem.Kind taken = kind;
        kind = null;
        return taken;
    }

    /** The value that the last problem was about, cut short. */
    String badValue() {
        int length = Math.min(bad.to - bad.from, 4 * SHOWN);
        String text = new String(bad.bytes, bad.from, length, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
    }

    long line() {
        return record.line();
    }
}
