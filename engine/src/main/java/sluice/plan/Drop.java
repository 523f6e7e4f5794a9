package sluice.plan;

/** What becomes of the documents that a collection held before a load. */
public enum Drop {
    /** They stay. */
    NEVER("false"),
    /** What is loaded takes their place when the load has ended within its limits; until then they stay as they are. */
    AT_END("true"),
    /** They go before the first record is loaded: for servers without room for both. */
    EARLY("early");

    private final String word;

    Drop(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }

    /** Whether they go at all. */
    public boolean drops() {
        return this != NEVER;
    }
}
