package sluice.plan;

/** What becomes of a record with bytes that are not valid in its source's encoding. */
public enum InvalidBytes {
    /** It is a reject. */
    REJECT("reject"),
    /** Each invalid byte becomes U+FFFD. */
    REPLACE("replace");

    private final String word;

    InvalidBytes(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }
}
