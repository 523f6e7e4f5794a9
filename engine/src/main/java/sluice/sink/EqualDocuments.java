package sluice.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import sluice.bson.KeyHasher;
import sluice.bson.Statements;
import sluice.server.ServerException;
import sluice.server.WriteAccess;

/** Looks at a collection before a write, and leaves out the statements that would change nothing. Not thread-safe. */
final class EqualDocuments {
    private final WriteAccess access;
    private final String collection;
    private final List<String> keyFields;
    private final KeyHasher hasher;

    EqualDocuments(WriteAccess access, String collection, List<String> keyFields, KeyHasher hasher) {
        this.access = access;
        this.collection = collection;
        this.keyFields = keyFields;
        this.hasher = hasher;
    }

    /**
     * Leaves out what changes nothing: to what is there, or to what the statement before of the same key has written.
     *
     * @throws ServerException if the server fails
     */
    void leaveOut(PendingBatch pending) {
        LaneBatch batch = pending.batch();
        int[] before = pending.before();
        BsonArray queries = new BsonArray();
        for (int i = 0; i < batch.count(); i++) {
            if (before[i] < 0) {
                queries.add(batch.statement(i).getDocument("q"));
            }
        }
        Map<List<Long>, RawBsonDocument> found = find(queries);
        for (int i = 0; i < batch.count(); i++) {
            Statements piece = batch.piece(i);
            int place = batch.place(i);
            RawBsonDocument there = found.get(batch.key(i));
            boolean equal = before[i] < 0
                    ? there != null && piece.writesNothingNew(place, there)
                    : batch.sameContent(i, before[i]);
            if (equal) {
                pending.leaveOut(i, Outcome.MATCHED);
            }
        }
    }

    private Map<List<Long>, RawBsonDocument> find(BsonArray queries) {
        BsonDocument filter = anyOf(queries);
        Map<List<Long>, RawBsonDocument> found = new HashMap<>();
        for (RawBsonDocument document : access.retries().ask(() -> access.port().find(collection, filter))) {
            hasher.hash(document, keyFields);
            found.put(List.of(hasher.high(), hasher.low()), document);
        }
        return found;
    }

    /** One field has one look-up with many values; several fields need one for each combination. */
    private BsonDocument anyOf(BsonArray queries) {
        if (keyFields.size() > 1) {
            return new BsonDocument("$or", queries);
        }
        String field = keyFields.get(0);
        BsonArray values = new BsonArray();
        queries.forEach(
                query -> values.add(query.asDocument().getDocument(field).get("$eq")));
        return new BsonDocument(field, new BsonDocument("$in", values));
    }
}
