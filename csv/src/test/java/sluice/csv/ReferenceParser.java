package sluice.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link Dialect}, written down as plainly as possible: one byte at a time, one state, nothing clever. What
 * the parser and the cutter do is right where it is the same as this.
 */
final class ReferenceParser {
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        ESCAPED,
        CLOSED,
        AFTER_CLOSED
    }

    /** A record as values. */
    record Row(
            long line,
            long offset,
            List<String> fields,
            @Nullable CsvProblem problem) {}

    private final Dialect dialect;
    private final byte[] bytes;
    private final List<Row> rows = new ArrayList<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private List<String> fields = new ArrayList<>();
    private @Nullable CsvProblem problem;
    private State state = State.FIELD_START;
    private long line = 1;
    private long startLine = 1;
    private int start;

    private ReferenceParser(Dialect dialect, byte[] bytes) {
        this.dialect = dialect;
        this.bytes = bytes;
    }

    static List<Row> parse(Dialect dialect, byte[] bytes) {
        return new ReferenceParser(dialect, bytes).run();
    }

    private List<Row> run() {
        int i = 0;
        while (i < bytes.length) {
            i = step(i);
        }
        if (start < bytes.length) {
            endRecord(bytes.length);
        }
        return rows;
    }

    private int step(int i) {
        int b = bytes[i] & 0xff;
        boolean lineEnd = b == '\n' || b == '\r';
        int length = b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? 2 : 1;
        switch (state) {
            case QUOTED -> {
                if (b == dialect.quote() && dialect.escape() == dialect.quote() && next(i) == dialect.quote()) {
                    raw.write(b);
                    state = State.ESCAPED;
                    return i + 1;
                }
                if (b == dialect.quote()) {
                    raw.write(b);
                    state = State.CLOSED;
                    return i + 1;
                }
                if (b == dialect.escape()) {
                    raw.write(b);
                    state = State.ESCAPED;
                    return i + 1;
                }
                return keep(i, lineEnd, length);
            }
            case ESCAPED -> {
                state = State.QUOTED;
                return keep(i, lineEnd && length == 1, 1);
            }
            default -> {
                if (b == (dialect.delimiter() & 0xff)) {
                    endField();
                    return i + 1;
                }
                if (lineEnd) {
                    line++;
                    endRecord(i);
                    start = i + length;
                    startLine = line;
                    return i + length;
                }
                return text(i, b);
            }
        }
    }

    private int text(int i, int b) {
        if (state == State.FIELD_START && b == dialect.quote()) {
            raw.write(b);
            state = State.QUOTED;
            return i + 1;
        }
        if (state == State.CLOSED) {
            state = State.AFTER_CLOSED;
            if (problem == null) {
                problem = CsvProblem.TEXT_AFTER_QUOTE;
            }
        } else if (state == State.FIELD_START) {
            state = State.PLAIN;
        }
        value.write(b);
        raw.write(b);
        return i + 1;
    }

    private int keep(int i, boolean lineEnd, int length) {
        for (int k = i; k < i + length; k++) {
            value.write(bytes[k]);
            raw.write(bytes[k]);
        }
        line += lineEnd ? 1 : 0;
        return i + length;
    }

    private int next(int i) {
        return i + 1 < bytes.length ? bytes[i + 1] & 0xff : -2;
    }

    private void endField() {
        if ((state == State.QUOTED || state == State.ESCAPED) && problem == null) {
            problem = CsvProblem.UNCLOSED_QUOTE;
        }
        boolean unclosed = state == State.QUOTED || state == State.ESCAPED;
        String text = raw.toString(StandardCharsets.ISO_8859_1);
        fields.add(
                unclosed
                        ? text.substring(1)
                        : state == State.AFTER_CLOSED ? text : value.toString(StandardCharsets.ISO_8859_1));
        value.reset();
        raw.reset();
        state = State.FIELD_START;
    }

    private void endRecord(int end) {
        if (end > start) {
            endField();
            rows.add(new Row(startLine, start, fields, problem));
        }
        fields = new ArrayList<>();
        problem = null;
    }
}
