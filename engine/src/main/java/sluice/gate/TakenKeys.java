package sluice.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.bson.EncodedChunk;
import sluice.bson.Hash128;
import sluice.bson.KeyHasher;
import sluice.bson.Selection;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.server.ServerCodes;
import sluice.sink.Refusal;
import sluice.target.KeyText;
import sluice.target.Target;

/**
 * Makes duplicates of refusals that are duplicates too. The server looks at its validator before it looks at its indexes,
 * admission at the keys alone: so that one record always gets one reason, a key that is taken comes first.
 */
public final class TakenKeys {
    /** As many keys as one question holds. */
    private static final int KEYS = 500;

    private TakenKeys() {}

    /**
     * Looks up the keys of documents that the validator refuses, or of which the server names one of several indexes: it takes
     * them in its own order, a look-up before the batch in that of the constraints.
     *
     * @param documents the document of a refusal, and of what was inserted with it
     * @param earlier what an earlier try of the operation may have inserted: that takes no key from the records; or null
     * @param inserted what was inserted in the same batch, in order: only what comes before a record takes its key
     */
    public static List<Refusal> first(
            Target target,
            KeyHasher hasher,
            List<Refusal> refusals,
            IntFunction<RawBsonDocument> documents,
            List<Integer> inserted,
            @Nullable EarlierAttempt earlier) {
        List<Refusal> changed = new ArrayList<>(refusals);
        boolean[] decided = new boolean[refusals.size()];
        boolean several = target.constraints().size() > 1 && inserted.isEmpty();
        for (Constraint constraint : target.constraints()) {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < changed.size(); i++) {
                RejectCode code = changed.get(i).reject().code();
                if (!decided[i] && (code == RejectCode.VALIDATION || (several && code == RejectCode.DUPLICATE_KEY))) {
                    open.add(i);
                }
            }
            Map<Hash128, Integer> beside = new HashMap<>();
            if (!open.isEmpty()) {
                inserted.forEach(document -> beside.put(hash(documents.apply(document), constraint, hasher), document));
            }
            for (int from = 0; from < open.size(); from += KEYS) {
                List<Integer> some = open.subList(from, Math.min(open.size(), from + KEYS));
                Keys there = find(target, constraint, hasher, some, changed, documents, earlier);
                for (int i : some) {
                    Refusal refusal = changed.get(i);
                    RawBsonDocument document = documents.apply(refusal.document());
                    Hash128 hash = hash(document, constraint, hasher);
                    if (there.has(hash, document) && beside.getOrDefault(hash, -1) < refusal.document()) {
                        changed.set(i, duplicate(refusal, document, constraint));
                        decided[i] = true;
                    }
                }
            }
        }
        return changed;
    }

    /**
     * Looks for documents of a batch whose key is in the collection, before they are sent.
     *
     * @param earlier as for {@link #first}
     * @return the same that the server would say to them
     */
    public static List<Refusal> look(
            Target target, KeyHasher hasher, EncodedChunk chunk, Selection batch, @Nullable EarlierAttempt earlier) {
        Map<Integer, Refusal> found = new TreeMap<>();
        for (Constraint constraint : target.constraints()) {
            for (int from = 0; from < batch.count(); from += KEYS) {
                int to = Math.min(batch.count(), from + KEYS);
                List<List<BsonValue>> keys = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    keys.add(key(chunk.document(batch.get(i)), constraint));
                }
                Keys there = Keys.find(target, constraint, hasher, keys, earlier);
                for (int i = from; i < to; i++) {
                    int document = batch.get(i);
                    Hash128 hash = chunk.hash(document, constraint.group());
                    if (there.hasAnother(hash, chunk.document(document))) {
                        found.putIfAbsent(document, refusal(chunk, document, constraint));
                    }
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private static Refusal refusal(EncodedChunk chunk, int document, Constraint constraint) {
        Reject reject = chunk.reject(
                document,
                Reason.of(RejectCode.DUPLICATE_KEY, "")
                        .withServer(ServerCodes.DUPLICATE_KEY, null)
                        .withConstraint(constraint.fields()));
        return new Refusal(document, reject, constraint.fields());
    }

    private static List<BsonValue> key(BsonDocument document, Constraint constraint) {
        return constraint.fields().stream()
                .map(field -> KeyText.value(document, field))
                .toList();
    }

    private static Keys find(
            Target target,
            Constraint constraint,
            KeyHasher hasher,
            List<Integer> some,
            List<Refusal> refusals,
            IntFunction<RawBsonDocument> documents,
            @Nullable EarlierAttempt earlier) {
        List<List<BsonValue>> keys = new ArrayList<>();
        for (int i : some) {
            keys.add(key(documents.apply(refusals.get(i).document()), constraint));
        }
        return Keys.find(target, constraint, hasher, keys, earlier);
    }

    /** Keys that were found, by their hashes; where it counts with the {@code _id} of the document that has each. */
    private record Keys(
            Map<Hash128, BsonValue> ids, @Nullable EarlierAttempt earlier) {

        static Keys find(
                Target target,
                Constraint constraint,
                KeyHasher hasher,
                List<List<BsonValue>> keys,
                @Nullable EarlierAttempt earlier) {
            Map<Hash128, BsonValue> ids = new HashMap<>();
            target.collection()
                    .fields()
                    .find(
                            constraint.fields(),
                            keys,
                            earlier != null,
                            found -> ids.put(hash(found, constraint, hasher), id(found)));
            return new Keys(ids, earlier);
        }

        /** Whether another document than a later record's has the key. */
        boolean has(Hash128 hash, RawBsonDocument document) {
            BsonValue id = ids.get(hash);
            return id != null && (earlier == null || !earlier.insertedLater(id, id(document)));
        }

        /** Whether it has, and is not the document itself: of that the server tells, and whose it is. */
        boolean hasAnother(Hash128 hash, RawBsonDocument document) {
            return has(hash, document) && (earlier == null || !id(document).equals(ids.get(hash)));
        }

        private static BsonValue id(RawBsonDocument document) {
            return document.get("_id", BsonNull.VALUE);
        }
    }

    private static Hash128 hash(RawBsonDocument document, Constraint constraint, KeyHasher hasher) {
        hasher.hash(document, constraint.fields());
        return hasher.value();
    }

    private static Refusal duplicate(Refusal refusal, RawBsonDocument document, Constraint constraint) {
        String message = "the collection has " + KeyText.of(document, constraint.fields()) + " already";
        return new Refusal(
                refusal.document(),
                refusal.reject()
                        .because(Reason.of(RejectCode.DUPLICATE_KEY, message)
                                .withServer(ServerCodes.DUPLICATE_KEY, null)
                                .withConstraint(constraint.fields())),
                constraint.fields());
    }
}
