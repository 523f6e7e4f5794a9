package sluice.run;

import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.gate.ParentKeys;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.plan.Reference;
import sluice.plan.ValueType;
import sluice.target.KeyText;
import sluice.target.StoredType;

/** Finds the documents of a chunk that refer to a key that the other collection doesn't have. */
final class References {
    private final Parents parents;
    private final KeyHasher hasher;

    References(Parents parents, KeyHasher hasher) {
        this.parents = parents;
        this.hasher = hasher;
    }

    /**
     * Looks at all references of a chunk's documents.
     *
     * @param rejects gets a reject for each orphan
     * @return which documents are orphans
     */
    boolean[] orphans(CollectionTask collection, EncodedChunk encoded, List<Reject> rejects) {
        boolean[] orphans = new boolean[encoded.count()];
        List<Reference> references = collection.plan().write().references();
        if (references.isEmpty() || !collection.plan().mode().writesDocuments()) {
            return orphans;
        }
        Map<Integer, ParentKeys> keys = parents.of(collection, hasher);
        int group = collection.target().keyGroups();
        for (Reference reference : references) {
            boolean[] found = new boolean[encoded.count()];
            String field = collection.plan().field(reference.column());
            ParentKeys known = keys.get(group);
            if (known != null) {
                known.markOrphans(encoded, group, field, hasher, found);
            }
            for (int i = 0; i < found.length; i++) {
                if (found[i] && !orphans[i]) {
                    orphans[i] = true;
                    rejects.add(orphan(encoded, i, reference, field));
                }
            }
            group++;
        }
        return orphans;
    }

    private Reject orphan(EncodedChunk encoded, int document, Reference reference, String field) {
        RawBsonDocument orphan = encoded.document(document);
        String key = KeyText.of(orphan, List.of(field));
        return encoded.reject(
                document,
                Reason.of(
                        RejectCode.ORPHAN,
                        reference.column(),
                        null,
                        "refers to " + key + ", which " + reference.collection() + " doesn't have"
                                + typeDiffers(reference, KeyText.value(orphan, field))));
    }

    /** What to do if the value can't be there because those that are there have another type. */
    private String typeDiffers(Reference reference, BsonValue value) {
        ValueType here = StoredType.of(value);
        ValueType there = here == null ? null : parents.typeOf(reference);
        return here == null || there == null || StoredType.comparable(here, there)
                ? ""
                : ": its values are of type " + there.word() + ", this one is of type " + here.word()
                        + "; read the column as they are: type " + there.word();
    }
}
