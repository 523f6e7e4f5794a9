package sluice.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import sluice.collection.Replacement;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.server.ServerException;

/** Makes collections ready for the load: the first step that changes anything. */
public final class TargetPreparation {
    private TargetPreparation() {}

    /**
     * Tries all indexes, builds those that come first, and makes an empty collection for every one that is dropped. One that
     * is to take its place later stays beside it; all others are put in place when all that can fail has succeeded, so
     * that nothing is destroyed before.
     *
     * @return the documents in each collection now
     */
    public static List<Long> prepare(List<Target> targets) {
        Map<Target, Replacement> replacements = new LinkedHashMap<>();
        try {
            for (Target target : targets) {
                prepare(target, replacements);
            }
        } catch (ServerException e) {
            replacements.values().forEach(Replacement::discard);
            throw e;
        }
        replacements.forEach((target, replacement) -> {
            if (!target.collection().isStandIn()) {
                replacement.putInPlace();
            }
        });
        // A collection that the first insert makes would have nothing yet to tell it by, should the process die.
        targets.forEach(target -> {
            if (target.state().indexes().isEmpty()) {
                target.collection().create();
            }
        });
        return targets.stream().map(target -> target.collection().count()).toList();
    }

    private static void prepare(Target target, Map<Target, Replacement> replacements) {
        TargetCollection collection = target.collection();
        boolean planned = !target.plan().write().indexes().isEmpty();
        boolean drops = target.plan().drop().drops();
        if (!drops && target.last().isEmpty() && !planned) {
            collection.build(target.first());
            return;
        }
        TargetState state = collection.old().state();
        List<Document> existing = state.ownIndexes();
        List<Document> wanted = new ArrayList<>(target.first());
        wanted.addAll(target.last());
        wanted.removeAll(existing);
        Replacement replacement = collection.replacement();
        if (drops) {
            replacement.make(state.options(), existing, wanted, target.last());
            replacements.put(target, replacement);
            return;
        }
        if (planned || !existing.isEmpty()) {
            replacement.make(state.options(), existing, wanted, List.of());
            replacement.discard();
        }
        collection.build(target.first());
    }
}
