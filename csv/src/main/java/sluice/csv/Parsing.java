package sluice.csv;

/** How strictly a source is held to its dialect. */
public enum Parsing {
    /** The dialect is taken at its word: a record that breaks it has a {@link CsvProblem}. */
    STRICT("strict"),
    /** A record that breaks the dialect is read as it was most likely meant; each {@link Recovery} is counted. */
    RECOVER("recover");

    private final String word;

    Parsing(String word) {
        this.word = word;
    }

    /** The word used in plans and options. */
    public String word() {
        return word;
    }
}
