package sluice.cli.menu;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import sluice.cli.load.LoadView;
import sluice.cli.load.SummaryText;
import sluice.cli.process.Interrupts;
import sluice.cli.query.RowFormat;
import sluice.cli.query.RowPrinter;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Prompt;
import sluice.cli.terminal.Screen;
import sluice.document.Answer;
import sluice.document.Documents;
import sluice.job.MislabelledException;
import sluice.load.LoadOptions;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.QueryPlan;
import sluice.plan.Sizes;
import sluice.query.Query;
import sluice.query.QueryException;
import sluice.query.Row;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.source.SourceException;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/** What a menu can do. Each action asks for what it needs, and says that it succeeded or why it didn't. */
final class MenuActions {
    private static final int COMPLETIONS = 50;

    private final Plan plan;
    private final MenuOptions options;
    private final Server server;
    private final Screen screen;
    private final Prompt prompt;
    private final PrintWriter err;
    private final Documents documents;

    MenuActions(Plan plan, MenuOptions options, Server server, Screen screen, Prompt prompt, PrintWriter err) {
        this.plan = plan;
        this.options = options;
        this.server = server;
        this.screen = screen;
        this.prompt = prompt;
        this.err = err;
        documents = new Documents(plan, server);
    }

    /** Loads a file, or the plan's own, into a collection. */
    boolean load(CollectionPlan collection) {
        String file = prompt.askFile("File [" + String.join(" ", collection.files()) + "]: ")
                .strip();
        String chunkSize =
                prompt.ask("Chunk size, in rows or such as 1MiB [automatic]: ").strip();
        String workers = prompt.ask("Workers [automatic]: ").strip();
        try {
            Plan alone = plan.only(collection.name());
            if (!file.isEmpty()) {
                String path = Path.of(file).toAbsolutePath().toString();
                alone = alone.mapCollections(one -> one.withFiles(List.of(path)));
            }
            LoadSettings settings = alone.settings();
            if (!chunkSize.isEmpty()) {
                settings = settings.withChunkSize(Sizes.chunkSize(chunkSize));
            }
            if (!workers.isEmpty()) {
                settings = settings.withWorkers(
                        Sizes.workers(workers, Runtime.getRuntime().availableProcessors()));
            }
            return load(alone.withSettings(settings));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private boolean load(Plan alone) {
        StopSignal stop = new StopSignal();
        AtomicBoolean displayed = new AtomicBoolean();
        try {
            LoadOptions load = new LoadOptions(alone, options.operations, InputStream.nullInputStream(), Instant.now());
            LoadSummary summary = Interrupts.during(
                    stop, err, displayed::get, () -> LoadView.load(load, server, screen, stop, displayed));
            SummaryText.print(summary, screen);
            return summary.status() == LoadStatus.COMPLETED;
        } catch (MislabelledException e) {
            return relabelled(alone, e);
        } catch (PlanException | SourceException | ServerException | StoppedException | UncheckedIOException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private boolean relabelled(Plan alone, MislabelledException e) {
        screen.line(String.valueOf(e.getMessage()));
        List<String> given = options.relabel;
        boolean told = !given.isEmpty();
        List<String> columns = told ? given : e.columns();
        if (told || prompt.confirm("Read the columns as " + String.join(",", columns) + "?")) {
            screen.line("Reading the columns as " + String.join(",", columns) + ".");
            return load(alone.mapCollections(one -> one.withRelabel(columns)));
        }
        return refused("nothing was loaded.");
    }

    /** Adds a document. */
    boolean add(CollectionPlan collection) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns(collection)) {
            values.put(column, prompt.ask(column + ": "));
        }
        return answered(documents.add(collection, values));
    }

    /** Changes a document; what is left empty stays. */
    boolean update(CollectionPlan collection) {
        List<String> key = key(collection);
        Optional<Row> row = find(collection, key);
        if (row.isEmpty()) {
            return false;
        }
        Map<String, String> changes = new LinkedHashMap<>();
        List<String> keyColumns = Documents.keyColumns(collection);
        for (String column : columns(collection)) {
            if (!keyColumns.contains(column)) {
                String now = row.get().text(collection.field(column));
                String text = prompt.ask(column + " [" + Columns.printable(now) + "]: ");
                if (!text.isEmpty()) {
                    changes.put(column, text);
                }
            }
        }
        return answered(documents.set(collection, key, changes));
    }

    /** Shows a document. */
    boolean search(CollectionPlan collection) {
        Optional<Row> row = find(collection, key(collection));
        row.ifPresent(found ->
                found.cells().forEach((field, text) -> screen.line("  " + field + ": " + Columns.printable(text))));
        return row.isPresent();
    }

    /** Deletes a document, and what the plan says goes with it. */
    boolean delete(CollectionPlan collection) {
        return answered(documents.delete(collection, key(collection)));
    }

    /** Answers one of the plan's queries. */
    boolean query(QueryPlan query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (QueryPlan.Parameter parameter : query.parameters()) {
            String otherwise = parameter.otherwise();
            String text = prompt.ask(parameter.name() + (otherwise == null ? ": " : " [" + otherwise + "]: "));
            if (!text.isEmpty() || otherwise == null) {
                values.put(parameter.name(), text);
            }
        }
        StopSignal stop = new StopSignal();
        try {
            RowPrinter printer = new RowPrinter(RowFormat.TABLE, screen);
            Query bound = Query.of(plan, query.name(), values);
            long rows = Interrupts.during(
                    stop,
                    err,
                    () -> true,
                    () -> bound.run(server, row -> {
                        printer.add(row);
                        return !stop.requested();
                    }));
            printer.end().forEach(screen::line);
            screen.line(Numbers.counted(rows, "row"));
            return true;
        } catch (QueryException | ServerException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    /** Asks whether the plan's collections shall be dropped; they stay where nobody says so. */
    void offerToDrop() {
        try {
            if (prompt.confirm("Drop data?")) {
                List<String> names =
                        plan.collections().stream().map(CollectionPlan::name).toList();
                server.databases().drop(plan.database(), names);
                screen.line("Dropped " + String.join(", ", names) + ".");
            }
        } catch (Prompt.LeftException | Prompt.EndedException e) {
            // Then they stay.
        }
    }

    private Optional<Row> find(CollectionPlan collection, List<String> key) {
        try {
            Optional<Row> row = documents.get(collection, key);
            if (row.isEmpty()) {
                refused("there is no " + collection.noun() + " " + String.join(", ", key) + ".");
            }
            return row;
        } catch (IllegalArgumentException | ServerException e) {
            refused(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<String> columns(CollectionPlan collection) {
        return documents.columns(collection);
    }

    private List<String> key(CollectionPlan collection) {
        List<String> key = new ArrayList<>();
        for (String column : Documents.keyColumns(collection)) {
            key.add(prompt.askOneOf(column + ": ", start -> documents.keys(collection, start, COMPLETIONS)));
        }
        return key;
    }

    private boolean answered(Answer answer) {
        return answer.done() ? said(answer.message()) : refused(answer.message());
    }

    private boolean said(String message) {
        screen.line(Columns.printable(message));
        return true;
    }

    private boolean refused(String message) {
        Columns.lines(message).forEach(line -> screen.line("Not done: " + line));
        return false;
    }
}
