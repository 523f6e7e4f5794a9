package sluice.csv.sniff;

/** Where a part of a format comes from. */
public enum Origin {
    /** It was declared. */
    PINNED("pinned"),
    /** The sample shows it. */
    FOUND("found"),
    /** The sample doesn't show it, so it is what is usual. */
    DEFAULT("default");

    private final String word;

    Origin(String word) {
        this.word = word;
    }

    /** The word used in reports. */
    public String word() {
        return word;
    }
}
