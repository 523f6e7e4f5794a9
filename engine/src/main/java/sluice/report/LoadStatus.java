package sluice.report;

/** How a load ended. */
public enum LoadStatus {
    /** Every record is in the database. */
    COMPLETED("completed"),
    /** Every record is in the database or in a reject file. */
    COMPLETED_WITH_REJECTS("completed with rejects"),
    /** There were more rejects than allowed. */
    STOPPED_AT_ERROR_LIMIT("stopped at the error limit"),
    /** Something but a record's own fault ended it. */
    FAILED("failed"),
    /** The user stopped it. */
    INTERRUPTED("interrupted");

    private final String words;

    LoadStatus(String words) {
        this.words = words;
    }

    /** Whether every record is in the database or in a reject file. */
    public boolean isComplete() {
        return this == COMPLETED || this == COMPLETED_WITH_REJECTS;
    }

    /** How a person says it. */
    public String words() {
        return words;
    }
}
