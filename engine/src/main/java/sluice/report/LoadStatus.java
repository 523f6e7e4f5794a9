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

    /** How files say it that are read back. */
    public String code() {
        return words.replace(' ', '-');
    }

    /**
     * The status with a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LoadStatus of(String code) {
        for (LoadStatus status : values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("`" + code + "` is not the status of a load");
    }

    /** How a person says it. */
    public String words() {
        return words;
    }
}
