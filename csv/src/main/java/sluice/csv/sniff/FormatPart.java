package sluice.csv.sniff;

/** A part of a {@link sluice.csv.CsvFormat}, in the order in which a report names them. */
public enum FormatPart {
    /** How text is encoded. */
    ENCODING("encoding"),
    /** What stands between two fields. */
    DELIMITER("delimiter"),
    /** The character around quoted fields. */
    QUOTE("quote"),
    /** The character that takes the next one literally. */
    ESCAPE("escape"),
    /** Whether blanks around quotes are passed over. */
    BLANKS("blanks around quotes"),
    /** The first character of lines that are passed over. */
    COMMENT("comment"),
    /** What ends a record. */
    LINE_END("line end"),
    /** Lines before the header. */
    PREAMBLE("preamble rows"),
    /** Records that name the columns. */
    HEADER("header rows"),
    /** Lines at the end. */
    FOOTER("footer rows");

    private final String words;

    FormatPart(String words) {
        this.words = words;
    }

    /** Its name in reports. */
    public String words() {
        return words;
    }
}
