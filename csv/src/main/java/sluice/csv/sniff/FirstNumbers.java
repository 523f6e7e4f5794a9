package sluice.csv.sniff;

import java.util.List;

/** Tells numbers that name columns, such as {@code country,1990,1991}, from values. */
final class FirstNumbers {
    private static final int EARLIEST = 1800;
    private static final int LATEST = 2100;

    private FirstNumbers() {}

    /** Whether the numbers in the first row, above columns of numbers, are names. */
    static boolean areNames(List<Column> columns, List<Row> rows) {
        List<Column> numbers = columns.stream()
                .filter(column ->
                        column.kind() == CellKind.NUMBER && column.first().kind() == CellKind.NUMBER)
                .toList();
        if (numbers.isEmpty()) {
            return false;
        }
        boolean years = numbers.stream().allMatch(column -> isYear(column.first()))
                && numbers.stream().anyMatch(column -> column.values().stream().noneMatch(FirstNumbers::isYear));
        boolean others = columns.stream()
                .anyMatch(column -> !column.first().kind().isTyped()
                        && !column.first().kind().isNothing());
        return years || (others && isRun(numbers, rows.get(0)) && !isRun(numbers, rows.get(1)));
    }

    private static boolean isYear(Cell cell) {
        int value = whole(cell.text());
        return cell.text().length() == 4 && value >= EARLIEST && value <= LATEST;
    }

    /** Whether there are three numbers or more, each one higher than the one before. */
    private static boolean isRun(List<Column> columns, Row row) {
        if (columns.size() < 3) {
            return false;
        }
        for (int i = 1; i < columns.size(); i++) {
            int before = whole(row.cells().get(columns.get(i - 1).index()).text());
            if (before < 0 || whole(row.cells().get(columns.get(i).index()).text()) != before + 1) {
                return false;
            }
        }
        return true;
    }

    private static int whole(String text) {
        return text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
                ? Integer.parseInt(text)
                : -1;
    }
}
