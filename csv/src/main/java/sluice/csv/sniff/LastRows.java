package sluice.csv.sniff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the last rows of a table that have as many cells as the others, but may not be records: a remark, a number of rows, a
 * sum. If the rows above prove what they say they are a footer; otherwise they are suspected.
 */
final class LastRows {
    private static final int MOST = 5;

    private final Table table;
    private final List<Row> rows;
    private final byte[] text;

    /**
     * For the last rows of a table.
     *
     * @param rows the rows of the source's last part, with their cells as far as they were kept
     * @param text what they were read from, to the source's end
     */
    LastRows(Table table, List<Row> rows, byte[] text) {
        this.table = table;
        this.rows = rows;
        this.text = text;
    }

    /**
     * The footer that they are or may be.
     *
     * @param whole whether the rows are all that the source has
     */
    Footer look(boolean whole) {
        int from = Math.max(1, rows.size() - MOST);
        if (from >= rows.size()) {
            return Footer.NONE;
        }
        int start = rows.get(from).start();
        List<Row> last = RowReader.read(table.dialect(), Arrays.copyOfRange(text, start, text.length), 0, 1, true);
        int first = last.size();
        while (first > 0 && suspicion(last.get(first - 1)).isPresent()) {
            first--;
        }
        int count = last.size() - first;
        if (count == 0 || areUsual(count)) {
            return Footer.NONE;
        }
        int lines = Lines.count(text, start + last.get(first).start());
        List<Row> above = rows.subList(Math.min(table.lead(), rows.size() - count), rows.size() - count);
        Optional<String> proof =
                whole && count == 1 ? Proof.of(above, last.get(first).cells()) : Optional.empty();
        return proof.map(because -> Footer.found(1, lines, because))
                .orElse(Footer.suspected(
                        count, lines, suspicion(last.get(first)).orElseThrow()));
    }

    /** Whether rows above the last ones are like them. */
    private boolean areUsual(int count) {
        List<Row> body = table.body();
        return body.stream()
                .limit(Math.max(1, body.size() - count))
                .anyMatch(row -> suspicion(row).isPresent());
    }

    /** Why a row may not be a record. */
    private Optional<String> suspicion(Row row) {
        if (!row.fits(table.width())) {
            return Optional.empty();
        }
        List<Cell> filled =
                row.cells().stream().filter(cell -> !cell.text().isBlank()).toList();
        return filled.isEmpty() ? Optional.empty() : reason(filled.get(0).text(), filled.size() == 1);
    }

    private Optional<String> reason(String cell, boolean alone) {
        if (Remarks.isSum(cell)) {
            return Optional.of(Shown.cell(cell) + " in the last row is a word for a sum");
        }
        boolean counts = alone && Remarks.count(cell).isPresent();
        boolean marked = table.width() == 1 && cell.startsWith("# ");
        return counts || marked || Remarks.isRemark(cell)
                ? Optional.of(Shown.cell(cell) + " in the last row reads like a remark")
                : Optional.empty();
    }
}
