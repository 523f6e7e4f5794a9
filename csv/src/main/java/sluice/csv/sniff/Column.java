package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A column of sampled rows.
 *
 * @param index its place, from 0
 * @param first its cell in the first row; empty if that row is too short
 * @param below its other cells, without those of rows that repeat the first
 * @param values those of the rows that are certainly records, if they aren't empty
 * @param kind the kind that nearly all values have, or text
 */
record Column(int index, Cell first, List<Cell> below, List<Cell> values, CellKind kind) {
    /** A kind that fewer values have isn't the column's. */
    private static final double NEARLY_ALL = 0.9;
    /** Up to so many rows may be header rows. */
    private static final int SKIPPED = 3;

    private static final Cell NO_CELL = new Cell("", false);

    static List<Column> of(List<Row> rows, int width) {
        List<Row> below = rows.subList(1, rows.size());
        List<Row> records = rows.size() >= SKIPPED + 2 ? rows.subList(SKIPPED, rows.size()) : below;
        Row first = rows.get(0);
        List<Row> different = without(below, first);
        // A few copies of the first row are repeated headers; if there are many, they are records.
        List<Row> compared = below.size() - different.size() <= 1 + below.size() / 50 ? different : below;
        List<Column> columns = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            List<Cell> values = cells(compared == different ? without(records, first) : records, i).stream()
                    .filter(cell -> !cell.kind().isNothing())
                    .toList();
            Cell top = i < first.cells().size() ? first.cells().get(i) : NO_CELL;
            columns.add(new Column(i, top, cells(compared, i), values, kind(values)));
        }
        return columns;
    }

    private static List<Row> without(List<Row> rows, Row copied) {
        return rows.stream().filter(row -> !row.cells().equals(copied.cells())).toList();
    }

    private static List<Cell> cells(List<Row> rows, int index) {
        return rows.stream()
                .filter(row -> index < row.cells().size())
                .map(row -> row.cells().get(index))
                .toList();
    }

    private static CellKind kind(List<Cell> values) {
        for (CellKind kind : CellKind.values()) {
            if (kind.isTyped() && !values.isEmpty() && share(values, cell -> cell.kind() == kind) >= NEARLY_ALL) {
                return kind;
            }
        }
        return CellKind.TEXT;
    }

    private static double share(List<Cell> cells, Predicate<Cell> condition) {
        return (double) cells.stream().filter(condition).count() / cells.size();
    }

    boolean isTyped() {
        return kind.isTyped();
    }

    /**
     * What the column says of the first row: above 0 if it is a name, below if it is a value, 0 if that can't be told.
     *
     * @param numbersAreNames whether numbers in the first row are names
     */
    int vote(boolean numbersAreNames) {
        if (values.isEmpty() || first.kind().isNothing()) {
            return 0;
        }
        if (recurs()) {
            return kind.isTyped() && first.kind() == kind && numbersAreNames ? 1 : kind == first.kind() ? -2 : -1;
        }
        if (kind.isTyped()) {
            return voteOfTyped(numbersAreNames);
        }
        String mask = mask();
        if (!mask.isEmpty()) {
            return mask.equals(mask(first.text())) ? -1 : 1;
        }
        return values.size() > 1 && !first.quoted() && values.stream().allMatch(Cell::quoted) ? 1 : 0;
    }

    private int voteOfTyped(boolean numbersAreNames) {
        if (first.kind() == kind) {
            return kind == CellKind.NUMBER && numbersAreNames ? 1 : -2;
        }
        if (first.kind().isTyped()) {
            return kind == CellKind.NUMBER && first.kind() == CellKind.TIME ? 1 : 0;
        }
        return 2;
    }

    private boolean recurs() {
        return below.stream().anyMatch(cell -> cell.text().equals(first.text()));
    }

    /** The shape that all values share, if it has digits and there are some values: {@code A-9} for {@code AB-123}. */
    private String mask() {
        if (values.size() < SKIPPED) {
            return "";
        }
        String mask = mask(values.get(0).text());
        return mask.indexOf('9') >= 0
                        && mask.length() > 1
                        && values.stream().allMatch(cell -> mask(cell.text()).equals(mask))
                ? mask
                : "";
    }

    private static String mask(String text) {
        StringBuilder mask = new StringBuilder();
        int length = Math.min(text.length(), 40);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            char shape = Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'A' : c;
            if (mask.isEmpty() || mask.charAt(mask.length() - 1) != shape) {
                mask.append(shape);
            }
        }
        return mask.toString();
    }

    /** Why it votes so. */
    String reason(boolean numbersAreNames) {
        int vote = vote(numbersAreNames);
        String shown = shownFirst();
        if (vote > 0) {
            return shown + " stands above values of another kind";
        }
        return vote < 0 && recurs()
                ? shown + " in the first row occurs again in its column"
                : shown + " in the first row is a value like those below it";
    }

    /** The first cell as a report shows it. */
    String shownFirst() {
        return Shown.cell(first.text());
    }
}
