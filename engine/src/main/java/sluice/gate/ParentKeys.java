package sluice.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import sluice.admission.KeySet;
import sluice.bson.EncodedChunk;
import sluice.bson.Hash128;
import sluice.bson.KeyHasher;
import sluice.collection.TargetCollection;
import sluice.target.KeyText;

/** The keys that a reference may have: those of its parent collection, once that is loaded. Thread-safe. */
public interface ParentKeys {

    /**
     * Marks the documents whose reference leads nowhere.
     *
     * @param group the group of the documents' layout that hashes the reference
     * @param field the field that holds it
     * @param hasher the calling worker's
     */
    void markOrphans(EncodedChunk chunk, int group, String field, KeyHasher hasher, boolean[] orphans);

    /** Keys in memory, which nobody changes any more. */
    record InMemory(KeySet keys) implements ParentKeys {
        @Override
        public void markOrphans(EncodedChunk chunk, int group, String field, KeyHasher hasher, boolean[] orphans) {
            for (int i = 0; i < chunk.count(); i++) {
                orphans[i] |=
                        chunk.refers(i, group) && !keys.contains(chunk.hashHigh(i, group), chunk.hashLow(i, group));
            }
        }
    }

    /** Keys that are more than memory is for: looked up on the server, a chunk at a time. */
    record OnServer(TargetCollection parent, String parentField) implements ParentKeys {
        /** As many values as one question holds. */
        private static final int VALUES = 1000;

        @Override
        public void markOrphans(EncodedChunk chunk, int group, String field, KeyHasher hasher, boolean[] orphans) {
            Set<Hash128> known = new HashSet<>();
            Set<List<BsonValue>> asked = new HashSet<>();
            for (int i = 0; i < chunk.count(); i++) {
                if (chunk.refers(i, group)) {
                    asked.add(List.of(KeyText.value(chunk.document(i), field)));
                }
                if (asked.size() == VALUES || (i == chunk.count() - 1 && !asked.isEmpty())) {
                    parent.fields()
                            .find(
                                    List.of(parentField),
                                    new ArrayList<>(asked),
                                    false,
                                    found -> known.add(hash(found, hasher)));
                    asked.clear();
                }
            }
            for (int i = 0; i < chunk.count(); i++) {
                orphans[i] |= chunk.refers(i, group) && !known.contains(chunk.hash(i, group));
            }
        }

        private Hash128 hash(RawBsonDocument found, KeyHasher hasher) {
            hasher.hash(found, List.of(parentField));
            return hasher.value();
        }
    }
}
