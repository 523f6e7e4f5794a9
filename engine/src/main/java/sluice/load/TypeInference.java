package sluice.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import sluice.csv.ChunkSize;
import sluice.csv.CsvParser;
import sluice.csv.CsvRecord;
import sluice.infer.ColumnEvidence;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.TypeMode;
import sluice.plan.ValueType;

/**
 * Gives every column of every collection a type: the plan's, or the one inferred from every row of every source. The
 * rows of a source that can be read only once say nothing: its untyped columns are strings.
 */
final class TypeInference {
    private final List<CollectionJob> jobs;
    private final List<Map<String, ColumnEvidence>> evidence = new ArrayList<>();

    /** A source whose rows are looked at. */
    private record Task(int collection, SourceJob source, LoadProgress.Meter meter) {}

    TypeInference(List<CollectionJob> jobs) {
        this.jobs = jobs;
        jobs.forEach(job -> evidence.add(new HashMap<>()));
    }

    /** Whether any row has to be looked at. */
    boolean needed() {
        return jobs.stream().anyMatch(TypeInference::needsRows);
    }

    private static boolean needsRows(CollectionJob job) {
        return job.plan().types() == TypeMode.INFER
                && job.sources().stream().allMatch(source -> source.source().repeatable())
                && job.sources().stream()
                        .flatMap(source -> source.header().names().stream())
                        .anyMatch(name -> job.plan().column(name).type() == null);
    }

    /** Meters for the collections whose rows have to be looked at. */
    LoadProgress progress() {
        return new LoadProgress(jobs.stream()
                .filter(TypeInference::needsRows)
                .map(job -> new LoadProgress.Meter(job.plan().name(), job.totalBytes()))
                .toList());
    }

    /** Looks at every row. Returns early, with what can't be used, once {@code stopped} says so. */
    void run(LoadProgress progress, int workers, ChunkSize size, BooleanSupplier stopped) {
        List<ChunkQueue<Task>> queues = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            if (needsRows(job)) {
                int collection = i;
                LoadProgress.Meter meter = progress.meters().get(queues.size());
                job.sources().forEach(source -> meter.read(source.header().end()));
                queues.add(new ChunkQueue<>(job.sources().stream()
                        .map(source -> new ChunkQueue.Entry<>(
                                new Task(collection, source, meter), () -> source.open(job.plan())))
                        .toList()));
            }
        }
        Workers pool = new Workers();
        try (Feed<Task> feed = new Feed<>(queues, size, true, () -> stopped.getAsBoolean() || pool.failed())) {
            pool.run(workers, () -> look(feed), () -> {});
        }
    }

    private void look(Feed<Task> feed) {
        List<Map<String, ColumnEvidence>> seen = new ArrayList<>();
        jobs.forEach(job -> seen.add(new HashMap<>()));
        for (ChunkQueue.Taken<Task> taken = feed.next(); taken != null; taken = feed.next()) {
            Task task = taken.task();
            task.meter().taken();
            CollectionPlan plan = jobs.get(task.collection()).plan();
            List<String> names = task.source().header().names();
            ColumnEvidence[] columns = names.stream()
                    .map(name -> seen.get(task.collection()).computeIfAbsent(name, key -> new ColumnEvidence()))
                    .toArray(ColumnEvidence[]::new);
            CsvParser parser = new CsvParser(plan.dialect());
            parser.reset(taken.chunk());
            long records = look(parser, columns);
            task.meter().done(records, 0);
            task.meter().read(taken.chunk().bytes().length);
        }
        merge(seen);
    }

    /** A record that will be a reject says nothing about its columns. */
    private static long look(CsvParser parser, ColumnEvidence[] columns) {
        CsvRecord record = parser.record();
        long records = 0;
        while (parser.next()) {
            records++;
            if (record.problem() == null && record.fieldCount() == columns.length) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i].add(record.bytes(i), record.start(i), record.end(i));
                }
            }
        }
        return records;
    }

    private synchronized void merge(List<Map<String, ColumnEvidence>> seen) {
        for (int i = 0; i < seen.size(); i++) {
            Map<String, ColumnEvidence> known = evidence.get(i);
            seen.get(i)
                    .forEach((name, column) -> known.computeIfAbsent(name, key -> new ColumnEvidence())
                            .merge(column));
        }
    }

    /** The jobs with a type for every column. */
    synchronized List<CollectionJob> typed() {
        List<CollectionJob> typed = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            CollectionJob job = jobs.get(i);
            Map<String, ColumnPlan> columns = new LinkedHashMap<>();
            for (SourceJob source : job.sources()) {
                for (String name : source.header().names()) {
                    ColumnPlan column = job.plan().column(name);
                    ColumnEvidence known = evidence.get(i).get(name);
                    ValueType inferred = known == null ? ValueType.STRING : known.type();
                    columns.put(name, column.type() == null ? column.withType(inferred) : column);
                }
            }
            typed.add(new CollectionJob(job.plan().withColumns(columns), job.sources()));
        }
        return typed;
    }
}
