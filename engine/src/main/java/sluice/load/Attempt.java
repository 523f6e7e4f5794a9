package sluice.load;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.csv.ChunkSize;
import sluice.gate.EarlierAttempt;
import sluice.job.CollectionJob;
import sluice.journal.OperationDirectory;
import sluice.journal.SourceId;
import sluice.operation.LoadedCollection;
import sluice.operation.LostWrites;
import sluice.operation.Operation;
import sluice.plan.LoadSettings;
import sluice.plan.WriteMode;
import sluice.report.CollectionSummary;
import sluice.report.HtmlReport;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.SummaryJson;
import sluice.run.LoadRun;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.target.Target;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;

/** Does what an operation has left to do, and says how that went. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** A server that loses writes again and again must not keep us for ever. */
    private static final int TRIES = 3;

    private final Operation operation;
    private final Server server;
    private final LoadSettings settings;
    private final Instant processStarted;
    private final LoadListener listener;
    private final StopSignal stop;
    private final List<String> notes = new ArrayList<>();
    private List<Unaccounted> unaccounted;
    private boolean resumed;

    Attempt(
            Operation operation,
            Server server,
            LoadSettings settings,
            Instant processStarted,
            LoadListener listener,
            StopSignal stop) {
        this.operation = operation;
        this.server = server.writingFor(operation.directory().id());
        this.settings = settings;
        this.processStarted = processStarted;
        this.listener = listener;
        this.stop = stop;
        unaccounted = Collections.nCopies(operation.collections().size(), Unaccounted.NONE);
    }

    /**
     * Begins where an earlier try ended. What that had in flight may be in the database and in no count: writes by key leave
     * no trace of whose they were, so what the collections hold now is what the end is measured by.
     */
    Attempt resumed() {
        long records = operation.journal().state().records();
        note(String.format(
                Locale.ROOT,
                "Went on after %,d records that were noted as done. Times and rates are those of this try.",
                records));
        resumed = true;
        unaccounted = operation.collections().stream().map(this::unaccounted).toList();
        return this;
    }

    private Unaccounted unaccounted(LoadedCollection collection) {
        Target target = collection.target();
        long before = collection.before();
        boolean insert = target.plan().mode() == WriteMode.INSERT;
        long now = target.collection().exactCount() - before;
        EarlierAttempt own = operation.earlier(collection);
        long documents = !insert
                ? now - operation.grown(collection)
                // Of what has come since, somebody else wrote what has not the operation's own _ids.
                : target.plan().id() == null ? now - target.collection().count(own.from(), own.to()) : 0;
        if (!insert && (target.ordered() || target.state().validates())) {
            note(target.plan().name() + ": what was in flight when the operation ended is written again, and"
                    + " judged again by unique indexes and validator, which may see newer values than the first time.");
        }
        if (!insert) {
            note(target.plan().name()
                    + ": what may have been in flight when the operation ended was sent again. Every record took"
                    + " effect; the counts say what its second time did"
                    + change(documents) + ".");
        }
        return new Unaccounted(documents, true, target.plan().id() == null, before > 0);
    }

    /** What the first time did, as far as it shows. */
    private static String change(long documents) {
        return documents == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", while %,d documents %s by its first time",
                        Math.abs(documents),
                        documents < 0 ? "went" : "came");
    }

    /** Adds what the user should know. */
    Attempt note(String note) {
        notes.add(note);
        return this;
    }

    /**
     * Runs. Where the counts don't fit in the end because the server has lost writes that it had acknowledged, those are
     * loaded again.
     *
     * @return what the operation did, all tries together
     */
    LoadSummary run() {
        LoadSummary summary = once();
        for (int i = 1; i < TRIES && mayHaveLost(summary); i++) {
            LostWrites lost = LostWrites.find(operation);
            if (lost.documents() == 0) {
                break;
            }
            lost.cutBack();
            resumed = true;
            note("The server had lost " + lost.documents()
                    + " documents that it had acknowledged; they were loaded again.");
            summary = once();
        }
        summary = ended(summary);
        write(summary);
        LOG.info(
                "{}: {} records, {} inserted, {} rejected",
                summary.status().words(),
                summary.records(),
                summary.counts().inserted(),
                summary.rejected());
        return summary;
    }

    /** Replaces what is dropped and ends the operation, if nothing is left to do. */
    private LoadSummary ended(LoadSummary summary) {
        Replacing replacing = new Replacing(operation);
        if (mayHaveLostUnseen()) {
            return summary.failed(
                            "The server was restarted, and by the write concern it may have lost writes that it had"
                                    + " acknowledged. Going on writes all of them again.")
                    .noting(replacing.kept());
        }
        if (!summary.status().isComplete()) {
            return summary.noting(replacing.kept());
        }
        List<String> objections = replacing.objections(summary);
        if (!objections.isEmpty()) {
            LoadSummary failed = summary.failed(objections);
            return replacing.discardEmpty(summary) ? failed.notResumable() : failed.noting(replacing.kept());
        }
        try {
            LoadSummary replaced = summary.noting(replacing.putInPlace());
            operation.journal().finished(summary.status().code());
            return replaced;
        } catch (ServerException e) {
            return summary.failed(
                    "All records are loaded, but not all dropped collections could be replaced: " + e.getMessage());
        }
    }

    /** Writes what it can: a full disk must not keep the user from hearing how to go on. */
    private void write(LoadSummary summary) {
        try {
            OperationDirectory.write(operation.directory().summary(), SummaryJson.of(summary));
            OperationDirectory.write(operation.directory().report(), HtmlReport.of(summary));
        } catch (UncheckedIOException e) {
            LOG.error("The report can't be written", e);
        }
    }

    /** Writes by key leave no trace that could be counted: after a restart without journal all of them are open again. */
    private boolean mayHaveLostUnseen() {
        if (server.restarts().isEmpty()
                || server.databases().keepsWhatItAcknowledges(operation.plan().database())) {
            return false;
        }
        boolean some = false;
        for (LoadedCollection collection : operation.collections()) {
            if (!LostWrites.canBeFound(collection.target())) {
                operation.journal().cut(new SourceId(collection.index(), 0), 0);
                some = true;
            }
        }
        return some;
    }

    private boolean mayHaveLost(LoadSummary summary) {
        return summary.status() == LoadStatus.FAILED
                && operation.unrepeatable() == null
                && summary.collections().stream()
                        .anyMatch(one -> one.countAfter() >= 0
                                && !isCapped(one)
                                && one.countAfter() - one.countBefore()
                                        < one.counts().inserted() + one.counts().alreadyThere());
    }

    private boolean isCapped(CollectionSummary summary) {
        return operation.collections().stream()
                .anyMatch(one -> one.name().equals(summary.name())
                        && one.target().state().isCapped());
    }

    private LoadSummary once() {
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());
        ChunkSize chunkSize = Sizing.chunkSize(settings, workers, CollectionJob.totalBytes(operation.jobs()));
        LoadProgress progress = new LoadProgress(operation.jobs().stream()
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
        LoadRun run = new LoadRun(operation, settings, workers, progress, resumed);
        listener.loading(progress);
        run.execute(server, chunkSize, stop);
        listener.loaded();
        LoadOutcome outcome =
                new LoadOutcome(operation, server, settings, processStarted, workers, chunkSize, notes, unaccounted);
        LoadSummary summary = outcome.summarize(run, stop.requested());
        write(summary);
        run.rethrowDefect();
        return summary;
    }
}
