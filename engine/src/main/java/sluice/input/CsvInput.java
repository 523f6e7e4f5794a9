package sluice.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvException;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;
import sluice.plan.CollectionPlan;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.SourceStream;

/** A source opened as CSV. Not thread-safe: one thread at a time takes the next chunk. */
public final class CsvInput implements AutoCloseable {
    private final Source source;
    private final Dialect dialect;
    private final SourceStream stream;
    private final ChunkCutter cutter;
    private final Header header;
    private boolean soundPart;

    private CsvInput(Source source, Dialect dialect, SourceStream stream, ChunkCutter cutter, Header header) {
        this.source = source;
        this.dialect = dialect;
        this.stream = stream;
        this.cutter = cutter;
        this.header = header;
    }

    /**
     * Opens a source and reads its header, or takes the plan's column names for it.
     *
     * @throws SourceException where there is no header or it can't name fields; the message is the user's
     */
    public static CsvInput open(Source source, CollectionPlan plan) {
        return openUntil(source, plan, Long.MAX_VALUE);
    }

    /**
     * Opens a source like {@link #open}, and reads it only to one of its record boundaries.
     *
     * @param end the source's byte after the last one that is read; not before the end of the header
     * @throws SourceException where there is no header or it can't name fields; the message is the user's
     */
    public static CsvInput openUntil(Source source, CollectionPlan plan, long end) {
        try {
            SourceStream stream = SourceStream.open(source).until(end);
            try {
                ChunkCutter cutter = new ChunkCutter(source.name(), stream.stream(), plan.dialect(), stream.offset());
                List<String> names = plan.columnNames();
                Header header = names == null
                        ? relabelled(source, plan, read(source, plan.dialect(), stream, cutter))
                        : new Header(names, stream.offset(), new byte[0]);
                return new CsvInput(source, plan.dialect(), stream, cutter, header);
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /**
     * Opens a source at one of its record boundaries, as if everything before had been read: offsets and line numbers go on
     * from there, only the indexes of the chunks start anew, at 0.
     *
     * @param header the source's header, which {@link #open} read
     * @param offset the source's byte at which a record starts
     * @param line the number of the line that starts there, from 1
     * @throws SourceException where the source can't be read, or ends before; the message is the user's
     */
    public static CsvInput openAt(Source source, CollectionPlan plan, Header header, long offset, long line) {
        try {
            SourceStream stream = SourceStream.openAt(source, offset);
            ChunkCutter cutter = new ChunkCutter(source.name(), stream.stream(), plan.dialect(), offset, line);
            return new CsvInput(source, plan.dialect(), stream, cutter, header);
        } catch (EOFException e) {
            throw new SourceException(
                    source.name() + ": ends before byte " + offset + ", where reading should go on.", e);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static Header relabelled(Source source, CollectionPlan plan, Header header) {
        List<String> names = plan.input().relabel();
        if (names == null) {
            return header;
        }
        if (names.size() != header.names().size()) {
            throw new SourceException(
                    source.name() + ": its header names " + header.names().size() + " columns ("
                            + String.join(",", header.names()) + "), relabel names " + names.size() + " ("
                            + String.join(",", names) + ").");
        }
        return new Header(names, header.end(), header.bytes());
    }

    private static Header read(Source source, Dialect dialect, SourceStream stream, ChunkCutter cutter)
            throws IOException {
        Chunk chunk = cutter.next(ChunkSize.records(1));
        if (chunk == null || !endsClosed(cutter, chunk)) {
            stream.requireSound();
        }
        CsvParser parser = new CsvParser(dialect);
        if (chunk != null) {
            parser.reset(chunk);
        }
        if (chunk == null || !parser.next()) {
            throw new SourceException(source.name() + ": is empty: its first record should name the columns.");
        }
        CsvRecord record = parser.record();
        if (record.problem() != null) {
            throw new SourceException(source.name() + ", line " + record.line() + ", column "
                    + (record.problemField() + 1) + " of the header: "
                    + record.problem().message() + " (read with " + dialect + ")");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            names.add(name(source, record, i));
        }
        return new Header(
                names, chunk.end(), Arrays.copyOfRange(chunk.bytes(), record.rawStart(), chunk.bytes().length));
    }

    /** Whether a line end closes the last record of a chunk. */
    private static boolean endsClosed(ChunkCutter cutter, Chunk chunk) {
        Chunk closed = cutter.closed(chunk);
        return closed != null && closed.end() == chunk.end();
    }

    /** A column's name; a replaced character in it would stand in every document. */
    private static String name(Source source, CsvRecord record, int field) {
        int from = record.start(field);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record.bytes(field), from, record.end(field) - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SourceException(
                    source.name() + ", line " + record.line() + ", column " + (field + 1)
                            + " of the header: is no valid UTF-8; convert the file, for example with iconv.",
                    e);
        }
    }

    /** The same input, from now on one that ends before a damage as if the source ended there. */
    public CsvInput soundPart() {
        soundPart = true;
        return this;
    }

    /** What it reads. */
    public Source source() {
        return source;
    }

    /** How it is written. */
    public Dialect dialect() {
        return dialect;
    }

    /** The columns. */
    public Header header() {
        return header;
    }

    /**
     * Cuts the next chunk of records. A source that is damaged or cut off gives the records before the damage first.
     *
     * @return the chunk, or null at the end; the first has the index 0, or 1 where a header stood before it
     * @throws SourceException where the source can't be read on, or no record boundary can be found
     */
    public @Nullable Chunk next(ChunkSize size) {
        try {
            Chunk chunk = cutter.next(size);
            Chunk settled = chunk == null ? null : settled(chunk);
            if (settled == null && !soundPart) {
                stream.requireSound();
            }
            return settled;
        } catch (CsvException e) {
            throw new SourceException(e.getMessage() + " (read with " + dialect + ")", e);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /**
     * The chunk without a record that the source's end leaves open while the source is changing, or at a damage: what has no line end
     * yet may be half a row. In a source that stays as it is the last line end may be missing.
     */
    private @Nullable Chunk settled(Chunk chunk) throws IOException {
        if (!cutter.atEnd()) {
            return chunk;
        }
        Chunk closed = cutter.closed(chunk);
        boolean whole = closed != null && closed.end() == chunk.end();
        return whole || (stream.isSound() && source.change() == null) ? chunk : closed;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static SourceException unreadable(Source source, IOException e) {
        return new SourceException(source.name() + ": can't be read: " + e.getMessage(), e);
    }
}
