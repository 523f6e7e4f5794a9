package sluice;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.Progress.Phase;
import sluice.error.SluiceException;
import sluice.journal.OperationDirectory;
import sluice.load.Load;
import sluice.load.LoadOptions;
import sluice.load.Resume;
import sluice.load.ResumeOptions;
import sluice.load.Undo;
import sluice.operation.OperationRecord;
import sluice.operation.Operations;
import sluice.operation.Rejects;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.query.Query;
import sluice.report.LoadSummary;
import sluice.report.UndoSummary;
import sluice.scan.Scan;
import sluice.scan.ScanOptions;
import sluice.scan.ScanResult;
import sluice.server.Server;
import sluice.stages.StagedLoad;
import sluice.verify.Verification;
import sluice.verify.VerifyOptions;
import sluice.verify.VerifyReport;

/**
 * Sluice as a service for programs: loads CSV files into one MongoDB server, and resumes, undoes, verifies and queries what
 * was loaded. Prints nothing, reads no environment and ends no process; what there is to say goes to slf4j.
 *
 * <p>Thread-safe: several pieces of work may run at the same time. Each call returns when its work is done; to end it
 * earlier, give it a {@link Cancellation}.
 *
 * <p>Everything that ends work throws a {@link SluiceException}, whose category says what is at fault, or an
 * {@link java.io.UncheckedIOException} if the operation's own folder cannot be read or written. Bad records end nothing:
 * they are rejects, which the summary counts and the operation's folder holds.
 */
public final class Sluice implements AutoCloseable {
    private final Server server;
    private final Operations operations;
    private final @Nullable Integer workers;

    Sluice(Server server, Operations operations, @Nullable Integer workers) {
        this.server = server;
        this.operations = operations;
        this.workers = workers;
    }

    /**
     * Connects with the defaults of {@link SluiceBuilder}.
     *
     * @param uri a MongoDB connection string
     * @throws SluiceException of category {@code SERVER} if the connection string is wrong, no server answers in time, or it
     *     refuses the user
     */
    public static Sluice connect(String uri) {
        return builder().uri(uri).connect();
    }

    /** Says more of the connection than its connection string. */
    public static SluiceBuilder builder() {
        return new SluiceBuilder();
    }

    /** What the server is and where, without credentials. */
    public String server() {
        return server.description();
    }

    /** Loads a plan; as {@link #load(Plan, RunOptions)} with the defaults. */
    public LoadSummary load(Plan plan) {
        return load(plan, RunOptions.defaults());
    }

    /** Loads a plan; as {@link #load(Plan, RunOptions)} with a listener. */
    public LoadSummary load(Plan plan, ProgressListener listener) {
        return load(plan, RunOptions.defaults().withListener(listener));
    }

    /**
     * Loads a plan.
     *
     * @return what was done, however it ended once loading had begun: its status says whether all is loaded, and a load that
     *     ended early can be resumed by the operation's id
     * @throws SluiceException if nothing could be begun, and then nothing was changed: of category {@code PLAN} if plan, files
     *     or headers do not fit, {@code SOURCE} if a file cannot be read, {@code SERVER} if the server refuses, or
     *     {@code CANCELLED} if it was cancelled by then
     * @throws java.io.UncheckedIOException if the operation's folder cannot be made
     */
    public LoadSummary load(Plan plan, RunOptions options) {
        return load(plan, null, options);
    }

    /**
     * Loads the reject files of an operation, once they are corrected, under the operation's own plan.
     *
     * @param operation its id, its folder, or {@code last}
     * @return what was done, as an operation of its own
     * @throws SluiceException as {@link #load(Plan, RunOptions)} does; of category {@code OPERATION} if there is no such
     *     operation, it has not come to its end, had no rejects, or they were loaded before
     */
    public LoadSummary loadRejects(String operation, RunOptions options) {
        OperationDirectory directory = operations.find(operation);
        return load(Rejects.plan(directory), directory, options);
    }

    private LoadSummary load(Plan plan, @Nullable OperationDirectory rejectsOf, RunOptions options) {
        Plan set = plan.withSettings(settings(plan.settings(), options));
        LoadOptions of = new LoadOptions(set, rejectsOf, operations.folder(), options.stdin(), Instant.now());
        try (Reporter reporter = new Reporter(options.listener())) {
            return new Load(of, server, reporter, options.cancellation().signal()).run();
        }
    }

    private LoadSettings settings(LoadSettings plan, RunOptions options) {
        LoadSettings own = workers == null || plan.workers() != null ? plan : plan.withWorkers(workers);
        return options.settings().apply(own);
    }

    /** Resumes an operation; as {@link #resume(String, RunOptions)} with the defaults. */
    public Optional<LoadSummary> resume(String operation) {
        return resume(operation, RunOptions.defaults());
    }

    /**
     * Goes on with a load that ended early, exactly as it would have gone on.
     *
     * @param operation its id, its folder, or {@code last}
     * @return what the operation did, all tries together; empty if nothing was left to do
     * @throws SluiceException of category {@code OPERATION} if there is no such operation or it cannot be resumed,
     *     {@code SOURCE} if a file has changed or cannot be read, {@code SERVER} if the server refuses
     */
    public Optional<LoadSummary> resume(String operation, RunOptions options) {
        Path directory = operations.find(operation).path();
        ResumeOptions of = new ResumeOptions(directory, plan -> settings(plan, options), Instant.now());
        try (Reporter reporter = new Reporter(options.listener())) {
            return Optional.ofNullable(
                    new Resume(of, server, reporter, options.cancellation().signal()).run());
        }
    }

