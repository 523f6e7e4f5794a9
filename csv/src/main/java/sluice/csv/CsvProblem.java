package sluice.csv;

/** Why a record can't be taken as it stands. */
public enum CsvProblem {
    /** A quoted field has no closing quote before the source ends. */
    UNCLOSED_QUOTE("a quote opens this field and nothing closes it before the end of the file"),
    /** Bytes stand between a closing quote and the next delimiter. */
    TEXT_AFTER_QUOTE("text follows the closing quote; a quote inside a quoted field must be escaped"),
    /** The record's bytes are those of the header. */
    REPEATED_HEADER("the record repeats the header");

    private final String message;

    CsvProblem(String message) {
        this.message = message;
    }

    /** One sentence for the person who has to mend the file. */
    public String message() {
        return message;
    }
}
