package sluice.expected;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sluice.admission.KeySet;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.gate.ParentKeys;
import sluice.plan.Reference;
import sluice.plan.ReferenceGraph;
import sluice.run.Parents;
import sluice.target.Target;

/**
 * The keys that references may have: those that the parent's files give and those that the parent has. Thread-safe.
 */
final class ExpectedParents {
    private final Target target;
    private final Map<String, ExpectedCollection> earlier;
    private final Parents stored;

    ExpectedParents(Target target, Map<String, ExpectedCollection> earlier, Expectation.Context context) {
        this.target = target;
        this.earlier = earlier;
        stored = new Parents(context.server(), context.database(), List.of(), context.budget());
    }

    /** Whether any reference has to be looked at. */
    boolean any() {
        return target.plan().mode().writesDocuments()
                && !target.plan().write().references().isEmpty();
    }

    /** Marks the documents of which a reference leads nowhere. */
    boolean[] orphans(EncodedChunk chunk, KeyHasher hasher) {
        boolean[] orphans = new boolean[chunk.count()];
        int group = target.keyGroups();
        for (Reference reference : target.plan().write().references()) {
            boolean[] lost = lost(reference, group++, chunk, hasher);
            for (int i = 0; i < orphans.length; i++) {
                orphans[i] |= lost[i];
            }
        }
        return orphans;
    }

    private boolean[] lost(Reference reference, int group, EncodedChunk chunk, KeyHasher hasher) {
        ExpectedCollection parent = earlier.get(reference.collection());
        String parentField = parent == null
                ? Objects.requireNonNull(reference.field())
                : ReferenceGraph.field(reference, parent.plan());
        String field = target.plan().field(reference.column());
        boolean[] lost = new boolean[chunk.count()];
        KeySet keys = parent == null ? null : parent.keysBy(parentField);
        if (keys != null) {
            new ParentKeys.InMemory(keys).markOrphans(chunk, group, field, hasher, lost);
        } else {
            Arrays.fill(lost, true);
        }
        // The database is asked for what the files don't give: that may have been there before the load.
        if (anyOf(lost)) {
            boolean[] unknown = new boolean[chunk.count()];
            stored.keys(reference.collection(), parentField, hasher).markOrphans(chunk, group, field, hasher, unknown);
            for (int i = 0; i < lost.length; i++) {
                lost[i] &= unknown[i];
            }
        }
        return lost;
    }

    private static boolean anyOf(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
