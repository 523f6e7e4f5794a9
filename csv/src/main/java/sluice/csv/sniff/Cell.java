package sluice.csv.sniff;

/**
 * A cell of a sampled row.
 *
 * @param text its value
 * @param quoted whether it stood in quotes
 * @param kind what its value looks like
 */
record Cell(String text, boolean quoted, CellKind kind) {
    Cell(String text, boolean quoted) {
        this(text, quoted, CellKind.of(text));
    }
}
