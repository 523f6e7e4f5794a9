package sluice.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.operation.LoadedCollection;
import sluice.operation.LostWrites;
import sluice.operation.Operation;
import sluice.operation.Reopened;
import sluice.operation.SameServer;
import sluice.plan.LoadSettings;
import sluice.plan.WriteMode;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.source.SourceException;
import sluice.target.Target;
import sluice.workers.StopSignal;

/**
 * Goes on with an operation that ended early, exactly as it would have gone on. Not thread-safe; runs once.
 *
 * <p>What the journal says is done is not written again. Where keys must be unique it is read again, so that admission knows
 * them. What was in flight when the operation ended is loaded again: an insert meets its own documents by their {@code _id};
 * an upsert, merge or delete is repeated from the first chunk that is not done, in file order, so no older value comes to
 * stand over a newer one.
 */
public final class Resume {
    private static final Logger LOG = LoggerFactory.getLogger(Resume.class);

    private final ResumeOptions options;
    private Server server;
    private final LoadListener listener;
    private final StopSignal stop;
    private final List<String> notes = new ArrayList<>();

    /** Goes on with an operation on a server, which must be the one it began on. */
    public Resume(ResumeOptions options, Server server, LoadListener listener, StopSignal stop) {
        this.options = options;
        this.server = server;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Goes on.
     *
     * @return what the operation did, all tries together; null where nothing was left to do
     * @throws JournalException where it can't be gone on with; nothing was changed
     * @throws SourceException where a source has changed or can't be read; nothing was changed
     * @throws sluice.server.ServerException where the server refuses before loading began
     */
    public @Nullable LoadSummary run() {
        OperationDirectory directory = OperationDirectory.at(options.directory());
        try (Journal journal = Journal.open(directory)) {
            JournalState state = journal.state();
            requireResumable(directory, state);
            if (state.finished() != null) {
                return null;
            }
            LoadSettings settings = options.settings()
                    .apply(Reopened.plan(directory, state.header()).settings());
            server = server.retrying(settings.pace().retryFor());
            server.awaitWrites(directory.id());
            Operation operation = operation(directory, journal, settings);
            listener.checked(directory);
            LOG.info("Operation {} goes on at {} records on {}", directory.id(), state.records(), server.description());
            Attempt attempt =
                    new Attempt(operation, server, settings, options.processStarted(), listener, stop).resumed();
            notes.forEach(attempt::note);
            LostWrites lost = LostWrites.find(operation);
            if (lost.documents() > 0) {
                lost.cutBack();
                attempt.note("The server no longer had " + lost.documents()
                        + " of the documents loaded before; they were loaded again.");
            }
            return attempt.run();
        }
    }

    private static void requireResumable(OperationDirectory directory, JournalState state) {
        if (state.isUndoing()) {
            throw new JournalException(directory.id()
                    + (state.undone() == null
                            ? ": is being undone. To undo the rest: sluice undo " + directory.id()
                            : ": was undone, so there is nothing to go on with. Load again."));
        }
        String unrepeatable = state.header().unrepeatable();
        if (state.finished() == null && unrepeatable != null) {
            throw new JournalException(directory.id() + ": " + unrepeatable
                    + " could be read only once, so the rest of it is lost to this operation. `sluice undo "
                    + directory.id() + "` removes what it inserted; then load again, from a file if you can.");
        }
    }

    private Operation operation(OperationDirectory directory, Journal journal, LoadSettings settings) {
        Operation operation = Reopened.of(directory, journal, server, true);
        SameServer.require(operation, server, LostWrites.find(operation));
        if (journal.state().isReplacing()) {
            notes.addAll(new Replacing(operation).putInPlace());
            operation = Reopened.of(directory, journal, server, true);
        }
        new Replacing(operation).requireOldAsBefore();
        List<Long> before = journal.state().prepared();
        if (before == null && operation.header().rejectsOf() != null) {
            throw new JournalException(
                    directory.id() + ": ended before it changed anything. Give the command again: sluice"
                            + " load --rejects OPERATION.");
        }
        if (before == null) {
            requireAsBefore(directory, operation);
            return operation.withBefore(
                    Load.prepared(operation, new FailedStart(operation, server, settings, options.processStarted())));
        }
        requireDocuments(directory, operation);
        return operation;
    }

    /** Where the documents of before are gone altogether the rest alone would be loaded. */
    private void requireDocuments(OperationDirectory directory, Operation operation) {
        for (LoadedCollection collection : operation.collections()) {
            Target target = collection.target();
            boolean some = collection.before() + operation.grown(collection) > 0;
            boolean mayBeEmpty = target.plan().mode() == WriteMode.DELETE || LostWrites.canBeFound(target);
            if (some && !mayBeEmpty && target.collection().exactCount() == 0) {
                throw new JournalException(
                        directory.id() + ": " + target.plan().name()
                                + " is empty, though it held documents when the operation ended. If somebody emptied it, load again.");
            }
        }
    }

    /** What came into a collection after an operation that died at its very beginning is not to be dropped by it. */
    private static void requireAsBefore(OperationDirectory directory, Operation operation) {
        for (LoadedCollection collection : operation.collections()) {
            Target target = collection.target();
            long now = target.collection().isStandIn() ? 0 : target.collection().exactCount();
            if (now > 0 && now != target.state().count()) {
                throw new JournalException(directory.id() + ": ended before it began to load, and "
                        + target.plan().name()
                        + " has changed since: it held " + target.state().count() + " documents and holds " + now
                        + ". Load again.");
            }
        }
    }
}
