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

    byte[] bytes = new byte[0];
    int rawStart;
    int rawEnd;
    long offset;
    long line;
    int fieldCount;

    @Nullable
    CsvProblem problem;

    int problemField;

    private int[] starts = new int[INITIAL_FIELDS];
    private int[] ends = new int[INITIAL_FIELDS];
    private boolean[] quoted = new boolean[INITIAL_FIELDS];
    private boolean[] unescaped = new boolean[INITIAL_FIELDS];
    private byte[] scratch = new byte[256];
    private int scratchEnd;

    CsvRecord() {}

    /** The number of fields, at least 1. */
    public int fieldCount() {
        return fieldCount;
    }

    /** The array that holds the field's value, without quotes and escapes; read only. */
    public byte[] bytes(int field) {
        return unescaped[field] ? scratch : bytes;
    }

    /** Where the field's value starts in {@link #bytes(int)}. */
    public int start(int field) {
        return starts[field];
    }

    /** Where the field's value ends in {@link #bytes(int)}, exclusive. */
    public int end(int field) {
        return ends[field];
    }

    /** Whether the field stood in quotes. */
    public boolean quoted(int field) {
        return quoted[field];
    }

    /** The field's value as a String: for headers and messages, not for the hot path. */
    public String string(int field, Charset charset) {
        return new String(bytes(field), starts[field], ends[field] - starts[field], charset);
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

    void begin(int start, long sourceOffset, long sourceLine) {
        rawStart = start;
        offset = sourceOffset;
        line = sourceLine;
        fieldCount = 0;
        problem = null;
        scratchEnd = 0;
    }

    void add(int start, int end, boolean inQuotes) {
        int field = fieldCount;
        if (field == starts.length) {
            grow();
        }
        starts[field] = start;
        ends[field] = end;
        quoted[field] = inQuotes;
        unescaped[field] = false;
        fieldCount = field + 1;
    }

    /** Adds a quoted field whose value is {@code [start, end)} less the escape bytes. */
    void addEscaped(int start, int end, int escape) {
        int from = scratchEnd;
        int to = from;
        if (scratch.length - from < end - start) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, from + end - start));
        }
        for (int i = start; i < end; i++) {
            if ((bytes[i] & 0xff) == escape && i + 1 < end) {
                i++;
            }
            scratch[to++] = bytes[i];
        }
        scratchEnd = to;
        add(from, to, true);
        unescaped[fieldCount - 1] = true;
    }

    void fail(CsvProblem found, int field) {
        if (problem == null) {
            problem = found;
            problemField = field;
        }
    }

    private void grow() {
        int size = starts.length * 2;
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        quoted = Arrays.copyOf(quoted, size);
        unescaped = Arrays.copyOf(unescaped, size);
    }
}
