package sluice.faults;

import java.util.Locale;

/** How a collection is loaded: what the plan says, and what that means to the naive reader. */
enum Mode {
    NO_KEY("insert", ""),
    KEY("insert", "key"),
    ID("insert", "id"),
    UPSERT("upsert", "key"),
    MERGE("merge", "key"),
    DELETE("delete", "key");

    private final String word;
    private final String identity;

    Mode(String word, String identity) {
        this.word = word;
        this.identity = identity;
    }

    /** The plan's mode. */
    String word() {
        return word;
    }

    /** The plan key that names the column k: {@code key}, {@code id}, or empty for none. */
    String identity() {
        return identity;
    }

    /** Whether other collections can refer to this one. */
    boolean canBeParent() {
        return this != NO_KEY && this != DELETE;
    }

    /** Whether a second record of a key is a reject. */
    boolean rejectsDuplicates() {
        return this == KEY || this == ID;
    }

    /** As options and tables spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
