package sluice.csv;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a chunk one after the other. Not thread-safe; one parser reads any number of chunks, and makes
 * no object per record.
 *
 * <p>Blank lines and comments are not records and are passed over. Format: RFC 4180, with what {@link Dialect} adds.
 */
@SuppressWarnings("EnumOrdinal") // Counts by kind are an array, and the kinds of a record bits: no object per record.
public final class CsvParser {
    private final Dialect dialect;
    private final Scanner scanner;
    private final CsvRecord record;
    private final ReadRules rules;
    private final long[] recoveries = new long[Recovery.values().length];

    private Chunk chunk = new Chunk(0, 0, 1, new byte[0]);
    private @Nullable RecoveringScanner recovering;
    private int known;
    private long knownOffset;

    /** A strict parser for one dialect; records may have any width. */
    public CsvParser(Dialect dialect) {
        this(dialect, ReadRules.STRICT);
    }

    /** A parser for one dialect. */
    public CsvParser(Dialect dialect, ReadRules rules) {
        this.dialect = dialect;
        this.rules = rules;
        scanner = Scanner.of(dialect, rules);
        record = scanner.record;
    }

    /** Starts to read a chunk. */
    public void reset(Chunk next) {
        chunk = next;
        known = 0;
        knownOffset = next.offset();
        byte[] bytes = next.bytes();
        int end = rules.recovers() ? bytes.length : next.length();
        scanner.reset(bytes, 0, next.length(), end, next.firstLine());
    }

    /** The record that {@link #next()} moved to; always the same object. */
    public CsvRecord record() {
        return record;
    }

    /** The number of the line that comes next, from 1. */
    public long line() {
        return scanner.line;
    }

    /**
     * The record that {@link #next()} moved to, as {@link Parsing#RECOVER} would read what starts there: for a message. Valid
     * until the next call.
     */
    public CsvRecord recovered() {
        RecoveringScanner other = recovering;
        if (other == null) {
            other = new RecoveringScanner(dialect, rules);
            recovering = other;
        }
        other.reset(scanner.bytes, record.rawStart, chunk.length(), chunk.length(), record.line());
        other.next();
        return other.record;
    }

    /** How often a kind of recovery was needed in all chunks so far. */
    public long recoveries(Recovery kind) {
        return recoveries[kind.place()];
    }

    /**
     * Moves to the next record.
     *
     * @return whether there is one
     */
    public boolean next() {
        while (scanner.next()) {
            // The part of the source that precedes a record, in UTF-8 its bytes.
            knownOffset += chunk.encoding().sourceLength(scanner.bytes, known, record.rawStart);
            known = record.rawStart;
            record.offset = knownOffset;
            if (rules.replacing()) {
                replaceInvalid();
            }
            if ((rules.width() == 0 && rules.header().length == 0) || settle()) {
                return true;
            }
        }
        return false;
    }

    /** Applies the rules; false if the record is passed over. */
    private boolean settle() {
        byte[] header = rules.header();
        if (header.length > 0 && repeats(header)) {
            if (rules.recovers()) {
                recoveries[Recovery.REPEATED_HEADER.place()]++;
                return false;
            }
            record.fail(CsvProblem.REPEATED_HEADER, 0);
        }
        int kinds = scanner.recoveries();
        if (record.problem == null && rules.width() > 0 && rules.ragged() != Ragged.REJECT) {
            kinds |= fitWidth();
        }
        while (kinds != 0) {
            recoveries[Integer.numberOfTrailingZeros(kinds)]++;
            kinds &= kinds - 1;
        }
        return true;
    }

    private void replaceInvalid() {
        int from = record.rawStart;
        if (Utf8.isValid(scanner.bytes, from, record.rawEnd)) {
            return;
        }
        boolean transcoded = !chunk.encoding().equals(TextEncoding.UTF_8);
        boolean any = false;
        for (int i = 0; i < record.fieldCount; i++) {
            byte[] bytes = record.bytes(i);
            int start = record.start(i);
            int end = record.end(i);
            if (!Utf8.isValid(bytes, start, end)) {
                record.replace(i, Replacement.of(bytes, start, end, transcoded));
                any = true;
            }
        }
        recoveries[Recovery.INVALID_BYTES.place()] += any ? 1 : 0;
    }

    private boolean repeats(byte[] header) {
        return record.rawEnd - record.rawStart == header.length
                && Arrays.equals(scanner.bytes, record.rawStart, record.rawEnd, header, 0, header.length);
    }

    /** Gives the record the columns' width, if the rules say so; the recoveries as bits. */
    private int fitWidth() {
        int width = rules.width();
        int end = record.rawEnd;
        boolean extra = rules.ragged() == Ragged.EXTRA_COLUMN;
        int kinds = 0;
        if (record.fieldCount < width) {
            kinds = Recovery.PADDED.bit();
            while (record.fieldCount < width) {
                record.add(end, end);
            }
        } else if (record.fieldCount > width && extra) {
            int start = record.outerStart(width);
            record.truncate(width);
            record.add(start, end);
            return Recovery.EXTRA.bit();
        } else if (record.fieldCount > width && rules.ragged() == Ragged.TRUNCATE) {
            record.truncate(width);
            kinds = Recovery.TRUNCATED.bit();
        }
        if (extra) {
            record.add(end, end);
        }
        return kinds;
    }
}
