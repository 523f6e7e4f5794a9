package sluice.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.bson.Hash128;
import sluice.bson.KeyHasher;
import sluice.target.KeyText;
import sluice.target.Target;

/** Finds the keys that documents of a collection have. Not thread-safe. */
final class StoredKeys {
    /** As many keys as one question holds. */
    private static final int KEYS = 500;

    private final Target target;
    private final @Nullable EarlierAttempt earlier;
    private final KeyHasher hasher = new KeyHasher(0);

    /**
     * A way to look keys up.
     *
     * @param earlier what an earlier try of the operation may have inserted: that takes no key from the records before it;
     *     or null
     */
    StoredKeys(Target target, @Nullable EarlierAttempt earlier) {
        this.target = target;
        this.earlier = earlier;
    }

    /**
     * The constraints whose key is in the collection, by the line of each record that has one. The last constraint is not
     * looked up: no other reason depends on it.
     */
    Map<Long, Set<Constraint>> of(List<Contested> records) {
        Map<Long, Set<Constraint>> stored = new HashMap<>();
        if (target.startsEmpty()) {
            return stored;
        }
        List<Constraint> constraints = target.constraints();
        for (Constraint constraint : constraints.subList(0, Math.max(0, constraints.size() - 1))) {
            for (List<Contested> some : parts(records)) {
                Found found =
                        find(constraint, some.stream().map(Contested::document).toList(), hasher);
                for (Contested record : some) {
                    if (found.has(record.document())) {
                        stored.computeIfAbsent(record.line(), one -> new HashSet<>())
                                .add(constraint);
                    }
                }
            }
        }
        return stored;
    }

    /** The parts of a list that one question holds each. */
    static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS) {
            parts.add(all.subList(from, Math.min(all.size(), from + KEYS)));
        }
        return parts;
    }

    /**
     * Looks for the keys of some documents.
     *
     * @param documents those of one part
     */
    Found find(Constraint constraint, List<RawBsonDocument> documents, KeyHasher by) {
        List<List<BsonValue>> keys = new ArrayList<>();
        documents.forEach(document -> keys.add(key(document, constraint)));
        Map<Hash128, BsonValue> ids = new HashMap<>();
        target.collection()
                .fields()
                .find(
                        constraint.fields(),
                        keys,
                        earlier != null,
                        found -> ids.put(hash(found, constraint, by), id(found)));
        return new Found(constraint, ids, earlier, by);
    }

    private static List<BsonValue> key(BsonDocument document, Constraint constraint) {
        return constraint.fields().stream()
                .map(field -> KeyText.value(document, field))
                .toList();
    }

    /** The hash of a document's key. */
    static Hash128 hash(RawBsonDocument document, Constraint constraint, KeyHasher hasher) {
        hasher.hash(document, constraint.fields());
        return hasher.value();
    }

    private static BsonValue id(RawBsonDocument document) {
        return document.get("_id", BsonNull.VALUE);
    }

    /** Keys that were found, by their hashes; after an earlier try with the {@code _id} of the document that has each. */
    record Found(
            Constraint constraint,
            Map<Hash128, BsonValue> ids,
            @Nullable EarlierAttempt earlier,
            KeyHasher hasher) {

        /** Whether another document than a later record's has the document's key. */
        boolean has(RawBsonDocument document) {
            return has(hash(document), document);
        }

        private boolean has(Hash128 hash, RawBsonDocument document) {
            BsonValue id = ids.get(hash);
            return id != null && (earlier == null || !earlier.insertedLater(id, id(document)));
        }

        /** Whether it has, and is not the document itself: of that the server tells, and whose it is. */
        boolean hasAnother(RawBsonDocument document) {
            Hash128 hash = hash(document);
            return has(hash, document) && (earlier == null || !id(document).equals(ids.get(hash)));
        }

        /** The hash of a document's key. */
        Hash128 hash(RawBsonDocument document) {
            return StoredKeys.hash(document, constraint, hasher);
        }
    }
}
