package sluice.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
import sluice.workers.ChunkPass;
import sluice.workers.ChunkQueue;
import sluice.workers.LoadProgress;

/**
 * Gives every column of every collection a type: the plan's, or the one inferred from every row of every source. Columns
 * that refer to each other have one type. The rows of a source that can be read only once say nothing: its untyped
 * columns are strings.
 */
public final class TypeInference {
    private final List<CollectionJob> jobs;
    private final ColumnGroups groups;
    private final List<ColumnEvidence> evidence;

    /** A source whose rows are looked at. */
    private record Task(int collection, SourceJob source, LoadProgress.Meter meter) {}

    /** How the cells of one column are looked at. */
    private record Look(
            @Nullable ColumnEvidence evidence, @Nullable CellReader cells) {}

    public TypeInference(List<CollectionJob> jobs) {
        this.jobs = jobs;
        groups = new ColumnGroups(jobs.stream()
                .map(job -> new ColumnGroups.Table(
                        job.plan(),
                        names(job),
                        job.sources().stream()
                                .allMatch(source -> source.source().repeatable())))
                .toList());
        evidence = none();
    }

    private static Set<String> names(CollectionJob job) {
        Set<String> names = new LinkedHashSet<>();
        job.sources().forEach(source -> names.addAll(source.header().names()));
        return names;
    }

    private List<ColumnEvidence> none() {
        return Stream.generate(ColumnEvidence::new).limit(groups.slots()).toList();
    }

    /** Whether any row has to be looked at. */
    public boolean needed() {
        return groups.slots() > 0;
    }

    private boolean needsRows(int job) {
        return names(jobs.get(job)).stream().anyMatch(name -> groups.slot(job, name) != ColumnGroups.NONE);
    }

    /** Meters for the collections whose rows have to be looked at. */
    public LoadProgress progress() {
        return new LoadProgress(IntStream.range(0, jobs.size())
                .filter(this::needsRows)
                .mapToObj(jobs::get)
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
    }

    /** Looks at every row; of a damaged source, at those before the damage. Returns early, with what can't be used, once {@code stopped} says so. */
    public void run(LoadProgress progress, int workers, ChunkSize size, BooleanSupplier stopped) {
        List<ChunkQueue<Task>> queues = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            if (needsRows(i)) {
                int collection = i;
                LoadProgress.Meter meter = progress.meters().get(queues.size());
                job.sources().forEach(source -> meter.read(source.header().end()));
                queues.add(new ChunkQueue<>(job.sources().stream()
                        .map(source -> new ChunkQueue.Entry<>(
                                new Task(collection, source, meter),
                                () -> source.open(job.plan()).soundPart()))
                        .toList()));
            }
        }
        ChunkPass.run(queues, size, true, workers, stopped, this::none, this::lookAt)
                .forEach(this::merge);
    }

    private void lookAt(List<ColumnEvidence> seen, ChunkQueue.Item<Task> taken) {
        Task task = taken.task();
        task.meter().taken();
        CollectionPlan plan = jobs.get(task.collection()).plan();
        Look[] columns = task.source().header().names().stream()
                .map(name -> lookOf(plan, name, groups.slot(task.collection(), name), seen))
                .toArray(Look[]::new);
        CsvParser parser = new CsvParser(plan.dialect());
        parser.reset(taken.chunk());
        long records = addRecords(parser, columns);
        task.meter().done(records, 0);
        task.meter().read(taken.chunk().bytes().length);
    }

    private static Look lookOf(CollectionPlan plan, String column, int slot, List<ColumnEvidence> seen) {
        return slot == ColumnGroups.NONE
                ? new Look(null, null)
                : new Look(seen.get(slot), CellReader.of(plan.column(column)));
    }

    /** A record that will be a reject says nothing about its columns. */
    private static long addRecords(CsvParser parser, Look[] columns) {
        CsvRecord record = parser.record();
        long records = 0;
        while (parser.next()) {
            records++;
            if (record.problem() == null && record.fieldCount() == columns.length) {
                for (int i = 0; i < columns.length; i++) {
                    ColumnEvidence column = columns[i].evidence;
                    if (column != null) {
                        addField(column, columns[i].cells, record, i);
                    }
                }
            }
        }
        return records;
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

    private void merge(List<ColumnEvidence> seen) {
        for (int i = 0; i < seen.size(); i++) {
            evidence.get(i).merge(seen.get(i));
        }
    }

    /** The jobs with a type for every column. */
    public List<CollectionJob> typed() {
        List<CollectionJob> typed = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            Map<String, ColumnPlan> columns = new LinkedHashMap<>();
            for (String name : names(job)) {
                ColumnPlan column = job.plan().columns().getOrDefault(name, ColumnPlan.DEFAULT);
                columns.put(name, column.withType(groups.type(i, name, evidence)));
            }
            typed.add(new CollectionJob(job.plan().withColumns(columns), job.sources()));
        }
        return typed;
    }
}
