package sluice.csv;

/** How a record was read that breaks its dialect, or that has another number of cells than there are columns. */
public enum Recovery {
    /** A quote inside a quoted field is content, because no delimiter and no line end follows it. */
    QUOTE_AS_CONTENT("quotes inside quoted fields read as content"),
    /** A quote at the start of a field is content, because a quoted field would not fit. */
    QUOTE_AS_LITERAL("opening quotes read as content"),
    /** A quote inside a quoted field is escaped by a backslash, though the dialect doubles quotes. */
    OTHER_ESCAPE("records with quotes escaped by backslashes"),
    /** The record uses another delimiter. */
    OTHER_DELIMITER("records with another delimiter"),
    /** The record uses another quote. */
    OTHER_QUOTE("records with another quote"),
    /** The record ends with another line end. */
    OTHER_LINE_END("records with another line end"),
    /** Two fields stand side by side without a delimiter; a quote shows where the second starts. */
    MISSING_DELIMITER("records with a missing delimiter"),
    /** Empty cells at the end of the record, past the last column, are dropped. */
    SURPLUS_EMPTY("records with empty cells past the last column"),
    /** Missing cells are empty. */
    PADDED("short records padded"),
    /** Surplus cells are dropped. */
    TRUNCATED("long records cut"),
    /** Surplus cells are in the extra column. */
    EXTRA("long records with an extra column"),
    /** Bytes that are not valid in the source's encoding became U+FFFD. */
    INVALID_BYTES("records with invalid bytes replaced"),
    /** The record repeats the header and is passed over. */
    REPEATED_HEADER("repeated headers passed over");

    private final String words;

    Recovery(String words) {
        this.words = words;
    }

    /** What is counted, in the words of a report. */
    public String words() {
        return words;
    }
}
