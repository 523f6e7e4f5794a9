package sluice.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
 * Gives refusals the first reason there is. The server looks at its validator before it looks at its indexes, and at these
 * in its own order; a load has one order of reasons: the constraints, then what the server says. So a refusal by the
 * validator or by an index is looked up in the collection first.
 */
public final class TakenKeys {
    private TakenKeys() {}

    /**
     * Looks up the keys of documents that the validator or one of the indexes refuses.
     *
     * @param documents the document of a refusal, and of what was inserted with it
     * @param inserted what was inserted in the same batch, in order: only what comes before a record takes its key
     * @param earlier what an earlier try of the operation may have inserted: that takes no key from the records; or null
     */
    public static List<Refusal> first(
            Target target,
            KeyHasher hasher,
            List<Refusal> refusals,
            IntFunction<RawBsonDocument> documents,
            List<Integer> inserted,
            @Nullable EarlierAttempt earlier) {
        StoredKeys stored = new StoredKeys(target, earlier);
        List<Refusal> changed = new ArrayList<>(refusals);
        Set<Integer> open = new TreeSet<>();
        for (int i = 0; i < changed.size(); i++) {
            RejectCode code = changed.get(i).reject().code();
            if (code == RejectCode.VALIDATION || (code == RejectCode.DUPLICATE_KEY && dependsOnOrder(target))) {
                open.add(i);
            }
        }
        for (Constraint constraint : target.constraints()) {
            Map<Hash128, Integer> beside = new HashMap<>();
            if (!open.isEmpty()) {
                inserted.forEach(document ->
                        beside.put(StoredKeys.hash(documents.apply(document), constraint, hasher), document));
            }
            for (List<Integer> some : StoredKeys.parts(List.copyOf(open))) {
                StoredKeys.Found found = stored.find(
                        constraint,
                        some.stream()
                                .map(i -> documents.apply(changed.get(i).document()))
                                .toList(),
                        hasher);
                for (int i : some) {
                    Refusal refusal = changed.get(i);
                    RawBsonDocument document = documents.apply(refusal.document());
                    if (found.has(document) && beside.getOrDefault(found.hash(document), -1) < refusal.document()) {
                        changed.set(i, duplicate(refusal, document, constraint));
                        open.remove(i);
                    }
                }
            }
        }
        return changed;
    }

    /** Whether the server may name another index than the first whose key is taken. */
    private static boolean dependsOnOrder(Target target) {
        return target.constraints().size() > 1 || target.ordered();
    }

    /**
     * Looks for documents of a batch whose key is in the collection, before they are sent.
     *
     * @param earlier as for {@link #first}
     * @return the same that the server would say to them
     */
    public static List<Refusal> look(
            Target target, KeyHasher hasher, EncodedChunk chunk, Selection batch, @Nullable EarlierAttempt earlier) {
        StoredKeys stored = new StoredKeys(target, earlier);
        List<Integer> all =
                IntStream.range(0, batch.count()).mapToObj(batch::get).toList();
        Map<Integer, Refusal> taken = new TreeMap<>();
        for (Constraint constraint : target.constraints()) {
            for (List<Integer> some : StoredKeys.parts(all)) {
                StoredKeys.Found found = stored.find(
                        constraint, some.stream().map(chunk::document).toList(), hasher);
                for (int document : some) {
                    if (found.hasAnother(chunk.document(document))) {
                        taken.putIfAbsent(document, refusal(chunk, document, constraint));
                    }
                }
            }
        }
        return new ArrayList<>(taken.values());
    }

    private static Refusal refusal(EncodedChunk chunk, int document, Constraint constraint) {
        Reject reject = chunk.reject(
                document,
                Reason.of(RejectCode.DUPLICATE_KEY, "")
                        .withServer(ServerCodes.DUPLICATE_KEY, null)
                        .withConstraint(constraint.fields()));
        return new Refusal(document, reject, constraint.fields());
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
