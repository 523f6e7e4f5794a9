package sluice.bson;

import java.util.Arrays;
import org.bson.RawBsonDocument;
import sluice.csv.Chunk;
import sluice.outcome.RecordOrigin;

/**
 * Statements of one chunk that go to one lane, in file order. Filled by one thread and handed on to another; not
 * thread-safe itself.
 */
public final class Statements implements Rejectable {
    private final StatementForm form;
    private final Chunk chunk;
    private final BsonBuffer buffer = new BsonBuffer(1 << 12);
    private int count;
    private int[] ends = new int[64];
    /** Where the document's content stands: from in the upper half, to in the lower. */
    private long[] contents = new long[64];

    private long[] hashes = new long[128];
    private int[] raws = new int[128];
    private long[] lines = new long[64];
    private long[] offsets = new long[64];

    /** No statement yet. */
    public Statements(StatementForm form, Chunk chunk) {
        this.form = form;
        this.chunk = chunk;
    }

    /** What the statements look like. */
    public StatementForm form() {
        return form;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The bytes of one. */
    public int bytes(int statement) {
        return ends[statement] - start(statement);
    }

    /** Adds the statement of a document that was encoded of the same chunk. */
    public void add(EncodedChunk encoded, int document) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            contents = Arrays.copyOf(contents, count * 2);
            hashes = Arrays.copyOf(hashes, count * 4);
            raws = Arrays.copyOf(raws, count * 4);
            lines = Arrays.copyOf(lines, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        contents[count] = form.write(encoded, document, buffer);
        ends[count] = buffer.position();
        hashes[2 * count] = encoded.keyed() ? encoded.hashHigh(document, 0) : 0;
        hashes[2 * count + 1] = encoded.keyed() ? encoded.hashLow(document, 0) : 0;
        raws[2 * count] = encoded.rawStart(document);
        raws[2 * count + 1] = encoded.rawEnd(document);
        lines[count] = encoded.line(document);
        offsets[count] = encoded.offset(document);
        count++;
    }

    /** The upper half of the hash of a statement's key. */
    public long hashHigh(int statement) {
        return hashes[2 * statement];
    }

    /** The lower half of the hash of a statement's key. */
    public long hashLow(int statement) {
        return hashes[2 * statement + 1];
    }

    /** Adds a statement to a command. */
    public void addTo(CommandBuffer command, int statement) {
        command.add(buffer.bytes(), start(statement), ends[statement]);
    }

    /** Whether two statements write the same content; bytes decide, as they do at the server. */
    public boolean sameContent(int statement, Statements other, int otherStatement) {
        return Arrays.equals(
                buffer.bytes(),
                from(contents[statement]),
                to(contents[statement]),
                other.buffer.bytes(),
                from(other.contents[otherStatement]),
                to(other.contents[otherStatement]));
    }

    /** Whether two statements find the same document, by the very bytes of the condition. */
    public boolean sameQuery(int statement, Statements other, int otherStatement) {
        int from = start(statement) + Integer.BYTES + 3;
        int otherFrom = other.start(otherStatement) + Integer.BYTES + 3;
        return Arrays.equals(
                buffer.bytes(),
                from,
                from + BsonElements.intAt(buffer.bytes(), from),
                other.buffer.bytes(),
                otherFrom,
                otherFrom + BsonElements.intAt(other.buffer.bytes(), otherFrom));
    }

    /** A statement as a view. */
    public RawBsonDocument statement(int statement) {
        return new RawBsonDocument(buffer.bytes(), start(statement), bytes(statement));
    }

    /** Whether a document of the server has what the statement would write: then nothing would change. */
    public boolean writesNothingNew(int statement, RawBsonDocument found) {
        return Contents.equal(form.mode(), buffer.bytes(), from(contents[statement]), found);
    }

    @Override
    public RecordOrigin origin(int statement) {
        return new RecordOrigin(
                lines[statement], offsets[statement], chunk.source(raws[2 * statement], raws[2 * statement + 1]));
    }

    private int start(int statement) {
        return statement == 0 ? 0 : ends[statement - 1];
    }

    private static int from(long range) {
        return (int) (range >>> 32);
    }

    private static int to(long range) {
        return (int) range;
    }
}
