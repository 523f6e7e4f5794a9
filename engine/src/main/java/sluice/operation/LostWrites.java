package sluice.operation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.bson.DocumentIds;
import sluice.collection.TargetCollection;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.plan.WriteMode;
import sluice.target.Target;

/**
 * Finds what a server has lost of the writes it had acknowledged: one that was killed, and was not asked to have them in its
 * journal first. What generated {@code _id}s cover can be counted, chunk by chunk; where something lacks, the journal is cut
 * back to before it, and what comes after is loaded again: documents that are there are met as already there.
 */
public final class LostWrites {
    private static final Logger LOG = LoggerFactory.getLogger(LostWrites.class);

    private final Operation operation;
    private final List<Loss> losses;

    /** From a byte of a source on, documents that the journal says are there are not. */
    private record Loss(LoadedCollection collection, SourceId source, long end, long documents) {}

    private LostWrites(Operation operation, List<Loss> losses) {
        this.operation = operation;
        this.losses = losses;
    }

    /** Looks what is no longer there; changes nothing. */
    public static LostWrites find(Operation operation) {
        List<Loss> losses = new ArrayList<>();
        for (LoadedCollection collection : operation.collections()) {
            if (canBeFound(collection.target())) {
                Loss loss = find(operation, collection);
                if (loss != null) {
                    losses.add(loss);
                }
            }
        }
        return new LostWrites(operation, losses);
    }

    /** Whether what is missing of a collection's documents can be told; a capped one removes documents itself. */
    public static boolean canBeFound(Target target) {
        return !target.state().isCapped()
                && target.plan().mode() == WriteMode.INSERT
                && target.plan().id() == null;
    }

    private static @Nullable Loss find(Operation operation, LoadedCollection collection) {
        TargetCollection target = collection.target().collection();
        for (SourceId source : collection.sourceIds()) {
            List<Progress> history = operation.journal().state().history(source);
            DocumentIds ids = operation.ids(source);
            if (!history.isEmpty() && !isThere(target, ids, history.get(history.size() - 1))) {
                int whole = firstMissing(target, ids, history);
                Progress last = history.get(history.size() - 1);
                long documents = last.present() - target.count(ids.at(0), ids.at(last.end()));
                return new Loss(
                        collection,
                        source,
                        whole == 0 ? 0 : history.get(whole - 1).end(),
                        documents);
            }
        }
        return null;
    }

    /** The first step that is not there as a whole: all before it are, so halves tell. */
    private static int firstMissing(TargetCollection target, DocumentIds ids, List<Progress> history) {
        int low = 0;
        int high = history.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isThere(target, ids, history.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isThere(TargetCollection target, DocumentIds ids, Progress progress) {
        return target.count(ids.at(0), ids.at(progress.end())) >= progress.present();
    }

    /** How many documents are missing, as far as it was looked; 0 where none is. */
    public long documents() {
        return losses.stream().mapToLong(Loss::documents).sum();
    }

    /** Cuts the journal back to what is still there. */
    public void cutBack() {
        for (Loss loss : losses) {
            LOG.warn(
                    "{} has lost {} documents; source {} is loaded again from byte {}",
                    loss.collection.name(),
                    loss.documents,
                    loss.source.source(),
                    loss.end);
            operation.journal().cut(loss.source, loss.end);
        }
    }
}
