package sluice.csv;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One CSV row as a view on its chunk's bytes. A parser has one record and moves it along: what it shows is valid until
 * the parser's next {@link CsvParser#next()}. Not thread-safe.
 */
public final class CsvRecord {
    private static final int INITIAL_FIELDS = 32;
    private static final byte PLAIN = 0;
    private static final byte QUOTED = 1;
    private static final byte COPIED = 2;

    byte[] bytes = new byte[0];
    int rawStart;
    int rawEnd;
    long offset;
    long line;
    int fieldCount;

    @Nullable
    CsvProblem problem;

    int problemField;

    /** By field: where its value starts, and in the upper half where it ends. One store per field, not two. */
    private long[] spans = new long[INITIAL_FIELDS];

    private byte[] kinds = new byte[INITIAL_FIELDS];
    /** Where the fields start that are not plain, with their quotes. */
    private int[] outerStarts = new int[INITIAL_FIELDS];

    /** Fields from here on are plain; their {@link #kinds} are not set. */
    private int kindsEnd;

    private byte[] scratch = new byte[256];
    private int scratchEnd;

    CsvRecord() {}

    /** The number of fields, at least 1. */
    public int fieldCount() {
        return fieldCount;
    }

    /** The array that holds the field's value, without quotes and escapes; read only. */
    public byte[] bytes(int field) {
        return field < kindsEnd && (kinds[field] & COPIED) != 0 ? scratch : bytes;
    }

    /** Where the field's value starts in {@link #bytes(int)}. */
    public int start(int field) {
        return (int) spans[field];
    }

    /** Where the field's value ends in {@link #bytes(int)}, exclusive. */
    public int end(int field) {
        return (int) (spans[field] >>> Integer.SIZE);
    }

    /** Whether the field stood in quotes. */
    public boolean quoted(int field) {
        return field < kindsEnd && (kinds[field] & QUOTED) != 0;
    }

    /** The field's value as a String: for headers and messages, not for the hot path. */
    public String string(int field, Charset charset) {
        return new String(bytes(field), start(field), end(field) - start(field), charset);
    }

    /** The source's byte at which the record starts, from 0. */
    public long offset() {
        return offset;
    }

    /** The line on which the record starts, from 1. */
    public long line() {
        return line;
    }

    /** Where the record starts in its chunk's bytes. */
    public int rawStart() {
        return rawStart;
    }

    /** Where the record ends in its chunk's bytes, exclusive, without its line end. */
    public int rawEnd() {
        return rawEnd;
    }

    /** Why the record can't be taken as it stands, or null where it can. */
    @SuppressWarnings("exports") // The annotation is of use only to who has it.
    public @Nullable CsvProblem problem() {
        return problem;
    }

    /** The field that has the {@link #problem()}, from 0. */
    public int problemField() {
        return problemField;
    }

    void begin(int start, long sourceLine) {
        rawStart = start;
        line = sourceLine;
        fieldCount = 0;
        kindsEnd = 0;
        problem = null;
        scratchEnd = 0;
    }

    /** Adds a field that stands without quotes, as it is. */
    void add(int start, int end) {
        int field = fieldCount;
        if (field == spans.length) {
            grow();
        }
        spans[field] = span(start, end);
        fieldCount = field + 1;
    }

    /** Adds a field that stood in quotes and has nothing escaped in it. */
    void addQuoted(int outerStart, int start, int end) {
        add(start, end);
        setKind(outerStart, QUOTED);
    }

    /** Adds a quoted field whose value is {@code [start, end)} less the escape bytes. */
    void addEscaped(int outerStart, int start, int end, int escape) {
        int from = reserve(end - start);
        int to = from;
        for (int i = start; i < end; i++) {
            if (bytes[i] == escape && i + 1 < end) {
                i++;
            }
            scratch[to++] = bytes[i];
        }
        endCopy(outerStart, to, true);
    }

    /** Makes room for a copied value and returns where it starts. */
    private int reserve(int length) {
        if (scratch.length - scratchEnd < length) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, scratchEnd + length));
        }
        return scratchEnd;
    }

    /**
     * Copies bytes to the value that {@link #endCopy} adds as a field.
     *
     * @param at what the call before returned, or -1 for the first
     */
    int copy(int at, int start, int end) {
        int from = at < 0 ? scratchEnd : at;
        int length = from - scratchEnd + end - start;
        reserve(length);
        System.arraycopy(bytes, start, scratch, from, end - start);
        return from + end - start;
    }

    /** Adds the field that was copied, up to an index that {@link #copy} returned. */
    void endCopy(int outerStart, int end, boolean inQuotes) {
        add(scratchEnd, end);
        setKind(outerStart, (byte) (COPIED | (inQuotes ? QUOTED : PLAIN)));
        scratchEnd = end;
    }

    private void setKind(int outerStart, byte kind) {
        int field = fieldCount - 1;
        // Few, if any: a loop costs less than a call.
        for (int i = kindsEnd; i < field; i++) {
            kinds[i] = PLAIN;
        }
        kinds[field] = kind;
        outerStarts[field] = outerStart;
        kindsEnd = fieldCount;
    }

    /** Where a field starts in the chunk's bytes, with its quote. */
    int outerStart(int field) {
        return field < kindsEnd && kinds[field] != PLAIN ? outerStarts[field] : start(field);
    }

    /** Gives a field another value. */
    void replace(int field, byte[] value) {
        int outerStart = outerStart(field);
        int from = reserve(value.length);
        System.arraycopy(value, 0, scratch, from, value.length);
        boolean wasQuoted = quoted(field);
        if (kindsEnd < field) {
            Arrays.fill(kinds, kindsEnd, field, PLAIN);
        }
        spans[field] = span(from, from + value.length);
        outerStarts[field] = outerStart;
        kinds[field] = (byte) (COPIED | (wasQuoted ? QUOTED : PLAIN));
        kindsEnd = Math.max(kindsEnd, field + 1);
        scratchEnd = from + value.length;
    }

    /** Drops fields from the end. */
    void truncate(int count) {
        fieldCount = Math.min(fieldCount, count);
        kindsEnd = Math.min(kindsEnd, fieldCount);
    }

    void fail(CsvProblem found, int field) {
        if (problem == null) {
            problem = found;
            problemField = field;
        }
    }

    static long span(int start, int end) {
        return ((long) end << Integer.SIZE) | start;
    }

    /** For the scanner that fills it in itself, up to {@link #fieldCount}. */
    long[] spans() {
        return spans;
    }

    /** Makes room for more fields and returns where they are. */
    long[] grow() {
        int size = spans.length * 2;
        spans = Arrays.copyOf(spans, size);
        kinds = Arrays.copyOf(kinds, size);
        outerStarts = Arrays.copyOf(outerStarts, size);
        return spans;
    }
}
