package sluice.plan;

/** What becomes of the part of a date that is finer than a millisecond, which is the finest that BSON holds. */
public enum Truncate {
    /** The record is a reject: nothing is cut in silence. */
    NONE("none"),
    /** The part is cut off; nothing is rounded up. */
    MILLIS("millis");

    private final String word;

    Truncate(String word) {
        this.word = word;
    }

    /** The word used in plans. */
    public String word() {
        return word;
    }
}
