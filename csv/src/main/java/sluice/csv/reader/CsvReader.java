package sluice.csv.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvException;
import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.csv.Recovery;

/**
 * Reads the records of a CSV file or stream in their order, in constant memory.
 *
 * <pre>{@code
 * try (CsvReader reader = CsvReader.builder().sniff().build(Path.of("orders.csv"))) {
 *     int price = reader.column("price");
 *     for (CsvRecord record : reader) {
 *         System.out.println(reader.text(record, price));
 *     }
 * }
 * }</pre>
 *
 * <p>A record is a view: the reader has one and moves it along, and makes no object per record. {@link #text} and
 * {@link #texts} make Strings. A malformed record ends nothing; it has a {@link CsvRecord#problem()}. Not thread-safe.
 */
public final class CsvReader implements AutoCloseable, Iterable<CsvRecord> {
    private static final ChunkSize CHUNK = ChunkSize.bytes(256 << 10);

    private final InputStream in;
    private final ChunkCutter cutter;
    private final CsvParser parser;
    private final CsvFormat format;
    private final List<String> header;
    private boolean begun;

    CsvReader(InputStream in, ChunkCutter cutter, CsvParser parser, CsvFormat format, List<String> header) {
        this.in = in;
        this.cutter = cutter;
        this.parser = parser;
        this.format = format;
        this.header = List.copyOf(header);
    }

    /** A builder for strict RFC 4180 in UTF-8 with one header row. */
    public static CsvReaderBuilder builder() {
        return new CsvReaderBuilder();
    }

    /** The format that is read: declared, or found. */
    public CsvFormat format() {
        return format;
    }

    /** The names of the columns; empty if the format has no header. */
    public List<String> header() {
        return header;
    }

    /**
     * The position of a column, from 0: the first of that name.
     *
     * @throws IllegalArgumentException if the header has no such name
     */
    public int column(String name) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("no column is named `" + name + "`; the header has "
                    + (header.isEmpty() ? "no names" : String.join(", ", header)));
        }
        return column;
    }

    /**
     * Moves to the next record.
     *
     * @return the record, always the same object, or null at the end
     * @throws CsvException if a record is longer than {@link ChunkCutter#MAX_RECORD_BYTES}
     * @throws IOException if the stream can't be read
     */
    @SuppressWarnings("exports") // The annotation is of use only to who has it.
    public @Nullable CsvRecord next() throws IOException {
        while (!parser.next()) {
            Chunk chunk = cutter.next(CHUNK);
            if (chunk == null) {
                return null;
            }
            parser.reset(chunk);
        }
        return parser.record();
    }

    /**
     * The records from here on. Can be asked for once.
     *
     * <p>The iterator looks one record ahead only in {@code hasNext}, so the record that {@code next} returned is valid
     * until then. It throws {@link UncheckedIOException} if the stream can't be read.
     *
     * @throws IllegalStateException if it was asked for before
     */
    @Override
    public Iterator<CsvRecord> iterator() {
        if (begun) {
            throw new IllegalStateException("the records can be iterated over once; build another reader");
        }
        begun = true;
        return new Records();
    }

    /** A field as text; bytes that are not valid in UTF-8 become U+FFFD. */
    public String text(CsvRecord record, int column) {
        return record.string(column, StandardCharsets.UTF_8);
    }

    /**
     * A field as text, by the name of its column.
     *
     * @throws IllegalArgumentException if the header has no such name, or the record has no such field
     */
    public String text(CsvRecord record, String column) {
        int index = column(column);
        if (index >= record.fieldCount()) {
            throw new IllegalArgumentException("line " + record.line() + " has " + record.fieldCount()
                    + " fields, so none for column `" + column + "`");
        }
        return text(record, index);
    }

    /** All fields as text, in a list that stays valid. */
    public List<String> texts(CsvRecord record) {
        List<String> texts = new ArrayList<>(record.fieldCount());
        for (int i = 0; i < record.fieldCount(); i++) {
            texts.add(text(record, i));
        }
        return texts;
    }

    /** How often a kind of recovery was needed so far; see {@link CsvReaderBuilder#parsing}. */
    public long recoveries(Recovery kind) {
        return parser.recoveries(kind);
    }

    /** Closes the stream. */
    @Override
    public void close() throws IOException {
        in.close();
    }

    private final class Records implements Iterator<CsvRecord> {
        private @Nullable CsvRecord ahead;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (ahead == null && !ended) {
                try {
                    ahead = CsvReader.this.next();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                ended = ahead == null;
            }
            return ahead != null;
        }

        @Override
        public CsvRecord next() {
            CsvRecord record = hasNext() ? ahead : null;
            ahead = null;
            if (record == null) {
                throw new NoSuchElementException();
            }
            return record;
        }
    }
}
