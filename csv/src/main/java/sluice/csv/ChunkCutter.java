package sluice.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into chunks at record boundaries. Reads ahead by a chunk or 256 KiB. Not thread-safe: one thread
 * at a time asks for the next chunk, any thread may then parse it.
 *
 * <p>One reader that only looks for boundaries is enough: it costs a fraction of what parsing and encoding cost, with quotes
 * or without.
 */
public final class ChunkCutter {
    /** The longest record that is read, in bytes: four times what a document can hold. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int READ_AHEAD_BYTES = 256 << 10;
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private final String source;
    private final InputStream in;
    private final Dialect dialect;
    private final TextEncoding encoding;
    private RecordBoundaries boundaries;
    private final int maxRecordBytes;

    private byte[] window = new byte[READ_AHEAD_BYTES];
    private int start;
    private int end;
    private boolean ended;
    private long index;
    private long offset;
    private long line;

    /**
     * A cutter at the start of a source that is read strictly.
     *
     * @param source the source's name, for messages
     * @param in the source's bytes, UTF-8 without a byte order mark; the caller closes it
     * @param offset the source's byte at which {@code in} starts
     */
    public ChunkCutter(String source, InputStream in, Dialect dialect, long offset) {
        this(source, in, dialect, ReadRules.STRICT, TextEncoding.UTF_8, new Place(offset, 1));
    }

    /**
     * A cutter at a record boundary within a source.
     *
     * @param source the source's name, for messages
     * @param in the source's text from there on as {@link TextEncoding#toUtf8} gives it; the caller closes it
     * @param rules those of the parser that reads the chunks
     * @param encoding how the source encodes what {@code in} gives
     * @param place where {@code in} starts
     */
    public ChunkCutter(
            String source, InputStream in, Dialect dialect, ReadRules rules, TextEncoding encoding, Place place) {
        this(source, in, dialect, rules, encoding, place, MAX_RECORD_BYTES);
    }

    ChunkCutter(
            String source,
            InputStream in,
            Dialect dialect,
            ReadRules rules,
            TextEncoding encoding,
            Place place,
            int maxRecordBytes) {
        this.source = source;
        this.in = in;
        this.dialect = dialect;
        this.encoding = encoding;
        this.maxRecordBytes = maxRecordBytes;
        offset = place.offset();
        line = place.line();
        boundaries = new RecordBoundaries(dialect, rules);
    }

    /**
     * A place in a source.
     *
     * @param offset how many of its bytes stand before it
     * @param line the number of the line that starts there, from 1
     */
    public record Place(long offset, long line) {}

    /**
     * Cuts the next chunk.
     *
     * @return the chunk, or null at the end of the source
     * @throws CsvException if a record is longer than {@link #MAX_RECORD_BYTES}
     * @throws IOException if the stream can't be read
     */
    @SuppressWarnings("exports") // The annotation is of use only to who has it.
    public @Nullable Chunk next(ChunkSize size) throws IOException {
        boolean bytes = size.unit() == ChunkSize.Unit.BYTES;
        int lookAhead = boundaries.lookAhead();
        int wanted = bytes ? size.count() : Math.max(end - start - lookAhead, 1);
        while (true) {
            fill((int) Math.min((long) wanted + lookAhead, MAX_ARRAY_BYTES));
            if (start == end && ended) {
                return null;
            }
            int to =
                    bytes ? (int) Math.min(end, (long) start + wanted) : ended ? end : Math.max(start, end - lookAhead);
            int cut = cut(size, to, wanted >= maxRecordBytes);
            if (cut != RecordBoundaries.NOT_FOUND) {
                return take(cut);
            }
            if (wanted >= maxRecordBytes) {
                throw tooLong();
            }
            wanted = (int) Math.min(Math.max(2L * wanted, READ_AHEAD_BYTES), MAX_ARRAY_BYTES);
        }
    }

    /** Cuts by other rules from here on: those that the records behind a header follow. */
    public void follow(ReadRules rules) {
        boundaries = new RecordBoundaries(dialect, rules);
    }

