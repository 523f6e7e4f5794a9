package sluice.cli.query;

import java.util.Locale;

/** How rows are written. */
public enum RowFormat {
    /** For people. */
    TABLE,
    /** One array. */
    JSON,
    /** One document a line. */
    JSONL,
    /** With a header; sub-documents by dotted names. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
