package sluice.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.infer.ColumnEvidence;
import sluice.infer.ColumnGroups;
import sluice.input.CellReader;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.source.SourceException;
import sluice.workers.ChunkPass;
import sluice.workers.ChunkQueue;
import sluice.workers.LoadProgress;

/**
 * Gives every column of every collection a type: the plan's, or the one inferred from every row of every source. Columns
 * that refer to each other have one type. The rows of a source that can be read only once say nothing: its untyped
 * columns are strings.
 *
 * <p>The same pass makes sure that columns without a name are empty in every row.
 */
public final class TypeInference {
    private final List<CollectionJob> jobs;
    private final ColumnGroups groups;
    private final Seen evidence;

    /**
     * A source whose rows are looked at.
     *
     * @param place its place in the collection
     */
    private record Task(int collection, int place, SourceJob source, LoadProgress.Meter meter) {}

    /** What rows have shown. */
    private record Seen(List<ColumnEvidence> columns, FilledCells filled) {
        void merge(Seen other) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).merge(other.columns.get(i));
            }
            filled.merge(other.filled);
        }
    }

    /** How the cells of one column are looked at. */
    private record Look(
            @Nullable ColumnEvidence evidence, @Nullable CellReader cells, boolean nameless) {}

    public TypeInference(List<CollectionJob> jobs) {
        this.jobs = jobs;
        groups = new ColumnGroups(jobs.stream()
                .map(job -> new ColumnGroups.Table(job.plan(), names(job), isRepeatable(job)))
                .toList());
        evidence = none();
    }

    private static boolean isRepeatable(CollectionJob job) {
        return job.sources().stream().allMatch(source -> source.source().repeatable());
    }

    private static Stream<String> allNames(CollectionJob job) {
        return job.sources().stream().flatMap(source -> source.header().names().stream());
    }

    /** The names of the columns that have one. */
    private static Set<String> names(CollectionJob job) {
        return allNames(job)
                .filter(name -> !job.plan().isNameless(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean hasNameless(CollectionJob job) {
        return allNames(job).anyMatch(job.plan()::isNameless);
    }

    private Seen none() {
        return new Seen(
                Stream.generate(ColumnEvidence::new).limit(groups.slots()).toList(), new FilledCells());
    }

    /** Whether any row has to be looked at, for a type or for a column without a name. */
    public boolean needed() {
        return IntStream.range(0, jobs.size()).anyMatch(this::needsRows);
    }

    /** Whether any row has to be looked at for a type. */
    public boolean neededForTypes() {
        return groups.slots() > 0;
    }

    private boolean needsRows(int job) {
        CollectionJob of = jobs.get(job);
        return (isRepeatable(of) && hasNameless(of))
                || names(of).stream().anyMatch(name -> groups.slot(job, name) != ColumnGroups.NONE);
    }

    /** Meters for the collections whose rows have to be looked at. */
    public LoadProgress progress() {
        return new LoadProgress(IntStream.range(0, jobs.size())
                .filter(this::needsRows)
                .mapToObj(jobs::get)
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
    }

    /**
     * Looks at every row; of a damaged source, at those before the damage. Returns early, with what can't be used, once {@code stopped} says so.
     *
     * @throws SourceException if a column without a name holds something
     */
    public void run(LoadProgress progress, int workers, ChunkSize size, BooleanSupplier stopped) {
        List<ChunkQueue<Task>> queues = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            if (needsRows(i)) {
                int collection = i;
                LoadProgress.Meter meter = progress.meters().get(queues.size());
                job.sources().forEach(source -> meter.read(source.header().end()));
                queues.add(new ChunkQueue<>(IntStream.range(0, job.sources().size())
                        .mapToObj(place -> entry(collection, place, meter))
                        .toList()));
            }
        }
        ChunkPass.run(queues, size, true, workers, stopped, this::none, this::lookAt)
                .forEach(evidence::merge);
        evidence.filled.requireNone(jobs);
    }

    private ChunkQueue.Entry<Task> entry(int collection, int place, LoadProgress.Meter meter) {
        CollectionJob job = jobs.get(collection);
        SourceJob source = job.sources().get(place);
        return new ChunkQueue.Entry<>(
                new Task(collection, place, source, meter),
                () -> source.open(job.plan()).soundPart());
    }

    private void lookAt(Seen seen, ChunkQueue.Item<Task> taken) {
        Task task = taken.task();
        task.meter().taken();
        CollectionPlan plan = jobs.get(task.collection()).plan();
        Look[] columns = task.source().header().names().stream()
                .map(name -> lookOf(plan, name, task.collection(), seen))
                .toArray(Look[]::new);
        CsvParser parser = task.source().format().parser();
        parser.reset(taken.chunk());
        long records = addRecords(parser, columns, task, seen.filled);
        task.meter().done(records, 0);
        task.meter().read(taken.chunk().sourceLength());
    }

    private Look lookOf(CollectionPlan plan, String column, int collection, Seen seen) {
        CellReader cells = CellReader.of(plan.column(column));
        if (plan.isNameless(column)) {
            return new Look(null, cells, true);
        }
        int slot = groups.slot(collection, column);
        return new Look(slot == ColumnGroups.NONE ? null : seen.columns.get(slot), cells, false);
    }

    /** A record that will be a reject says nothing about its columns. */
    private static long addRecords(CsvParser parser, Look[] columns, Task task, FilledCells filled) {
        CsvRecord record = parser.record();
        long records = 0;
        while (parser.next()) {
            records++;
            if (record.problem() == null && record.fieldCount() == columns.length) {
                for (int i = 0; i < columns.length; i++) {
                    ColumnEvidence column = columns[i].evidence;
                    if (column != null) {
                        addField(column, columns[i].cells, record, i);
                    } else if (columns[i].nameless && isFilled(columns[i].cells, record, i)) {
                        filled.add(task.collection, task.place, record, i);
                    }
                }
            }
        }
        return records;
    }

    private static boolean isFilled(@Nullable CellReader cells, CsvRecord record, int field) {
        int from = record.start(field);
        int to = record.end(field);
        return cells == null ? from != to : cells.read(record.bytes(field), from, to) == CellReader.Content.VALUE;
    }

    private static void addField(ColumnEvidence column, @Nullable CellReader cells, CsvRecord record, int field) {
        byte[] bytes = record.bytes(field);
        if (cells == null) {
            column.add(bytes, record.start(field), record.end(field));
        } else if (cells.read(bytes, record.start(field), record.end(field)) == CellReader.Content.VALUE) {
            while (cells.hasNext()) {
                if (cells.next() == CellReader.Content.VALUE) {
                    column.add(bytes, cells.from(), cells.to());
                }
            }
        }
    }

    /** The jobs with a type for every column. */
    public List<CollectionJob> typed() {
        List<CollectionJob> typed = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            Map<String, ColumnPlan> columns = new LinkedHashMap<>();
            for (String name : names(job)) {
                columns.put(name, groups.typed(i, name, evidence.columns));
            }
            List<String> notes = new ArrayList<>(job.notes());
            job.sources().forEach(source -> notes.addAll(notesOf(source, job.plan(), isRepeatable(job))));
            typed.add(new CollectionJob(job.plan().withColumns(columns), job.sources(), notes));
        }
        return typed;
    }

    private static List<String> notesOf(SourceJob source, CollectionPlan plan, boolean looked) {
        List<String> names = source.header().names();
        return IntStream.range(0, names.size())
                .filter(column -> plan.isNameless(names.get(column)))
                .mapToObj(column -> source.source().name() + ": column " + (column + 1) + " has no name"
                        + (looked
                                ? " and is empty in every row; it is passed over."
                                : "; it is passed over, and a record that holds something there is a reject."))
                .toList();
    }
}
