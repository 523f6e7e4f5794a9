package sluice.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bson.BsonDocument;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import sluice.bson.DocumentHasher;
import sluice.bson.EncodedChunk;
import sluice.expected.ExpectedCollection;

/**
 * The documents of a round that have no equal on the other side yet. Not thread-safe: each worker has its own, and they
 * are merged.
 */
final class Unmatched implements ExpectedCollection.Visitor {
    private final Matching matching;
    private final Round round;
    private final Hashes hashes;
    private final Map<Identity, List<Entry>> entries = new HashMap<>();

    /** Who a document is. */
    private record Identity(long high, long low) {}

    /** A document, or documents that are equal. */
    static final class Entry {
        private final long high;
        private final long low;
        /** Its bytes; of one that sets fields, those that no later one sets. */
        private final byte[] document;

        private final int source;
        private final long line;
        /** How many are expected, less how many are stored. */
        private long count;

        private Entry(long high, long low, byte[] document, int source, long line, long count) {
            this.high = high;
            this.low = low;
            this.document = document;
            this.source = source;
            this.line = line;
            this.count = count;
        }

        RawBsonDocument document() {
            return new RawBsonDocument(document);
        }

        int source() {
            return source;
        }

        long line() {
            return line;
        }

        long count() {
            return count;
        }

        private boolean isSame(Entry other) {
            return high == other.high && low == other.low;
        }
    }

    Unmatched(Matching matching, Round round) {
        this.matching = matching;
        this.round = round;
        hashes = new Hashes(matching);
    }

    @Override
    public void expected(int source, EncodedChunk chunk, int document) {
        hashes.expected(source, chunk, document);
        if (round.has(hashes.keyHigh())) {
            RawBsonDocument view = chunk.document(document);
            byte[] bytes = matching.merges() ? lastSet(source, chunk, document, view) : bytes(view);
            add(entry(bytes, source, chunk.line(document), 1));
        }
    }

    @Override
    public void stored(RawBsonDocument document) {
        if (hashes.stored(document) && round.has(hashes.keyHigh())) {
            add(entry(bytes(document), -1, 0, -1));
        }
    }

    /** The fields that no later record of the key sets. */
    private byte[] lastSet(int source, EncodedChunk chunk, int document, RawBsonDocument view) {
        BsonDocument last = new BsonDocument();
        DocumentHasher.forEach(view, (name, bytes, element) -> {
            long[] hash = matching.names().get(name);
            boolean counts = hash == null || matching.collection().setsField(source, chunk, document, hash);
            if (counts) {
                last.append(name, view.get(name));
            }
        });
        return bytes(new RawBsonDocument(last, new BsonDocumentCodec()));
    }

    private Entry entry(byte[] document, int source, long line, long count) {
        return new Entry(hashes.high(), hashes.low(), document, source, line, count);
    }

    private static byte[] bytes(RawBsonDocument document) {
        ByteBuf buffer = document.getByteBuffer();
        int start = buffer.arrayOffset() + buffer.position();
        return Arrays.copyOfRange(buffer.array(), start, start + buffer.remaining());
    }

    private void add(Entry entry) {
        add(new Identity(hashes.keyHigh(), hashes.keyLow()), entry);
    }

    private void add(Identity identity, Entry entry) {
        List<Entry> same = entries.computeIfAbsent(identity, key -> new ArrayList<>(1));
        // What records set together is compared at the end, when all of it is known.
        for (int i = 0; !matching.merges() && i < same.size(); i++) {
            Entry other = same.get(i);
            if (other.isSame(entry)) {
                other.count += entry.count;
                if (other.count == 0) {
                    same.remove(i);
                }
                if (same.isEmpty()) {
                    entries.remove(identity);
                }
                return;
            }
        }
        same.add(entry);
    }

    /** Adds what another worker saw. */
    void merge(Unmatched other) {
        other.entries.forEach((identity, more) -> more.forEach(entry -> add(identity, entry)));
        other.entries.clear();
    }

    /** Shows what is left of each key: what is expected, in file order, and what is stored. */
    void forEach(BiConsumer<List<Entry>, List<Entry>> consumer) {
        for (List<Entry> same : entries.values()) {
            List<Entry> expected = new ArrayList<>();
            List<Entry> stored = new ArrayList<>();
            same.forEach(entry -> (entry.count > 0 ? expected : stored).add(entry));
            expected.sort(Comparator.comparingInt(Entry::source).thenComparingLong(Entry::line));
            consumer.accept(expected, stored);
        }
    }
}
