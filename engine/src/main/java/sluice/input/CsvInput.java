package sluice.input;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;
import sluice.csv.ByteOrderMark;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvException;
import sluice.csv.CsvFormat;
import sluice.csv.FooterStream;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;
import sluice.csv.sniff.Sniffed;
import sluice.plan.CollectionPlan;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.SourceStream;

/** A source opened as CSV. Not thread-safe: one thread at a time takes the next chunk. */
public final class CsvInput implements AutoCloseable {
    private final Source source;
    private final SourceFormat format;
    private final SourceStream stream;
    private final InputStream text;
    private final ChunkCutter cutter;
    private final Header header;
    private @Nullable Sniffed evidence;
    private boolean soundPart;

    private CsvInput(
            Source source,
            SourceFormat format,
            SourceStream stream,
            InputStream text,
            ChunkCutter cutter,
            Header header) {
        this.source = source;
        this.format = format;
        this.stream = stream;
        this.text = text;
        this.cutter = cutter;
        this.header = header;
    }

    /**
     * Looks at a source, opens it in the format found, and reads its header or takes the plan's column names for it.
     *
     * @throws SourceException if the format can't be told, or there is no header, or it can't name fields; the message is
     *     the user's
     */
    public static CsvInput open(Source source, CollectionPlan plan) {
        FormatPins pins = plan.input().format();
        if (pins.isComplete()) {
            // A pipe may not have more bytes yet than its first rows: nothing is waited for that isn't needed.
            return open(source, plan, pins.over(CsvFormat.DEFAULT));
        }
        try {
            SourceStream stream = SourceStream.open(source);
            try {
                Look look = Look.at(source, stream.stream(), plan);
                CsvFormat format = look.found().format();
                CsvInput input = opened(source, plan, format, stream, look.restarted(stream.stream()), true);
                input.evidence = look.found().evidence();
                return input;
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /**
     * Opens a source in a format that is known.
     *
     * @throws SourceException if there is no header or it can't name fields; the message is the user's
     */
    public static CsvInput open(Source source, CollectionPlan plan, CsvFormat format) {
        return openUntil(source, plan, format, Long.MAX_VALUE);
    }

    /**
     * Opens a source like {@link #open(Source, CollectionPlan, CsvFormat)}, and reads it only to one of its record
     * boundaries.
     *
     * @param end the source's byte after the last one that is read; not before the end of the header
     * @throws SourceException if there is no header or it can't name fields; the message is the user's
     */
    public static CsvInput openUntil(Source source, CollectionPlan plan, CsvFormat format, long end) {
        try {
            SourceStream stream = SourceStream.open(source).until(end);
            try {
                return opened(source, plan, format, stream, stream.stream(), end == Long.MAX_VALUE);
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
     * @throws SourceException if the source can't be read, or ends before; the message is the user's
     */
    public static CsvInput openAt(Source source, SourceFormat format, Header header, long offset, long line) {
        try {
            SourceStream stream = SourceStream.openAt(source, offset);
            CsvFormat csv = format.csv();
            InputStream text = FooterStream.without(csv, csv.encoding().toUtf8(stream.stream()));
            ChunkCutter cutter = new ChunkCutter(
                    source.name(),
                    text,
                    csv.dialect(),
                    format.rules(),
                    csv.encoding(),
                    new ChunkCutter.Place(offset, line));
            return new CsvInput(source, format, stream, text, cutter, header);
        } catch (EOFException e) {
            throw new SourceException(
                    source.name() + ": ends before byte " + offset + ", where reading should go on.", e);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /** Opens a source whose bytes, from the first, are a stream. */
    private static CsvInput opened(
            Source source, CollectionPlan plan, CsvFormat csv, SourceStream stream, InputStream bytes, boolean toTheEnd)
            throws IOException {
        ByteOrderMarkStream content = ByteOrderMarkStream.of(bytes, csv.encoding());
        InputStream text = csv.encoding().toUtf8(content.stream());
        InputStream records = toTheEnd ? FooterStream.without(csv, text) : text;
        HeaderReader reader = new HeaderReader(source, plan, csv, records, content.length());
        Header header;
        try {
            header = reader.read();
        } catch (CsvException e) {
            throw boundless(e, csv);
        }
        if (reader.cutter().atEnd()) {
            stream.requireSound();
        }
        return new CsvInput(source, reader.format(), stream, records, reader.cutter(), header);
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

    /** How it is read. */
    public SourceFormat format() {
        return format;
    }

    /** What showed how it is laid out; null if all of that was declared or known. */
    public @Nullable Sniffed evidence() {
        return evidence;
    }

    /** The columns. */
    public Header header() {
        return header;
    }

    /**
     * Cuts the next chunk of records. A source that is damaged or cut off gives the records before the damage first.
     *
     * @return the chunk, or null at the end; the first has the index 0, or a higher one if a header stood before it
     * @throws SourceException if the source can't be read on, or no record boundary can be found
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
            throw boundless(e, format.csv());
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /** Says that no end of a record was found, and by which dialect it was looked for. */
    private static SourceException boundless(CsvException e, CsvFormat format) {
        return new SourceException(e.getMessage() + " (read with " + format.dialect() + ")", e);
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
            text.close();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    static SourceException unreadable(Source source, IOException e) {
        return new SourceException(source.name() + ": can't be read: " + e.getMessage(), e);
    }

    /** The first bytes of a source, and the format that was found. */
    private record Look(byte[] head, FormatFinder.FoundFormat found) {
        static Look at(Source source, InputStream stream, CollectionPlan plan) throws IOException {
            byte[] head = FormatFinder.head(stream);
            return new Look(head, FormatFinder.find(source, head, plan));
        }

        InputStream restarted(InputStream rest) {
            return new SequenceInputStream(new ByteArrayInputStream(head), rest);
        }
    }

    /** A stream behind its byte order mark. */
    private record ByteOrderMarkStream(InputStream stream, int length) {
        private static final int LONGEST = 4;

        static ByteOrderMarkStream of(InputStream in, TextEncoding encoding) throws IOException {
            byte[] head = in.readNBytes(LONGEST);
            ByteOrderMark mark = TextEncoding.byteOrderMark(head);
            int length = mark != null && mark.encoding().equals(encoding) ? mark.length() : 0;
            return new ByteOrderMarkStream(
                    new SequenceInputStream(new ByteArrayInputStream(head, length, head.length - length), in), length);
        }
    }
}
