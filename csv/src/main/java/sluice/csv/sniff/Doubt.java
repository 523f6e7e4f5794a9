package sluice.csv.sniff;

import java.util.List;

/**
 * Why a source should not be loaded before a person has decided.
 *
 * @param kind what is in doubt
 * @param sentence what was seen, and what to do
 * @param readings the ways to read it, the likeliest first; none if it should not be read at all
 */
public record Doubt(Kind kind, String sentence, List<Reading> readings) {
    /** Copies the readings. */
    public Doubt {
        readings = List.copyOf(readings);
    }

    /** What can be in doubt. */
    public enum Kind {
        /** The source isn't text. */
        NOT_TEXT,
        /** The source is text of another format, such as JSON lines. */
        OTHER_FORMAT,
        /** Several encodings make sense and differ. */
        ENCODING,
        /** Two delimiters give a table. */
        DELIMITER,
        /** Nothing gives a regular table. */
        NO_TABLE,
        /** The first row may be a header or a record. */
        HEADER,
        /** The first row may stand above the table. */
        PREAMBLE,
        /** Lines may be comments or rows. */
        COMMENT,
        /** The last rows may stand below the table. */
        FOOTER
    }
}
