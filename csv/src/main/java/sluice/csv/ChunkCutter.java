package sluice.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into chunks at record boundaries. Reads ahead by a chunk or 256 KiB. Not thread-safe: one thread
 * at a time asks for the next chunk, any thread may then parse it.
 *
 * <p>One reader that only looks for boundaries is enough: it costs a few percent of what parsing costs, and a source
 * without quotes needs no more than a search for one byte.
 */
public final class ChunkCutter {
    /** The longest record that is read, in bytes: four times what a document can hold. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int READ_AHEAD_BYTES = 256 << 10;
    private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8;

    private final String source;
    private final InputStream in;
    private final RecordBoundaries boundaries;
    private final int maxRecordBytes;

    private byte[] window = new byte[READ_AHEAD_BYTES];
    private int start;
    private int end;
    private boolean ended;
    private long index;
    private long offset;
    private long line;

    /**
     * A cutter at the start of a source.
     *
     * @param source the source's name, for messages
     * @param in the source's bytes, without a byte order mark; the caller closes it
     * @param offset the source's byte at which {@code in} starts
     */
    public ChunkCutter(String source, InputStream in, Dialect dialect, long offset) {
        this(source, in, dialect, offset, 1);
    }

    /**
     * A cutter at a record boundary within a source.
     *
     * @param source the source's name, for messages
     * @param in the source's bytes from there on; the caller closes it
     * @param offset the source's byte at which {@code in} starts
     * @param line the number of the line that starts there, from 1
     */
    public ChunkCutter(String source, InputStream in, Dialect dialect, long offset, long line) {
        this(source, in, dialect, offset, line, MAX_RECORD_BYTES);
    }

    ChunkCutter(String source, InputStream in, Dialect dialect, long offset, long line, int maxRecordBytes) {
        this.source = source;
        this.in = in;
        this.offset = offset;
        this.line = line;
        this.maxRecordBytes = maxRecordBytes;
        boundaries = new RecordBoundaries(dialect);
    }

    /**
     * Cuts the next chunk.
     *
     * @return the chunk, or null at the end of the source
     * @throws CsvException where a record is longer than {@link #MAX_RECORD_BYTES}
     * @throws IOException where the stream can't be read
     */
    @SuppressWarnings("exports") // The annotation is of use only to who has it.
    public @Nullable Chunk next(ChunkSize size) throws IOException {
        boolean bytes = size.unit() == ChunkSize.Unit.BYTES;
        int wanted = bytes ? size.count() : end - start;
        while (true) {
            fill(wanted);
            if (start == end && ended) {
                return null;
            }
            int to = bytes ? (int) Math.min(end, (long) start + wanted) : end;
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

    /** Whether the source has ended and every byte of it is in a chunk. */
    public boolean atEnd() {
        return ended && start == end;
    }

    /**
     * The chunk without its last record where no line end closes it.
     *
     * @return the same chunk where each of its records is closed; null where that record is all there is
     */
    @SuppressWarnings("exports")
    public @Nullable Chunk closed(Chunk chunk) {
        byte[] bytes = chunk.bytes();
        // One more byte, so that a CR at the end counts as what it is.
        int cut = boundaries.last(Arrays.copyOf(bytes, bytes.length + 1), 0, bytes.length + 1);
        if (cut == bytes.length) {
            return chunk;
        }
        return cut == RecordBoundaries.NOT_FOUND
                ? null
                : new Chunk(chunk.index(), chunk.offset(), chunk.firstLine(), Arrays.copyOf(bytes, cut));
    }

    private int cut(ChunkSize size, int to, boolean full) {
        boolean everything = ended && to == end;
        boolean records = size.unit() == ChunkSize.Unit.RECORDS;
        if (records || to - start > size.count()) {
            // More bytes than asked for are looked at only where the first record alone needs them.
            int cut = boundaries.after(records ? size.count() : 1, window, start, to);
            if (cut != RecordBoundaries.NOT_FOUND || !(full || everything)) {
                return cut;
            }
        }
        return everything ? end : boundaries.last(window, start, to);
    }

    private Chunk take(int cut) {
        long lines = ByteSearch.countLineEnds(window, start, cut);
        Chunk chunk = new Chunk(index++, offset, line, Arrays.copyOfRange(window, start, cut));
        offset += cut - start;
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
                        + " MiB; is a quote left open, or is the quote character another one?");
    }
}
