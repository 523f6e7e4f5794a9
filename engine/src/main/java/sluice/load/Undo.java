package sluice.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.bson.DocumentEncoder;
import sluice.bson.DocumentIds;
import sluice.bson.EncodedChunk;
import sluice.bson.KeyHasher;
import sluice.collection.TargetCollection;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.input.CsvInput;
import sluice.job.Layouts;
import sluice.job.SourceJob;
import sluice.journal.FileMark;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalState;
import sluice.journal.KnownRejects;
import sluice.journal.KnownRejects.KnownReject;
import sluice.journal.OperationDirectory;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.operation.LoadedCollection;
import sluice.operation.LostWrites;
import sluice.operation.Operation;
import sluice.operation.Rejects;
import sluice.operation.Reopened;
import sluice.operation.SameServer;
import sluice.plan.CollectionPlan;
import sluice.plan.Pace;
import sluice.plan.WriteMode;
import sluice.report.UndoSummary;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.target.Target;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/**
 * Removes exactly what an operation inserted. Not thread-safe; runs once, and again where it ended early.
 *
 * <p>Where {@code _id}s are generated the documents of an operation are ranges of them, and of no other operation. Where
 * {@code _id} is a column, the sources are read again: a record that is done and no reject was inserted by the operation, if its
 * document still is as it was.
 *
 * <p>Indexes that it made are dropped where the collection holds then what it held before; where somebody else has loaded into it
 * since they stay.
 *
 * <p>What stands beside a dropped collection, because the load never came to its end, is dropped, whatever the mode.
 *
 * <p>What was overwritten or deleted can't be brought back, so an operation that did that is not undone. Nor is what
 * {@code --drop} has replaced.
 */
public final class Undo {
    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    /** As many documents as one command removes: a command that takes long can't be stopped. */
    private static final int DOCUMENTS = 20_000;

    private final OperationDirectory directory;
    private final Server server;
    private final LoadListener listener;
    private final StopSignal stop;

