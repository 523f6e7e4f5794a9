package sluice.plan;

/** What type a column gets where the plan names none. */
public enum TypeMode {
    /** Every value is a string, as it stands in the file. */
    STRING("string"),
    /** The narrowest type from which each value of the column can be written back to the same text. */
    INFER("infer");

    private final String word;

    TypeMode(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }
}
