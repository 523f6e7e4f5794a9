package sluice.verify;

import java.util.Map;
import org.bson.RawBsonDocument;
import sluice.bson.DocumentHasher;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;

/**
 * Hashes the documents of both sides in the same way: who they are, and what they hold. Not thread-safe: each worker has
 * its own.
 */
final class Hashes {
    private static final long[] WHOLE = new long[2];

    private final Matching matching;
    private final KeyHasher keys;
    private final DocumentHasher contents = new DocumentHasher();
    private long keyHigh;
    private long keyLow;
    private long high;
    private long low;
    private boolean counts;

    Hashes(Matching matching) {
        this.matching = matching;
        keys = new KeyHasher(matching.collection().keySeed());
    }

    /** Hashes a document that should be there. */
    void expected(int source, EncodedChunk chunk, int document) {
        RawBsonDocument view = chunk.document(document);
        if (!matching.merges()) {
            hash(view);
            counts = true;
            return;
        }
        keyHigh = chunk.hashHigh(document, 0);
        keyLow = chunk.hashLow(document, 0);
        counts = matching.collection().isLast(source, chunk, document);
        high = 0;
        low = 0;
        if (counts) {
            addField(WHOLE, new byte[0], -1);
        }
        DocumentHasher.forEach(view, (name, bytes, element) -> {
            long[] hash = matching.names().get(name);
            if (hash != null && matching.collection().setsField(source, chunk, document, hash)) {
                addField(hash, bytes, element);
            }
        });
    }

    /** Hashes a document that is there; false where it is none of those that are compared. */
    boolean stored(RawBsonDocument document) {
        counts = true;
        if (matching.looksUpFirst() || matching.merges()) {
            keys.hash(document, matching.identity());
            keyHigh = keys.high();
            keyLow = keys.low();
            boolean known = matching.collection().knows(keyHigh, keyLow);
            if (!known && matching.looksUpFirst()) {
                return false;
            }
            if (known && matching.merges()) {
                addSetFields(document);
                return true;
            }
        }
        hash(document);
        return true;
    }

    private void addSetFields(RawBsonDocument document) {
        high = 0;
        low = 0;
        addField(WHOLE, new byte[0], -1);
        for (Map.Entry<String, long[]> field : matching.names().entrySet()) {
            if (matching.collection().knowsField(keyHigh, keyLow, field.getValue())) {
                boolean found = DocumentHasher.find(
                        document, field.getKey(), (name, bytes, element) -> addField(field.getValue(), bytes, element));
                if (!found) {
                    addField(field.getValue(), new byte[0], -1);
                }
            }
        }
    }

    private void addField(long[] name, byte[] bytes, int element) {
        contents.hashField(keyHigh, keyLow, name, bytes, element);
        high += contents.high();
        low += contents.low();
    }

    private void hash(RawBsonDocument document) {
        contents.hash(document, matching.ids(), blanked -> {
            if (!matching.identity().isEmpty()) {
                keys.hash(blanked, matching.identity());
            }
        });
        high = contents.high();
        low = contents.low();
        boolean byContent = matching.identity().isEmpty();
        keyHigh = byContent ? high : keys.high();
        keyLow = byContent ? low : keys.low();
    }

    /** The upper half of who it is. */
    long keyHigh() {
        return keyHigh;
    }

    /** The lower half of who it is. */
    long keyLow() {
        return keyLow;
    }

    /** The upper half of what it holds. */
    long high() {
        return high;
    }

    /** The lower half of what it holds. */
    long low() {
        return low;
    }

    /** Whether it counts as a document: of the records that set fields of one document, one does. */
    boolean counts() {
        return counts;
    }
}
