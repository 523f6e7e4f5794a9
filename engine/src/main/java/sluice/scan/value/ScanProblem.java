package sluice.scan.value;

/**
 * What an expression could not use: in these rows it had no value.
 *
 * @param expression as it was written
 * @param kind what was the matter
 * @param rows how many rows
 * @param source the source of the first one
 * @param line the line on which that one starts
 * @param value its value, cut short; empty where the column is missing
 */
public record ScanProblem(String expression, Kind kind, long rows, String source, long line, String value) {

    /** What can be the matter with a value. */
    public enum Kind {
        /** The row has too few columns. */
        NO_COLUMN("too few columns"),
        /** The value is no date in the pattern. */
        NO_DATE("no date"),
        /** The value is no number. */
        NO_NUMBER("no number");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
