package sluice.csv;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How a CSV source is written: what separates fields and records, and what quotes, escapes and comments. Immutable.
 *
 * <p>A quote opens a quoted field only at the field's start; anywhere else outside quotes it is text. The escape counts
 * inside quotes, or everywhere if there is no quote.
 *
 * @param delimiter what stands between two fields: 1 to {@value #MAX_LENGTH} characters
 * @param quote the character around quoted fields, as a code point, or {@link #NONE}
 * @param escape the character that takes the next one literally, as a code point; equal to {@code quote} if a quote is
 *     escaped by doubling it (RFC 4180); {@link #NONE} if nothing is
 * @param lineEnd what ends a record: {@link #ANY_LINE_END} for LF, CRLF and a lone CR, whatever the rest of the source
 *     uses; or 1 to {@value #MAX_LENGTH} characters
 * @param comment the character that makes a line a comment if it is the line's first, as a code point, or {@link #NONE}
 * @param blanks whether blanks and tabs between a delimiter and a quote are passed over
 */
public record Dialect(String delimiter, int quote, int escape, String lineEnd, int comment, boolean blanks) {

    /** Stands for "there is no such character". */
    public static final int NONE = -1;

    /** Stands for "LF, CRLF or CR". */
    public static final String ANY_LINE_END = "";

    /** The most characters that a delimiter or a line end has. */
    public static final int MAX_LENGTH = 16;

    /** RFC 4180: comma, double quote, escaped by doubling. */
    public static final Dialect RFC_4180 = builder().build();

    /** Checks that no two characters have two meanings. */
    public Dialect {
        Objects.requireNonNull(delimiter);
        requireLength("delimiter", delimiter);
        if (!lineEnd.equals(ANY_LINE_END)) {
            requireLength("line end", lineEnd);
        }
        requireNoLineEnd("delimiter", delimiter, lineEnd);
        requireCharacter("quote", quote, lineEnd);
        requireCharacter("escape", escape, lineEnd);
        requireCharacter("comment", comment, lineEnd);
        requireDistinct("delimiter", delimiter.codePointAt(0), "quote", quote);
        requireDistinct("delimiter", delimiter.codePointAt(0), "escape", escape);
        requireDistinct("delimiter", delimiter.codePointAt(0), "comment", comment);
        requireDistinct("quote", quote, "comment", comment);
        if (blanks && quote == NONE) {
            throw new IllegalArgumentException("blanks around quotes need a quote");
        }
    }

    /** A dialect of one delimiter, quote and escape, with any line end. */
    public Dialect(String delimiter, int quote, int escape) {
        this(delimiter, quote, escape, ANY_LINE_END, NONE, false);
    }

    /** A builder that starts from RFC 4180. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this dialect. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.delimiter = delimiter;
        builder.quote = quote;
        builder.escape = escape;
        builder.lineEnd = lineEnd;
        builder.comment = comment;
        builder.blanks = blanks;
        return builder;
    }

    /** Whether each token is one ASCII character, so that {@link FastScanner} reads it. */
    boolean isPlain() {
        return !blanks
                && isAscii(delimiter)
                && quote < 0x80
                && escape < 0x80
                && comment < 0x80
                && (quote != NONE || escape == NONE)
                && (lineEnd.equals(ANY_LINE_END) || lineEnd.equals("\n") || lineEnd.equals("\r"));
    }

    /** The byte that ends a line for the count of lines, or {@link #NONE} if LF, CRLF and CR do. */
    int lineByte() {
        return lineEnd.equals(ANY_LINE_END)
                ? NONE
                : lineEnd.indexOf('\r') >= 0 && lineEnd.indexOf('\n') < 0 ? '\r' : '\n';
    }

    private static boolean isAscii(String text) {
        return text.length() == 1 && text.charAt(0) < 0x80;
    }

    /** A token's bytes; none for {@link #NONE}. */
    static byte[] utf8(int character) {
        return character == NONE ? new byte[0] : utf8(Character.toString(character));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireLength(String name, String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    name + " has " + text.length() + " characters, must have 1 to " + MAX_LENGTH);
        }
    }

    private static void requireCharacter(String name, int value, String lineEnd) {
        if (value < NONE || value > Character.MAX_CODE_POINT) {
            throw new IllegalArgumentException(name + " is " + value + ", must be a character");
        }
        if (value != NONE) {
            requireNoLineEnd(name, Character.toString(value), lineEnd);
        }
    }

    private static void requireNoLineEnd(String name, String text, String lineEnd) {
        boolean end = lineEnd.equals(ANY_LINE_END)
                ? text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0
                : lineEnd.startsWith(text) || text.startsWith(lineEnd);
        if (end) {
            throw new IllegalArgumentException(name + " is a line end");
        }
    }

    private static void requireDistinct(String name, int value, String other, int otherValue) {
        if (value == otherValue && value != NONE) {
            throw new IllegalArgumentException(name + " and " + other + " are both " + show(value));
        }
    }

    private static String show(int value) {
        return value < 0x20 || value == 0x7f || Character.isISOControl(value)
                ? String.format("0x%02X", value)
                : "'" + Character.toString(value) + "'";
    }

    private static String show(String text) {
        if (text.codePointCount(0, text.length()) == 1) {
            return show(text.codePointAt(0));
        }
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .forEach(c ->
                        shown.append(Character.isISOControl(c) ? String.format("\\x%02X", c) : Character.toString(c)));
        return shown.append('\'').toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("delimiter ").append(show(delimiter));
        if (quote == NONE) {
            text.append(", no quotes");
            if (escape != NONE) {
                text.append(", escape ").append(show(escape));
            }
        } else {
            text.append(", quote ").append(show(quote));
            text.append(
                    escape == quote ? " doubled" : escape == NONE ? " without escape" : " escaped by " + show(escape));
        }
        if (blanks) {
            text.append(", blanks around quotes");
        }
        if (comment != NONE) {
            text.append(", comments after ").append(show(comment));
        }
        if (!lineEnd.equals(ANY_LINE_END)) {
            text.append(", line end ").append(show(lineEnd));
        }
        return text.toString();
    }

    /** Collects the parts of a {@link Dialect}. Not thread-safe. */
    public static final class Builder {
        private String delimiter = ",";
        private int quote = '"';
        private int escape = '"';
        private String lineEnd = ANY_LINE_END;
        private int comment = NONE;
        private boolean blanks;

        private Builder() {}

        /** The character between two fields; default comma. */
        public Builder delimiter(char value) {
            return delimiter(String.valueOf(value));
        }

        /** What stands between two fields; default comma. */
        public Builder delimiter(String value) {
            delimiter = value;
            return this;
        }

        /** The character around quoted fields, escaped by doubling; default double quote. */
        public Builder quote(int value) {
            quote = value;
            escape = value;
            return this;
        }

        /** Nothing quotes or escapes: every field is as it stands. */
        public Builder noQuote() {
            return quote(NONE);
        }

        /** The character that takes the next one literally; default the quote, doubled. */
        public Builder escape(int value) {
            escape = value;
            return this;
        }

        /** Nothing escapes: the first quote in a quoted field closes it. */
        public Builder noEscape() {
            return escape(NONE);
        }

        /** What ends a record; default {@link Dialect#ANY_LINE_END}. */
        public Builder lineEnd(String value) {
            lineEnd = value;
            return this;
        }

        /** The first character of lines that are passed over, or {@link Dialect#NONE}; default none. */
        public Builder comment(int value) {
            comment = value;
            return this;
        }

        /** Whether blanks and tabs between a delimiter and a quote are passed over; default no. */
        public Builder blanks(boolean value) {
            blanks = value;
            return this;
        }

        /**
         * Builds the dialect.
         *
         * @throws IllegalArgumentException if two characters are the same or one is a line end
         */
        public Dialect build() {
            return new Dialect(delimiter, quote, escape, lineEnd, comment, blanks && quote != NONE);
        }
    }
}
