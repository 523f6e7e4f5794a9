package sluice.csv;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@link CsvFormat} that are declared; the others, null here, are found by looking. Immutable.
 *
 * @param encoding how text is encoded
 * @param delimiter what stands between two fields
 * @param quote the character around quoted fields, or {@link Dialect#NONE}
 * @param escape the character that takes the next one literally, or {@link Dialect#NONE}
 * @param lineEnd what ends a record, or {@link Dialect#ANY_LINE_END}
 * @param comment the first character of lines that are passed over, or {@link Dialect#NONE}
 * @param blanks whether blanks around quotes are passed over
 * @param preambleRows lines before the header
 * @param headerRows records that name the columns
 * @param footerRows lines at the end
 */
@SuppressWarnings("exports") // The annotations are of use only to those who have them.
public record FormatPins(
        @Nullable TextEncoding encoding,
        @Nullable String delimiter,
        @Nullable Integer quote,
        @Nullable Integer escape,
        @Nullable String lineEnd,
        @Nullable Integer comment,
        @Nullable Boolean blanks,
        @Nullable Integer preambleRows,
        @Nullable Integer headerRows,
        @Nullable Integer footerRows) {

    /** Nothing is declared. */
    public static final FormatPins NONE = builder().build();

    /** A builder that starts from nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.encoding = encoding;
        builder.delimiter = delimiter;
        builder.quote = quote;
        builder.escape = escape;
        builder.lineEnd = lineEnd;
        builder.comment = comment;
        builder.blanks = blanks;
        builder.preambleRows = preambleRows;
        builder.headerRows = headerRows;
        builder.footerRows = footerRows;
        return builder;
    }

    /** Whether there is nothing left to find. */
    public boolean isComplete() {
        return encoding != null
                && delimiter != null
                && quote != null
                && escape != null
                && lineEnd != null
                && comment != null
                && blanks != null
                && preambleRows != null
                && headerRows != null
                && footerRows != null;
    }

    /**
     * The format with these parts, and the others from another format.
     *
     * @throws IllegalArgumentException if the parts contradict each other
     */
    public CsvFormat over(CsvFormat others) {
        Dialect.Builder dialect = others.dialect().toBuilder();
        if (delimiter != null) {
            dialect.delimiter(delimiter);
        }
        if (quote != null) {
            dialect.quote(quote);
        }
        if (escape != null) {
            dialect.escape(escape);
        }
        if (lineEnd != null) {
            dialect.lineEnd(lineEnd);
        }
        if (comment != null) {
            dialect.comment(comment);
        }
        if (blanks != null) {
            dialect.blanks(blanks);
        }
        CsvFormat.Layout layout = others.layout();
        return new CsvFormat(
                encoding == null ? others.encoding() : encoding,
                dialect.build(),
                new CsvFormat.Layout(
                        preambleRows == null ? layout.preambleRows() : preambleRows,
                        headerRows == null ? layout.headerRows() : headerRows,
                        footerRows == null ? layout.footerRows() : footerRows));
    }

    /** Collects parts. Not thread-safe. */
    public static final class Builder {
        private @Nullable TextEncoding encoding;
        private @Nullable String delimiter;
        private @Nullable Integer quote;
        private @Nullable Integer escape;
        private @Nullable String lineEnd;
        private @Nullable Integer comment;
        private @Nullable Boolean blanks;
        private @Nullable Integer preambleRows;
        private @Nullable Integer headerRows;
        private @Nullable Integer footerRows;

        private Builder() {}

        /** How text is encoded. */
        public Builder encoding(TextEncoding value) {
            encoding = value;
            return this;
        }

        /** What stands between two fields. */
        public Builder delimiter(String value) {
            delimiter = value;
            return this;
        }

        /** The character around quoted fields, or {@link Dialect#NONE}. */
        public Builder quote(int value) {
            quote = value;
            return this;
        }

        /** The character that takes the next one literally, or {@link Dialect#NONE}. */
        public Builder escape(int value) {
            escape = value;
            return this;
        }

        /** What ends a record, or {@link Dialect#ANY_LINE_END}. */
        public Builder lineEnd(String value) {
            lineEnd = value;
            return this;
        }

        /** The first character of lines that are passed over, or {@link Dialect#NONE}. */
        public Builder comment(int value) {
            comment = value;
            return this;
        }

        /** Whether blanks around quotes are passed over. */
        public Builder blanks(boolean value) {
            blanks = value;
            return this;
        }

        /** Lines before the header. */
        public Builder preambleRows(int value) {
            preambleRows = value;
            return this;
        }

        /** Records that name the columns. */
        public Builder headerRows(int value) {
            headerRows = value;
            return this;
        }

        /** Lines at the end. */
        public Builder footerRows(int value) {
            footerRows = value;
            return this;
        }

        /** The parts collected. */
        public FormatPins build() {
            return new FormatPins(
                    encoding, delimiter, quote, escape, lineEnd, comment, blanks, preambleRows, headerRows, footerRows);
        }
    }
}
