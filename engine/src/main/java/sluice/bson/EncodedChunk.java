package sluice.bson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.CsvRecord;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;

/**
 * The documents of one chunk, in its order, and the rejects found while encoding. Belongs to one worker, which fills it
 * anew for each chunk; not thread-safe.
 */
public final class EncodedChunk implements Rejectable {
    private final BsonBuffer buffer = new BsonBuffer();
    private final CommandBuffer command = new CommandBuffer();
    private final List<Reject> rejects = new ArrayList<>();
    private @Nullable Chunk chunk;
    private int count;
    private long nextLine;
    private Recoveries recovered = Recoveries.NONE;
    private int[] ends = new int[1024];
    private int[] rawStarts = new int[1024];
    private int[] rawEnds = new int[1024];
    private long[] offsets = new long[1024];
    private long[] lines = new long[1024];
    private DocumentLayout layout = new DocumentLayout(List.of(), List.of(), -1, List.of());
    /** Two longs for each document and group; both zero where a reference has no value. */
    private long[] hashes = new long[0];
    /** Where the elements of the first group's columns start, for each document. */
    private int[] keyElements = new int[0];

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

    /** The bytes of a document. */
    public int bytes(int document) {
        return ends[document] - start(document);
    }

    /** How many bytes of the chunk's source stand up to the end of the record before a document; 0 for the first. */
    public int sourceEnd(int document) {
        return document == 0 ? 0 : rawEnds[document - 1];
    }

    /** A document as a view that is valid until the next chunk. */
    public RawBsonDocument document(int document) {
        return new RawBsonDocument(buffer.bytes(), start(document), ends[document] - start(document));
    }

    /**
     * A command that holds some of the documents, as a view that is valid until the next command or chunk.
     *
     * <p>Hot path: the driver sends a finished command with one copy, while its bulk API handles every document by
     * itself. By the ceiling benchmark that halves what the load costs on the client.
     *
     * @param head the command's fields before the documents
     * @param documents which ones, in order
     */
    public RawBsonDocument insertCommand(BsonDocument head, Selection documents) {
        command.start(head, "documents");
        for (int i = 0; i < documents.count(); i++) {
            int document = documents.get(i);
            command.add(buffer.bytes(), start(document), ends[document]);
        }
        return command.finish();
    }

    @Override
    public RecordOrigin origin(int document) {
        Chunk source = current();
        return new RecordOrigin(
                lines[document], offsets[document], source.source(rawStarts[document], rawEnds[document]));
    }

    void reset(Chunk next, DocumentLayout nextLayout) {
        chunk = next;
        layout = nextLayout;
        count = 0;
        rejects.clear();
        buffer.rewind(0);
    }

    BsonBuffer buffer() {
        return buffer;
    }

    /** Adds the document that was written to the buffer. */
    void add(CsvRecord record, int[] elements, KeyHasher hasher) {
        if (count == lines.length) {
            ends = Arrays.copyOf(ends, count * 2);
            rawStarts = Arrays.copyOf(rawStarts, count * 2);
            rawEnds = Arrays.copyOf(rawEnds, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        ends[count] = buffer.position();
        rawStarts[count] = record.rawStart();
        rawEnds[count] = record.rawEnd();
        offsets[count] = record.offset();
        lines[count] = record.line();
        addKeys(elements, hasher);
        count++;
    }

    private void addKeys(int[] elements, KeyHasher hasher) {
        List<KeyGroup> groups = layout.groups();
        if (groups.isEmpty()) {
            return;
        }
        int at = 2 * count * groups.size();
        if (hashes.length < at + 2 * groups.size()) {
            hashes = Arrays.copyOf(hashes, 2 * lines.length * groups.size());
        }
        for (int group = 0; group < groups.size(); group++) {
            boolean value = hasher.hash(groups.get(group), buffer.bytes(), elements);
            hashes[at++] = value ? hasher.high() : 0;
            hashes[at++] = value ? hasher.low() : 0;
        }
        List<Integer> columns = groups.get(0).columns();
        int size = columns.size();
        if (keyElements.length < (count + 1) * size) {
            keyElements = Arrays.copyOf(keyElements, lines.length * size);
        }
        for (int i = 0; i < size; i++) {
            keyElements[count * size + i] = columns.get(i) < 0 ? -1 : elements[columns.get(i)];
        }
    }

    /** The upper half of the hash of a document's key or reference. */
    public long hashHigh(int document, int group) {
        return hashes[2 * (document * layout.groups().size() + group)];
    }

    /** The lower half of the hash of a document's key or reference. */
    public long hashLow(int document, int group) {
        return hashes[2 * (document * layout.groups().size() + group) + 1];
    }

    /** The hash of a document's key or reference. */
    public Hash128 hash(int document, int group) {
        return new Hash128(hashHigh(document, group), hashLow(document, group));
    }

    /** Whether a document's reference has a value. */
    public boolean refers(int document, int group) {
        return hashHigh(document, group) != 0 || hashLow(document, group) != 0;
    }

    /** The line on which a document's record starts. */
    public long line(int document) {
        return lines[document];
    }

    /** The byte of the source at which a document's record starts. */
    public long offset(int document) {
        return offsets[document];
    }

    int rawStart(int document) {
        return rawStarts[document];
    }

    int rawEnd(int document) {
        return rawEnds[document];
    }

    /** Whether documents have hashes. */
    boolean keyed() {
        return !layout.groups().isEmpty();
    }

    /** The number of the line after the chunk. */
    public long nextLine() {
        return nextLine;
    }

    /** What was read otherwise than it stands. */
    public Recoveries recovered() {
        return recovered;
    }

    void ended(long line, Recoveries read) {
        nextLine = line;
        recovered = read;
    }

    /** The documents' bytes; a document starts where the one before it ends. */
    byte[] bytes() {
        return buffer.bytes();
    }

    int start(int document) {
        return document == 0 ? 0 : ends[document - 1];
    }

    /** Where the element of a column of the first group starts. */
    int keyElement(int document, int column) {
        return keyElements[document * layout.groups().get(0).columns().size() + column];
    }

    private Chunk current() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk was encoded yet");
        }
        return chunk;
    }
}
