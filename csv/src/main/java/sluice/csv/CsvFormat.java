package sluice.csv;

/**
 * How a CSV source is laid out. Immutable.
 *
 * @param encoding how its text is encoded
 * @param dialect how its records are written
 * @param layout what stands around its records
 */
public record CsvFormat(TextEncoding encoding, Dialect dialect, Layout layout) {

    /** UTF-8, RFC 4180, one header row. */
    public static final CsvFormat DEFAULT = new CsvFormat(TextEncoding.UTF_8, Dialect.RFC_4180, Layout.DEFAULT);

    /**
     * What stands around the records.
     *
     * @param preambleRows lines before the header that belong to nothing; 0 to {@value #MAX_ROWS}
     * @param headerRows records that name the columns, 0 to {@value #MAX_ROWS}; the cells of several are joined by a space
     * @param footerRows lines at the end that belong to nothing; 0 to {@value #MAX_ROWS}
     */
    public record Layout(int preambleRows, int headerRows, int footerRows) {
        /** The most rows of any kind. */
        public static final int MAX_ROWS = 1000;

        /** One header row and nothing else. */
        public static final Layout DEFAULT = new Layout(0, 1, 0);

        /** Checks the ranges. */
        public Layout {
            require("preamble rows", preambleRows);
            require("header rows", headerRows);
            require("footer rows", footerRows);
        }

        private static void require(String name, int rows) {
            if (rows < 0 || rows > MAX_ROWS) {
                throw new IllegalArgumentException(name + " is " + rows + ", must be from 0 to " + MAX_ROWS);
            }
        }
    }

    /** Another dialect in the same encoding and layout. */
    public CsvFormat withDialect(Dialect changed) {
        return new CsvFormat(encoding, changed, layout);
    }

    /** Every part of it, pinned. */
    public FormatPins pins() {
        return FormatPins.builder()
                .encoding(encoding)
                .delimiter(dialect.delimiter())
                .quote(dialect.quote())
                .escape(dialect.escape())
                .lineEnd(dialect.lineEnd())
                .comment(dialect.comment())
                .blanks(dialect.blanks())
                .preambleRows(layout.preambleRows())
                .headerRows(layout.headerRows())
                .footerRows(layout.footerRows())
                .build();
    }
}
