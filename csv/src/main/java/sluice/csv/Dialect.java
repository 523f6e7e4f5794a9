package sluice.csv;

/**
 * How a CSV source is written: its delimiter, quote and escape bytes. Immutable.
 *
 * <p>Line ends are not part of it: LF, CRLF and a lone CR each end a record outside quotes, whatever the rest of the
 * file uses. A quote opens a quoted field only as the field's first byte; anywhere else outside quotes it is text. The
 * escape counts only inside quotes.
 *
 * @param delimiter the byte between two fields
 * @param quote the byte around quoted fields, as an unsigned value, or {@link #NONE}
 * @param escape the byte that takes the next byte of a quoted field literally, as an unsigned value; equal to
 *     {@code quote} where a quote is escaped by doubling it (RFC 4180); {@link #NONE} exactly where {@code quote} is
 */
public record Dialect(byte delimiter, int quote, int escape) {

    /** Stands for "there is no such byte". */
    public static final int NONE = -1;

    /** RFC 4180: comma, double quote, escaped by doubling. */
    public static final Dialect RFC_4180 = builder().build();

    /** Checks that the bytes are distinct and none is a line end. */
    public Dialect {
        int separator = delimiter & 0xff;
        requireNoLineEnd("delimiter", separator);
        requireNoLineEnd("quote", quote);
        requireNoLineEnd("escape", escape);
        if (separator == quote) {
            throw new IllegalArgumentException("delimiter and quote are both " + show(quote));
        }
        if (separator == escape) {
            throw new IllegalArgumentException("delimiter and escape are both " + show(escape));
        }
        if ((quote == NONE) != (escape == NONE)) {
            throw new IllegalArgumentException("an escape needs a quote: the escape counts only inside quotes");
        }
    }

    /** A builder that starts from RFC 4180. */
    public static Builder builder() {
        return new Builder();
    }

    private static void requireNoLineEnd(String name, int value) {
        if (value == '\n' || value == '\r') {
            throw new IllegalArgumentException(name + " is a line end");
        }
        if (value < NONE || value > 0xff) {
            throw new IllegalArgumentException(name + " is " + value + ", must be one byte");
        }
    }

    private static String show(int value) {
        return value < 0x20 || value > 0x7e ? String.format("0x%02X", value) : "'" + (char) value + "'";
    }

    @Override
    public String toString() {
        String quoting = quote == NONE
                ? "no quotes"
                : "quote " + show(quote) + (escape == quote ? " doubled" : " escaped by " + show(escape));
        return "delimiter " + show(delimiter & 0xff) + ", " + quoting;
    }

    /** Collects the bytes of a {@link Dialect}. Not thread-safe. */
    public static final class Builder {
        private byte delimiter = ',';
        private int quote = '"';
        private int escape = '"';

        private Builder() {}

        /** The byte between two fields; default comma. */
        public Builder delimiter(char value) {
            delimiter = (byte) oneByte("delimiter", value);
            return this;
        }

        /** The byte around quoted fields, escaped by doubling; default double quote. */
        public Builder quote(char value) {
            quote = oneByte("quote", value);
            escape = quote;
            return this;
        }

        /** No byte quotes: every field is as it stands. */
        public Builder noQuote() {
            quote = NONE;
            escape = NONE;
            return this;
        }

        /** The byte that takes the next byte of a quoted field literally; default the quote, doubled. */
        public Builder escape(char value) {
            escape = oneByte("escape", value);
            return this;
        }

        /**
         * Builds the dialect.
         *
         * @throws IllegalArgumentException where two bytes are the same or one is a line end
         */
        public Dialect build() {
            return new Dialect(delimiter, quote, escape);
        }

        private static int oneByte(String name, char value) {
            if (value > 0xff) {
                throw new IllegalArgumentException(name + " is '" + value + "', must be one byte");
            }
            return value;
        }
    }
}