    /** Undoes the operation of a folder on a server, which must be the one it loaded into. */
    public Undo(Path directory, Server server, LoadListener listener, StopSignal stop) {
        this.directory = OperationDirectory.at(directory);
        this.server = server.retrying(Pace.DEFAULT.retryFor());
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Undoes.
     *
     * @return what was done; null where the operation was undone before
     * @throws JournalException where it can't be undone; nothing was changed
     * @throws StoppedException where the user stopped it; the same again goes on
     * @throws sluice.server.ServerException where the server fails; likewise
     */
    public @Nullable UndoSummary run() {
        try (Journal journal = Journal.open(directory)) {
            JournalState state = journal.state();
            if (state.undone() != null) {
                return null;
            }
            Operation operation =
                    Reopened.of(directory, journal, server, state.prepared() != null && needsSources(journal));
            requireNotHalfReplaced(operation);
            operation.collections().forEach(collection -> requireUndoable(operation, collection));
            SameServer.require(operation, server, LostWrites.find(operation));
            requireReasons(operation);
            server.awaitWrites(directory.id());
            journal.undoing();
            listener.checked(directory);
            LOG.info("Undoing {} on {}", directory.id(), server.description());
            List<UndoSummary.Collection> collections = new ArrayList<>();
            if (state.prepared() == null) {
                operation.standIns().forEach(Undo::discard);
            } else {
                // Children before their parents, as far as the plan's order tells.
                List<LoadedCollection> reversed = new ArrayList<>(operation.collections());
                Collections.reverse(reversed);
                reversed.forEach(collection -> collections.add(undo(operation, collection)));
                Collections.reverse(collections);
            }
            UndoSummary summary = new UndoSummary(directory.id(), collections, Rejects.loadedBy(state));
            journal.undone(summary.removed());
            LOG.info("Undone: {} documents removed", summary.removed());
            return summary;
        }
    }

    private void requireNotHalfReplaced(Operation operation) {
        if (operation.journal().state().isReplacing() && !operation.standIns().isEmpty()) {
            throw new JournalException(directory.id() + ": ended while what it had loaded took the place of what was"
                    + " dropped, and some of that is gone. Resume it to its end, then undo it: sluice resume "
                    + directory.id() + ". Nothing was changed.");
        }
    }

    private boolean needsSources(Journal journal) {
        return Reopened.plan(directory, journal.state().header()).collections().stream()
                .anyMatch(collection -> collection.id() != null);
    }

    private void requireUndoable(Operation operation, LoadedCollection collection) {
        CollectionPlan plan = collection.plan();
        if (collection.target().collection().isStandIn()) {
            return;
        }
        boolean besideOthers = plan.id() != null && !collection.target().startsEmpty();
        if (plan.mode() != WriteMode.INSERT) {
            throw new JournalException(directory.id() + ": its mode for " + plan.name() + " is "
                    + plan.mode().word() + ", which "
                    + (plan.mode() == WriteMode.DELETE ? "removes" : "changes")
                    + " documents that were there before; what they were is not known, so it can't be undone."
                    + " Nothing was changed.");
        }
        long met = 0;
        for (SourceId source : collection.sourceIds()) {
            Progress progress = operation.journal().state().progress(source);
            met += progress == null ? 0 : progress.counts().alreadyThere();
        }
        if (besideOthers && met > 0) {
            throw new JournalException(directory.id() + ": went on after it had ended early, and met " + met
                    + " records of " + plan.name()
                    + " as they were already. Whether it had inserted them itself, or they"
                    + " were there before, can't be told where _id is a column. Nothing was changed.");
        }
        boolean ended = operation.journal().state().isDone(collection.index());
        if (besideOthers && !ended) {
            throw new JournalException(directory.id() + ": ended early, and " + plan.name()
                    + " held documents before, with _ids from a column as well: which of those in flight are the operation's"
                    + " can't be told. Resume it to its end, then undo it: sluice resume " + directory.id()
                    + ". Nothing was changed.");
        }
    }

    private UndoSummary.Collection undo(Operation operation, LoadedCollection collection) {
        Target target = collection.target();
        long inserted = 0;
        for (SourceId source : collection.sourceIds()) {
            Progress progress = operation.journal().state().progress(source);
            inserted += progress == null ? 0 : progress.present();
        }
        if (target.collection().isStandIn()) {
            return new UndoSummary.Collection(
                    collection.name(), inserted, discard(collection), List.of(), false, false);
        }
        long removed = 0;
        for (SourceId source : collection.sourceIds()) {
            removed += target.plan().id() == null
                    ? removeRange(operation, target, source)
                    : removeRecords(operation, collection, source);
        }
        long left = target.collection().exactCount();
        // Others may have loaded into it since, and rely on them.
        boolean asBefore =
                left == (target.plan().drop().drops() ? 0 : target.state().count());
        List<String> indexes = asBefore ? made(target) : List.of();
        target.collection().dropIndexes(indexes);
        if (target.plan().drop().drops()) {
            // Those of the dropped collection that a load builds again at its end, where it didn't come to that.
            List<Document> before = target.state().ownIndexes();
            target.collection()
                    .build(target.last().stream().filter(before::contains).toList());
        }
        boolean drop = asBefore
                && target.state().indexes().isEmpty()
                && !target.plan().drop().drops();
        if (drop) {
            target.collection().discard();
        }
        return new UndoSummary.Collection(
                target.plan().name(),
                inserted,
                removed,
                drop ? List.of() : indexes,
                !asBefore && !made(target).isEmpty(),
                drop);
    }

    /** Drops what stands beside a collection, which is as it was; returns how many documents that were. */
    private static long discard(LoadedCollection collection) {
        TargetCollection beside = collection.target().collection();
        long count = beside.exists() ? beside.exactCount() : 0;
        beside.discard();
        if (beside.exists()) {
            throw new ServerException("The collection " + beside.name() + ", which holds what was loaded for "
                    + collection.name() + ", could not be dropped. The same again goes on.");
        }
        return count;
    }

    /** The indexes that the load built and that were not there before. */
    private static List<String> made(Target target) {
        Set<String> before = new HashSet<>();
        target.state().ownIndexes().forEach(index -> before.add(index.getString("name")));
        return Stream.concat(target.first().stream(), target.last().stream())
                .map(index -> index.getString("name"))
                .filter(name -> !before.contains(name))
                .toList();
    }

    private long removeRange(Operation operation, Target target, SourceId source) {
        DocumentIds ids = operation.ids(source);
        long removed = 0;
        long from = 0;
        long present = 0;
        for (Progress progress : operation.journal().state().history(source)) {
            if (progress.present() - present >= DOCUMENTS) {
                requireNotStopped();
                removed += target.collection().delete(ids.at(from), ids.at(progress.end()));
                from = progress.end();
                present = progress.present();
            }
        }
        // With what was in flight when the operation ended, of which the journal says nothing.
        requireNotStopped();
        return removed + target.collection().delete(ids.at(from), ids.at(DocumentIds.OFFSET_LIMIT));
    }

    private long removeRecords(Operation operation, LoadedCollection collection, SourceId source) {
        CollectionPlan plan = collection.plan();
        SourceJob job = collection.source(source);
        JournalState state = operation.journal().state();
        Set<Long> passedOver = new HashSet<>();
        state.history(source).forEach(progress -> passedOver.addAll(progress.passedOver()));
        DocumentEncoder encoder = new DocumentEncoder(
                Layouts.of(plan, job.header(), job.source().name(), List.of()),
                operation.ids(source),
                job.format().parser(),
                new KeyHasher(0));
        EncodedChunk encoded = new EncodedChunk();
        long removed = 0;
        try (CsvInput input = job.open(plan);
                KnownRejects rejects = knownRejects(operation, source)) {
            for (Chunk chunk = input.next(ChunkSize.records(DOCUMENTS));
                    chunk != null;
                    chunk = input.next(ChunkSize.records(DOCUMENTS))) {
                requireNotStopped();
                encoder.encode(chunk, encoded);
                Map<Long, KnownReject> known = rejects.before(chunk.end());
                List<RawBsonDocument> documents = new ArrayList<>();
                for (int i = 0; i < encoded.count(); i++) {
                    long offset = encoded.offset(i);
                    if (!known.containsKey(offset) && !passedOver.contains(offset)) {
                        documents.add(encoded.document(i));
                    }
                }
                removed += collection.target().collection().deleteEqual(documents);
            }
        }
        return removed;
    }

    /** What tells which records were rejected must be whole before anything is removed. */
    private static void requireReasons(Operation operation) {
        for (LoadedCollection collection : operation.collections()) {
            if (collection.plan().id() != null) {
                collection
                        .sourceIds()
                        .forEach(source -> knownRejects(operation, source).close());
            }
        }
    }

    private static KnownRejects knownRejects(Operation operation, SourceId source) {
        Progress progress = operation.journal().state().progress(source);
        return new KnownRejects(
                operation.rejectFiles(source).reasonsFile(),
                progress == null ? FileMark.START : progress.reasonsFile());
    }

    private void requireNotStopped() {
        if (stop.requested()) {
            throw new StoppedException(
                    "Stopped before all was removed. The same again goes on: sluice undo " + directory.id());
        }
    }
}