    /**
     * The chunk that {@link #next} would cut, which is then still to be cut.
     *
     * @return the chunk, or null at the end of the source
     * @throws CsvException if a record is longer than {@link #MAX_RECORD_BYTES}
     * @throws IOException if the stream can't be read
     */
    @SuppressWarnings("exports")
    public @Nullable Chunk peek(ChunkSize size) throws IOException {
        Chunk chunk = next(size);
        if (chunk != null) {
            index = chunk.index();
            offset = chunk.offset();
            line = chunk.firstLine();
            start -= chunk.length();
        }
        return chunk;
    }

    /**
     * Cuts a line, whatever quotes it holds; a blank line is one too.
     *
     * @return the line with its end, or null at the end of the source
     * @throws CsvException if the line is longer than {@link #MAX_RECORD_BYTES}
     * @throws IOException if the stream can't be read
     */
    @SuppressWarnings("exports")
    public @Nullable Chunk nextLine() throws IOException {
        int wanted = READ_AHEAD_BYTES;
        while (true) {
            fill(wanted);
            if (start == end && ended) {
                return null;
            }
            int cut = boundaries.pastLine(window, start, end);
            if (cut != RecordBoundaries.NOT_FOUND || ended) {
                return take(cut == RecordBoundaries.NOT_FOUND ? end : cut);
            }
            if (wanted >= maxRecordBytes) {
                throw tooLong();
            }
            wanted *= 2;
        }
    }

    /** Whether the source has ended and every byte of it is in a chunk. */
    public boolean atEnd() {
        return ended && start == end;
    }

    /**
     * The chunk without its last record if no line end closes it.
     *
     * @return the same chunk if each of its records is closed; null if that record is all there is
     */
    @SuppressWarnings("exports")
    public @Nullable Chunk closed(Chunk chunk) {
        // One more byte, so that a CR at the end counts as what it is.
        int length = chunk.length() + 1;
        byte[] bytes = Arrays.copyOf(chunk.bytes(), length);
        int cut = boundaries.lastClosed(bytes, 0, length);
        if (cut == chunk.length()) {
            return chunk;
        }
        return cut == RecordBoundaries.NOT_FOUND
                ? null
                : new Chunk(
                        chunk.index(),
                        chunk.offset(),
                        chunk.offset() + encoding.sourceLength(bytes, 0, cut),
                        chunk.firstLine(),
                        Arrays.copyOf(bytes, cut),
                        cut,
                        encoding);
    }

    private int cut(ChunkSize size, int to, boolean full) {
        boolean everything = ended && to == end;
        boolean records = size.unit() == ChunkSize.Unit.RECORDS;
        if (records || to - start > size.count()) {
            // More bytes than asked for are looked at only if the first record alone needs them.
            int cut = boundaries.after(records ? size.count() : 1, window, start, to, end, ended);
            if (cut != RecordBoundaries.NOT_FOUND || !(full || everything)) {
                return cut;
            }
        }
        return everything ? end : boundaries.last(window, start, to, end, ended);
    }

    private Chunk take(int cut) {
        int length = cut - start;
        long lines = boundaries.lines(window, start, cut);
        long next = offset + encoding.sourceLength(window, start, cut);
        int copied = Math.min(end, cut + boundaries.lookAhead());
        byte[] bytes = Arrays.copyOfRange(window, start, copied);
        Chunk chunk = new Chunk(index++, offset, next, line, bytes, length, encoding);
        offset = next;
        line += lines;
        start = cut;
        return chunk;
    }

    /** Reads until the window holds {@code wanted} bytes or the source ends. */
    private void fill(int wanted) throws IOException {
        if (end - start >= wanted || ended) {
            return;
        }
        if (window.length - start < wanted) {
            byte[] target = window.length < wanted ? new byte[wanted] : window;
            System.arraycopy(window, start, target, 0, end - start);
            window = target;
            end -= start;
            start = 0;
        }
        while (end - start < wanted && !ended) {
            int read = in.read(window, end, window.length - end);
            ended = read < 0;
            end += Math.max(read, 0);
        }
    }

    private CsvException tooLong() {
        return new CsvException(
                source,
                line,
                offset,
                "the record that starts here has no end within " + (maxRecordBytes >> 20)
                        + " MiB; is a quote left open, or is the quote another one?");
    }
}
