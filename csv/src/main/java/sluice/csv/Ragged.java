package sluice.csv;

/** What becomes of a record that has more or fewer cells than there are columns. */
public enum Ragged {
    /** It stays as it is, for the caller to reject. */
    REJECT("reject"),
    /** Missing cells are empty; a record with too many stays as it is. */
    PAD("pad"),
    /** Missing cells are empty, surplus ones are dropped. */
    TRUNCATE("truncate"),
    /** Missing cells are empty; surplus ones go, as they stand, into one more column. */
    EXTRA_COLUMN("extra-column");

    private final String word;

    Ragged(String word) {
        this.word = word;
    }

    /** The word used in plans and options. */
    public String word() {
        return word;
    }
}
