package sluice.csv.sniff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;

/**
 * Reads the rows of a sample's part in one dialect, strictly. A broken row that swallows lines counts as one line, and
 * reading goes on at the next one, so one stray quote doesn't hide what follows it. That is done a few times only: time
 * stays linear.
 */
final class RowReader {
    private static final int MOST_RESTARTS = 8;
    private static final int KEPT_ROWS = 300;
    private static final int KEPT_CELLS = 12_000;

    private final Dialect dialect;
    private final boolean toEnd;
    private final byte[] bytes;
    private final List<Row> rows = new ArrayList<>();
    private int keptCells;
    private int restarts;
    private boolean ended;

    private RowReader(Dialect dialect, byte[] bytes, boolean toEnd) {
        this.dialect = dialect;
        this.bytes = bytes;
        this.toEnd = toEnd;
    }

    /**
     * The rows from an index on.
     *
     * @param toEnd whether the bytes end where the source does; if not, the last row may be cut off and is left out
     */
    static List<Row> read(Dialect dialect, byte[] bytes, int from, long line, boolean toEnd) {
        RowReader reader = new RowReader(dialect, bytes, toEnd);
        Place place = new Place(from, line);
        while (!reader.ended) {
            place = reader.readOn(place);
        }
        return reader.rows;
    }

    private record Place(int at, long line) {}

    /** Reads rows up to the end, or up to a broken one that swallows lines; where to go on. */
    private Place readOn(Place from) {
        byte[] rest =
                from.at() == 0 ? bytes : Arrays.copyOfRange(bytes, Math.min(from.at(), bytes.length), bytes.length);
        CsvParser parser = new CsvParser(dialect);
        parser.reset(new Chunk(0, 0, from.line(), rest));
        CsvRecord record = parser.record();
        long expected = from.line();
        while (parser.next()) {
            int start = from.at() + record.rawStart();
            int end = from.at() + record.rawEnd();
            boolean cut = !toEnd && end >= bytes.length;
            if (record.problem() != null && parser.line() > record.line() + 1 && restarts < MOST_RESTARTS) {
                boolean unclosed = record.problem() == CsvProblem.UNCLOSED_QUOTE;
                if (!(cut && unclosed && end - start < bytes.length / 2)) {
                    restarts++;
                    int next = Lines.after(bytes, start);
                    rows.add(Row.broken(start, next, record.line(), bytes[start] == '#'));
                    return new Place(next, record.line() + 1);
                }
            }
            if (!cut) {
                add(record, start, end, record.line() > expected);
            }
            expected = parser.line();
        }
        ended = true;
        return from;
    }

    private void add(CsvRecord record, int start, int end, boolean apart) {
        boolean keep = rows.size() < KEPT_ROWS && keptCells < KEPT_CELLS;
        boolean hash = start < end && bytes[start] == '#';
        List<Cell> cells = keep ? cells(record) : List.of();
        keptCells += cells.size();
        rows.add(new Row(
                start,
                end,
                record.line(),
                record.fieldCount(),
                record.problem() != null,
                apart,
                hash,
                isWrapped(record),
                cells));
    }

    private boolean isWrapped(CsvRecord record) {
        for (int i = 0; i < record.fieldCount(); i++) {
            if (!record.quoted(i) && isWrapped(record.bytes(i), record.start(i), record.end(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the dialect leaves a cell its quotes: double ones, or single ones around escaped ones. */
    private boolean isWrapped(byte[] cell, int from, int to) {
        if (to - from < 2 || cell[from] != cell[to - 1]) {
            return false;
        }
        return (cell[from] == '"' && dialect.quote() != '"')
                || (cell[from] == '\'' && dialect.quote() != '\'' && holdsEscaped(cell, from + 1, to - 1));
    }

    private static boolean holdsEscaped(byte[] cell, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (cell[at] == '\'' && (cell[at - 1] == '\'' || cell[at - 1] == '\\')) {
                return true;
            }
        }
        return false;
    }

    static List<Cell> cells(CsvRecord record) {
        List<Cell> cells = new ArrayList<>(record.fieldCount());
        for (int i = 0; i < record.fieldCount(); i++) {
            cells.add(new Cell(record.string(i, StandardCharsets.UTF_8), record.quoted(i)));
        }
        return cells;
    }
}
