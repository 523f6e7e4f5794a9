package sluice.plan;

/** What a cell without a value becomes. */
public enum Blank {
    /** An empty text in a column of strings, an empty array in a split column, null in any other. */
    KEEP("keep"),
    /** Null. */
    NULL("null"),
    /** Nothing: the field is left out. */
    OMIT("omit"),
    /** A reject: every record has a value. */
    REJECT("reject");

    private final String word;

    Blank(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }
}