    /** Undoes an operation; as {@link #undo(String, RunOptions)} with the defaults. */
    public Optional<UndoSummary> undo(String operation) {
        return undo(operation, RunOptions.defaults());
    }

    /**
     * Removes exactly what an operation inserted.
     *
     * @param operation its id, its folder, or {@code last}
     * @return what was removed; empty if the operation was undone before
     * @throws SluiceException of category {@code OPERATION} if there is no such operation or it cannot be undone, and then
     *     nothing was changed; {@code CANCELLED} or {@code SERVER} if it ended in its middle, and then the same call goes on
     */
    public Optional<UndoSummary> undo(String operation, RunOptions options) {
        Path directory = operations.find(operation).path();
        try (Reporter reporter = new Reporter(options.listener())) {
            return Optional.ofNullable(
                    new Undo(directory, server, reporter, options.cancellation().signal()).run());
        }
    }

    /**
     * The operations in the folder of operations, the oldest first; those of other programs on the same folder among them.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     */
    public List<OperationInfo> operations() {
        return operations.all().stream().map(OperationInfo::of).toList();
    }

    /** Verifies a plan; as {@link #verify(VerifyOptions, RunOptions)} with the defaults. */
    public VerifyReport verify(Plan plan) {
        return verify(VerifyOptions.of(plan), RunOptions.defaults());
    }

    /**
     * Compares what files should give with what collections hold, and changes nothing.
     *
     * @return whether they are equal, or which documents are missing, extra or different
     * @throws SluiceException of category {@code PLAN} if plan, files or headers do not fit, {@code SOURCE} if a file cannot be
     *     read, {@code SERVER} if the server fails, {@code LIMIT} if the keys do not fit into memory, {@code CANCELLED} if
     *     it was cancelled
     * @throws java.io.UncheckedIOException if the file of differences cannot be written
     */
    public VerifyReport verify(VerifyOptions options, RunOptions run) {
        Plan plan = options.plan();
        VerifyOptions set = options.with(plan.withSettings(settings(plan.settings(), run)));
        try (Reporter reporter = new Reporter(run.listener())) {
            return new Verification(
                            set,
                            server,
                            progress -> reporter.start(Phase.VERIFYING, progress),
                            run.cancellation().signal())
                    .run();
        }
    }

    /** Verifies an operation; as {@link #verify(String, RunOptions)} with the defaults. */
    public VerifyReport verify(String operation) {
        return verify(operation, RunOptions.defaults());
    }

    /**
     * Compares what an operation should have loaded with what collections hold; knows its {@code _id}s and its rejects.
     *
     * @param operation its id, its folder, or {@code last}
     * @throws SluiceException as {@link #verify(VerifyOptions, RunOptions)} does; of category {@code OPERATION} if there is no
     *     such operation or it was undone, {@code SOURCE} if a file has changed
     */
    public VerifyReport verify(String operation, RunOptions options) {
        OperationRecord record = OperationRecord.of(operations.find(operation));
        VerifyOptions of = VerifyOptions.of(record.plan()).withKnown(record).ignoring(record.besideOthers(), false);
        return verify(of, options);
    }

    /**
     * Answers a named query of a plan. Memory does not grow with the answer.
     *
     * @param name the query
     * @param parameters values by name, as texts; each is bound as a value of its parameter's type, never as an operator
     * @param rows takes the documents one by one, and says whether it wants more
     * @return how many it took
     * @throws SluiceException of category {@code QUERY} if the plan has no such query, or a value is missing, unknown or not of
     *     its type; {@code SERVER} if the server refuses or fails
     */
    public long query(Plan plan, String name, Map<String, String> parameters, Predicate<BsonDocument> rows) {
        return Query.of(plan, name, parameters).run(server, row -> rows.test(row.document()));
    }

    /**
     * Counts, groups and sums the records of files in parallel. Needs no server.
     *
     * @return what was found; not complete if it was cancelled
     * @throws SluiceException of category {@code SOURCE} if a file cannot be read, {@code SCAN} if a column is unknown or there
     *     are too many groups
     */
    public static ScanResult scan(ScanOptions options, RunOptions run) {
        try (Reporter reporter = new Reporter(run.listener())) {
            return new Scan(options, run.cancellation().signal())
                    .run(progress -> reporter.start(Phase.SCANNING, progress));
        }
    }

    /**
     * Checks a plan, to load it step by step with threads of the caller's own; nothing is changed yet.
     *
     * @param stdin what a file of {@code -} reads
     * @return the stages, to be closed before this
     * @throws SluiceException as {@link #load(Plan, RunOptions)} does; of category {@code PLAN} also if the plan needs more than
     *     the stages do
     */
    public StagedLoad stages(Plan plan, InputStream stdin) {
        return StagedLoad.prepare(server, plan, stdin);
    }

    /** Closes the connections. Work that still runs fails. */
    @Override
    public void close() {
        server.close();
    }
}
