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
     * Tries all indexes, builds those that come first, and puts empty collections in the place of dropped ones. Every dropped
     * collection is replaced by an empty one that was made beforehand, so that nothing is destroyed before all that can
     * fail has succeeded.
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
        replacements.values().forEach(Replacement::putInPlace);
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
        if (!target.plan().drop() && target.last().isEmpty() && !planned) {
            collection.build(target.first());
            return;
        }
        TargetState state = collection.state();
        List<Document> existing = state.ownIndexes();
        List<Document> wanted = new ArrayList<>(target.first());
        wanted.addAll(target.last());
        wanted.removeAll(existing);
        if (target.plan().drop()) {
            replacements.put(target, collection.replacement(state.options(), existing, wanted, target.last()));
            return;
        }
        if (planned || !existing.isEmpty()) {
            collection.replacement(state.options(), existing, wanted, List.of()).discard();
        }
        collection.build(target.first());
    }
}
