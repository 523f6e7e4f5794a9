package sluice.csv.sniff;

/** How sure a finding is. */
public enum Sureness {
    /** The evidence leaves no other reading. */
    SURE("sure"),
    /** The evidence speaks for it, and little or nothing against it. */
    LIKELY("likely"),
    /** There is hardly any evidence. */
    WEAK("weak");

    private final String word;

    Sureness(String word) {
        this.word = word;
    }

    /** The word used in reports. */
    public String word() {
        return word;
    }
}
