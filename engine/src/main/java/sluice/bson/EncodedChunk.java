package sluice.bson;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.CsvRecord;
import sluice.reject.Reject;
import sluice.reject.RejectCode;

/**
 * The documents of one chunk, in its order, and the rejects found while encoding. Belongs to one worker, which fills it
 * anew for each chunk; not thread-safe.
 */
public final class EncodedChunk {
    private final BsonBuffer buffer = new BsonBuffer();
    private final List<Reject> rejects = new ArrayList<>();
    private @Nullable Chunk chunk;
    private int count;
    private int[] ends = new int[1024];
    private int[] rawStarts = new int[1024];
    private int[] rawEnds = new int[1024];
    private long[] lines = new long[1024];

    /** The number of documents. */
    public int count() {
        return count;
    }

    /** The rejects found while encoding, in file order. */
    public List<Reject> rejects() {
        return rejects;
    }

    /** The number of records read: documents and rejects. */
    public long records() {
        return (long) count + rejects.size();
    }

    /** The bytes of the documents {@code from} to {@code to}, exclusive. */
    public int bytes(int from, int to) {
        return end(to) - end(from);
    }

    /** How many bytes of the chunk's source stand up to the end of the record before a document; 0 for the first. */
    public int sourceEnd(int document) {
        return document == 0 ? 0 : rawEnds[document - 1];
    }

    /** The documents {@code from} to {@code to}, exclusive, as views that are valid until the next chunk. */
    public List<RawBsonDocument> documents(int from, int to) {
        return new Documents(from, to);
    }

    /** Makes a reject of a document that was encoded. */
    public Reject reject(
            int document,
            RejectCode code,
            @Nullable String column,
            String message,
            int serverCode,
            @Nullable String errInfo) {
        Chunk source = current();
        byte[] original = Arrays.copyOfRange(source.bytes(), rawStarts[document], rawEnds[document]);
        return new Reject(
                code,
                lines[document],
                source.offset() + rawStarts[document],
                column,
                null,
                message,
                serverCode,
                errInfo,
                original);
    }

    void reset(Chunk next) {
        chunk = next;
        count = 0;
        rejects.clear();
        buffer.rewind(0);
    }

    BsonBuffer buffer() {
        return buffer;
    }

    void add(CsvRecord record) {
        if (count == lines.length) {
            ends = Arrays.copyOf(ends, count * 2);
            rawStarts = Arrays.copyOf(rawStarts, count * 2);
            rawEnds = Arrays.copyOf(rawEnds, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        ends[count] = buffer.position();
        rawStarts[count] = record.rawStart();
        rawEnds[count] = record.rawEnd();
        lines[count] = record.line();
        count++;
    }

    private int end(int document) {
        return document == 0 ? 0 : ends[document - 1];
    }

    private Chunk current() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk was encoded yet");
        }
        return chunk;
    }

    private final class Documents extends AbstractList<RawBsonDocument> implements RandomAccess {
        private final int from;
        private final int to;

        Documents(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public RawBsonDocument get(int index) {
            int document = from + index;
            return new RawBsonDocument(buffer.bytes(), end(document), ends[document] - end(document));
        }

        @Override
        public int size() {
            return to - from;
        }
    }
}
