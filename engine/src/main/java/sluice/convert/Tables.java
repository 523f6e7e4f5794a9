package sluice.convert;

/** What becomes of a second table in a source: of what follows a record that starts with the names of the columns. */
public enum Tables {
    /** Its rows are read on. Only a record that repeats the header byte by byte is a reject, or passed over if parsing recovers. */
    KEEP("keep"),
    /** The output ends before it. */
    FIRST("first"),
    /** The conversion fails. */
    REJECT("reject");

    private final String word;

    Tables(String word) {
        this.word = word;
    }

    /** The word used in options and manifests. */
    public String word() {
        return word;
    }
}
