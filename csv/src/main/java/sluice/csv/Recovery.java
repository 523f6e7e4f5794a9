package sluice.csv;

/** How a record was read that breaks its dialect, or that has another number of cells than there are columns. */
public enum Recovery {
    /** A quote inside a quoted field is content, because no delimiter and no line end follows it. */
    QUOTE_AS_CONTENT(0, "quotes inside quoted fields read as content"),
    /** A quote at the start of a field is content, because a quoted field would not fit. */
    QUOTE_AS_LITERAL(1, "opening quotes read as content"),
    /** A quote inside a quoted field is escaped by a backslash, though the dialect doubles quotes. */
    OTHER_ESCAPE(2, "records with quotes escaped by backslashes"),
    /** The record uses another delimiter. */
    OTHER_DELIMITER(3, "records with another delimiter"),
    /** The record uses another quote. */
    OTHER_QUOTE(4, "records with another quote"),
    /** The record ends with another line end. */
    OTHER_LINE_END(5, "records with another line end"),
    /** Two fields stand side by side without a delimiter; a quote shows where the second starts. */
    MISSING_DELIMITER(6, "records with a missing delimiter"),
    /** Empty cells at the end of the record, past the last column, are dropped. */
    SURPLUS_EMPTY(7, "records with empty cells past the last column"),
    /** Missing cells are empty. */
    PADDED(8, "short records padded"),
    /** Surplus cells are dropped. */
    TRUNCATED(9, "long records cut"),
    /** Surplus cells are in the extra column. */
    EXTRA(10, "long records with an extra column"),
    /** Bytes that are not valid in the source's encoding became U+FFFD. */
    INVALID_BYTES(11, "records with invalid bytes replaced"),
    /** The record repeats the header and is passed over. */
    REPEATED_HEADER(12, "repeated headers passed over");

    /** Its place in a set of kinds as bits. */
    private final int place;

    private final String words;

    Recovery(int place, String words) {
        this.place = place;
        this.words = words;
    }

    /** What is counted, in the words of a report. */
    public String words() {
        return words;
    }

    /** Its place in an array of counts, from 0. */
    int place() {
        return place;
    }

    /** It alone as a set of kinds. */
    int bit() {
        return 1 << place;
    }
}
