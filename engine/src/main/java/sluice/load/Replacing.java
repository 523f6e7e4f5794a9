package sluice.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sluice.collection.TargetCollection;
import sluice.journal.JournalException;
import sluice.operation.LoadedCollection;
import sluice.operation.Operation;
import sluice.report.CollectionSummary;
import sluice.report.LoadSummary;
import sluice.server.ServerException;

/**
 * What was loaded beside collections that are dropped: it takes their place when the load has ended within its limits, all of
 * it or nothing. The journal says so before the first collection is renamed; from then on a collection that is no longer
 * beside the other is in its place. Not thread-safe.
 */
final class Replacing {
    private final Operation operation;

    Replacing(Operation operation) {
        this.operation = operation;
    }

    /** Why nothing may be replaced although the load came to its end, a sentence each: documents would go and none come. */
    List<String> objections(LoadSummary summary) {
        List<String> objections = new ArrayList<>();
        for (LoadedCollection collection : operation.standIns()) {
            CollectionSummary loaded = summary.collections().get(collection.index());
            long old = collection.entry().state().count();
            if (old > 0 && loaded.rejected() > 0 && loaded.counts().present() == 0) {
                objections.add(String.format(
                        Locale.ROOT,
                        "%s: no record was loaded and %,d were rejected, so nothing is dropped: its %,d documents are as they"
                                + " were. Mend what the reasons name, and load again.",
                        collection.name(),
                        loaded.rejected(),
                        old));
            }
        }
        return objections;
    }

    /**
     * Puts everything in place. The same again goes on if this ended early.
     *
     * @return what the user should know, a sentence each
     * @throws ServerException if the server refuses or fails
     */
    List<String> putInPlace() {
        List<String> notes = new ArrayList<>();
        List<LoadedCollection> standIns = operation.standIns();
        if (standIns.isEmpty()) {
            return notes;
        }
        if (!operation.journal().state().isReplacing()) {
            operation.journal().replacing();
        }
        for (LoadedCollection collection : standIns) {
            TargetCollection written = collection.target().collection();
            long then = collection.entry().state().count();
            long now = written.old().exists() ? written.old().count() : 0;
            if (now != then) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s: held %,d documents when the load began and %,d when it was replaced: somebody else wrote to it"
                                + " meanwhile. All of them were dropped.",
                        collection.name(),
                        then,
                        now));
            }
            written.replacement().putInPlace();
        }
        return notes;
    }

    /** What the user should know of collections that were not replaced, a sentence each. */
    List<String> kept() {
        String id = operation.directory().id();
        return operation.standIns().stream()
                .map(collection -> String.format(
                        Locale.ROOT,
                        "%s: its %,d documents are as they were. What was loaded is in %s until the load comes to its end:"
                                + " sluice resume %s; or sluice undo %s, which removes it.",
                        collection.name(),
                        collection.entry().state().count(),
                        collection.target().collection().name(),
                        id,
                        id))
                .toList();
    }

    /**
     * Drops what stands beside, if that is all the operation has made and it is empty: nothing of the operation is left then.
     *
     * @return whether it was so
     */
    boolean discardEmpty(LoadSummary summary) {
        List<LoadedCollection> standIns = operation.standIns();
        boolean empty = summary.counts().present() == 0
                && standIns.size() == operation.collections().size();
        if (empty) {
            operation.journal().undoing();
            standIns.forEach(collection -> collection.target().collection().discard());
            operation.journal().undone(0);
        }
        return empty;
    }

    /**
     * Makes sure that what is to be dropped is what there was when the operation began.
     *
     * @throws JournalException if somebody has written to it since
     */
    void requireOldAsBefore() {
        for (LoadedCollection collection : operation.standIns()) {
            TargetCollection old = collection.target().collection().old();
            long then = collection.entry().state().count();
            long now = old.exists() ? old.exactCount() : 0;
            if (now != then) {
                throw new JournalException(operation.directory().id() + ": would replace " + collection.name()
                        + ", which has changed since: it held " + then + " documents and holds " + now
                        + ". `sluice undo " + operation.directory().id()
                        + "` removes what was loaded beside it; then load again.");
            }
        }
    }
}
