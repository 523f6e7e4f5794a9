package sluice.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV one character at a time, one state after the other, as simply as can be. Line ends are LF, CRLF or lone CR; a
 * blank line is no record. Meant to be believed, not to be fast: what a parser makes of a text is right if it is this.
 */
public final class NaiveCsv {
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        ESCAPED,
        CLOSED,
        AFTER_CLOSED
    }

    /** What can be wrong with a record's quotes. */
    public enum Fault {
        /** Text between a closing quote and the end of the field. */
        TEXT_AFTER_QUOTE,
        /** A quote that is not closed by the end of the text. */
        UNCLOSED_QUOTE
    }

    /**
     * The characters with a meaning.
     *
     * @param quote or -1 for none
     * @param escape what makes a quote within quotes a character like any other: often the quote itself; or -1 for none
     */
    public record Rules(int delimiter, int quote, int escape) {
        /** Comma and double quotes, doubled within quotes. */
        public static final Rules RFC_4180 = new Rules(',', '"', '"');
    }

    /**
     * A record.
     *
     * @param line on which it starts, from 1
     * @param offset of its first character in the text, from 0
     * @param original its text without its line end
     * @param lineEnd its line end; empty for the last record of a text without one
     * @param fields its values; of a field with a fault the text as it stands
     * @param fault the first thing that is wrong with its quotes, or null
     */
    public record Row(
            long line,
            int offset,
            String original,
            String lineEnd,
            List<String> fields,
            @Nullable Fault fault) {
        /** Whether its quotes are wrong. */
        public boolean malformed() {
            return fault != null;
        }
    }

    private final String text;
    private final Rules rules;
    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private final StringBuilder raw = new StringBuilder();
    private List<String> fields = new ArrayList<>();
    private @Nullable Fault fault;
    private State state = State.FIELD_START;
    private long line = 1;
    private long startLine = 1;
    private int start;

    private NaiveCsv(String text, Rules rules) {
        this.text = text;
        this.rules = rules;
    }

    /** All records of a text with commas and double quotes. */
    public static List<Row> read(String text) {
        return read(text, Rules.RFC_4180);
    }

    /** All records of a text. Bytes are read as the text that ISO 8859-1 makes of them. */
    public static List<Row> read(String text, Rules rules) {
        return new NaiveCsv(text, rules).run();
    }

    private List<Row> run() {
        int i = 0;
        while (i < text.length()) {
            i = step(i);
        }
        if (start < text.length()) {
            endRecord(text.length(), 0);
        }
        return rows;
    }

    private int step(int i) {
        int c = text.charAt(i);
        boolean lineEnd = c == '\n' || c == '\r';
        int length = text.startsWith("\r\n", i) ? 2 : 1;
        switch (state) {
            case QUOTED -> {
                if (c == rules.quote() && rules.escape() == rules.quote() && next(i) == rules.quote()) {
                    return mark(i, State.ESCAPED);
                }
                if (c == rules.quote()) {
                    return mark(i, State.CLOSED);
                }
                if (c == rules.escape()) {
                    return mark(i, State.ESCAPED);
                }
                return keep(i, lineEnd, length);
            }
            case ESCAPED -> {
                state = State.QUOTED;
                return keep(i, lineEnd && length == 1, 1);
            }
            default -> {
                if (c == rules.delimiter()) {
                    endField();
                    return i + 1;
                }
                if (lineEnd) {
                    line++;
                    endRecord(i, length);
                    start = i + length;
                    startLine = line;
                    return i + length;
                }
                return unquoted(i, c);
            }
        }
    }

    private int unquoted(int i, int c) {
        if (state == State.FIELD_START && c == rules.quote()) {
            return mark(i, State.QUOTED);
        }
        if (state == State.CLOSED) {
            state = State.AFTER_CLOSED;
            fault = fault == null ? Fault.TEXT_AFTER_QUOTE : fault;
        } else if (state == State.FIELD_START) {
            state = State.PLAIN;
        }
        return keep(i, false, 1);
    }

    /** A quote or escape that is no part of the value. */
    private int mark(int i, State next) {
        raw.append(text.charAt(i));
        state = next;
        return i + 1;
    }

    private int keep(int i, boolean lineEnd, int length) {
        value.append(text, i, i + length);
        raw.append(text, i, i + length);
        line += lineEnd ? 1 : 0;
        return i + length;
    }

    private int next(int i) {
        return i + 1 < text.length() ? text.charAt(i + 1) : -2;
    }

    private void endField() {
        boolean unclosed = state == State.QUOTED || state == State.ESCAPED;
        if (unclosed && fault == null) {
            fault = Fault.UNCLOSED_QUOTE;
        }
        fields.add(unclosed ? raw.substring(1) : state == State.AFTER_CLOSED ? raw.toString() : value.toString());
        value.setLength(0);
        raw.setLength(0);
        state = State.FIELD_START;
    }

    private void endRecord(int end, int lineEnd) {
        if (end > start) {
            endField();
            rows.add(new Row(
                    startLine, start, text.substring(start, end), text.substring(end, end + lineEnd), fields, fault));
        }
        fields = new ArrayList<>();
        fault = null;
    }
}
