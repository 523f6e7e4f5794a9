package sluice.plan;

/** What becomes of a record whose key is taken, in insert mode. */
public enum OnDuplicate {
    /** It goes to the reject files. */
    REJECT("reject"),
    /** It is passed over and counted. */
    SKIP("skip"),
    /** The load stops. */
    ERROR("error");

    private final String word;

    OnDuplicate(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }
}
