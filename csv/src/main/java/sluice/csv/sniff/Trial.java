package sluice.csv.sniff;

import java.util.List;
import sluice.csv.Dialect;

/**
 * A dialect that was tried on a sample. It is scored by how regular the rows are times how much the cells look like
 * values: the data consistency measure of van den Burg, Nazabal and Sutton ("Wrangling messy CSV files by detecting row and
 * type patterns", Data Mining and Knowledge Discovery 33, 2019), with other weights: what is a delimiter more seldom, such
 * as a blank or a colon, needs more evidence.
 *
 * @param table what its rows look like
 * @param oneColumn whether each line is one cell
 * @param candidate its scores
 */
record Trial(Table table, boolean oneColumn, Candidate candidate) {
    /** What one column is worth: it is always regular, so that says nothing. */
    private static final double ONE_COLUMN = 0.5;
    /** What a candidate is worth that has too little evidence for what it is. */
    private static final double TOO_LITTLE = 0.48;

    private static final double NEARLY_ALL = 0.95;
    private static final int MOST_CELLS = 5000;

    static Trial of(Table table, boolean oneColumn) {
        List<Row> body = table.body();
        double quality = quality(body);
        Evidence evidence = table.evidence();
        // A cell that keeps its quotes is as bad as a row that doesn't fit.
        double score = evidence.share()
                * quality
                * (1 - (double) table.wrapped() / Math.max(1, table.rows().size()));
        if (oneColumn) {
            score *= evidence.width() == 1 ? ONE_COLUMN : 0;
        } else if (evidence.width() < 2 || evidence.share() < 0.5) {
            score = 0;
        } else {
            score *= prior(table.dialect().delimiter()) * weight(table, body);
            score *= table.lead() == 0 ? 1 : NEARLY_ALL * lead(table);
        }
        return new Trial(table, oneColumn, new Candidate(table.dialect(), oneColumn, evidence, quality, score));
    }

    double score() {
        return candidate.score();
    }

    Dialect dialect() {
        return table.dialect();
    }

    Evidence evidence() {
        return table.evidence();
    }

    /** How many rows are not read as they were meant; a cell that keeps its quotes is worse, because nobody is told. */
    int faults() {
        return evidence().rows() - evidence().fitting() + 2 * table.wrapped();
    }

    /** How many rows have a quote that breaks the dialect. */
    long broken() {
        return table.rows().stream().filter(Row::broken).count();
    }

    /** Whether it is one column of values that other delimiters take to pieces: times, addresses, decimal commas. */
    boolean isColumnOfValues() {
        List<Row> body = table.body();
        return oneColumn
                && body.size() > 1
                && Column.of(body, 1).get(0).isTyped()
                && CellQuality.of(body.get(0).cells().get(0)) > TOO_LITTLE;
    }

    /** The same next to a column of values: what parts them needs to be regular from the first row on. */
    Trial besideValues() {
        boolean rare = prior(dialect().delimiter()) < 0.9;
        boolean whole = table.lead() == 0
                ? table.rows().get(0).fits(table.width())
                : HeaderFinder.find(table.body(), table.width()).isCertain();
        boolean regular = isRegular(table) && whole;
        if (oneColumn || (regular && !rare)) {
            return this;
        }
        return new Trial(
                table,
                false,
                new Candidate(dialect(), false, evidence(), candidate.quality(), TOO_LITTLE * candidate.score()));
    }

    /** How many quoted cells there are among those that were kept. */
    long quotedCells() {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(Cell::quoted)
                .count();
    }

    private static double quality(List<Row> body) {
        double sum = 0;
        int cells = 0;
        boolean[] filled =
                new boolean[body.isEmpty() ? 0 : body.get(body.size() - 1).width()];
        for (Row row : body) {
            for (int i = 0; i < row.cells().size() && cells < MOST_CELLS; i++) {
                Cell cell = row.cells().get(i);
                sum += CellQuality.of(cell);
                cells++;
                if (i < filled.length) {
                    filled[i] |= cell.kind() != CellKind.EMPTY;
                }
            }
        }
        // Columns that are empty from top to bottom are a sign of a delimiter that is part of a longer one.
        int empty = 0;
        for (int i = 0; i + 1 < filled.length; i++) {
            empty += filled[i] ? 0 : 1;
        }
        return cells == 0 ? 1 : sum / cells * (1 - 0.4 * empty / Math.max(1, filled.length));
    }

    /** How much the rows before the table look like values: less if they have delimiters that the dialect doesn't see. */
    private static double lead(Table table) {
        return table.rows().subList(0, table.lead()).stream()
                .flatMap(row -> row.cells().stream())
                .mapToDouble(CellQuality::of)
                .average()
                .orElse(1);
    }

    /** How usual a delimiter is, from 0 to 1. */
    static double prior(String delimiter) {
        return switch (delimiter) {
            case ",", ";", "\t", "|" -> 1;
            case ":" -> 0.8;
            case " " -> 0.7;
            default -> delimiter.isBlank() || delimiter.charAt(0) >= ' ' ? 0.96 : 0.98;
        };
    }

    /** Less than 1 if the delimiter is one that prose has too, and the rows don't look like records. */
    private static double weight(Table table, List<Row> body) {
        String delimiter = table.dialect().delimiter();
        int width = table.width();
        if (delimiter.equals(" ")) {
            return isRegular(table) && typedColumns(body, width) * 2 >= width ? 1 : TOO_LITTLE;
        }
        if (delimiter.equals(":")) {
            boolean record = width > 2 || typedColumns(body, width) * 2 >= width;
            boolean named = width > 2
                    && typedColumns(body, width) > 0
                    && HeaderFinder.find(body, width).isCertain();
            return isRegular(table) && record && (named || !isProse(body)) ? 1 : TOO_LITTLE;
        }
        boolean spaced = delimiter.endsWith(" ");
        if (spaced || isPadded(body)) {
            boolean record = typedColumns(body, width) > 0 || !isProse(body);
            double weight = record && (!spaced || isRegular(table)) ? 1 : TOO_LITTLE;
            return table.lead() == 0 ? weight : TOO_LITTLE * TOO_LITTLE;
        }
        return 1;
    }

    private static boolean isRegular(Table table) {
        return table.evidence().share() >= NEARLY_ALL;
    }

    private static int typedColumns(List<Row> body, int width) {
        return body.size() < 2
                ? 0
                : (int) Column.of(body, width).stream().filter(Column::isTyped).count();
    }

    /** Whether many cells are several words. */
    private static boolean isProse(List<Row> body) {
        List<Cell> cells =
                body.stream().limit(100).flatMap(row -> row.cells().stream()).toList();
        long prose = cells.stream()
                .filter(cell ->
                        cell.kind() == CellKind.TEXT && cell.text().strip().indexOf(' ') > 0)
                .count();
        return prose >= 0.3 * cells.size();
    }

    /** Whether nearly all cells but the first start with a blank. */
    private static boolean isPadded(List<Row> body) {
        List<Cell> cells = body.stream()
                .limit(100)
                .flatMap(row -> row.cells().stream().skip(1))
                .toList();
        long padded = cells.stream().filter(cell -> cell.text().startsWith(" ")).count();
        return !cells.isEmpty() && padded >= 0.9 * cells.size();
    }
}
