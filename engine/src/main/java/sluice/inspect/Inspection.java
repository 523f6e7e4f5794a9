package sluice.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import sluice.inspect.Table.Seen;
import sluice.inspect.value.ColumnFinding;
import sluice.inspect.value.ColumnLook;
import sluice.inspect.value.Tally;
import sluice.job.ChunkScan;
import sluice.job.HeaderNames;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/**
 * Looks at every row of some files. Reads each file once; a second time if no single column is a key, or if it may refer to
 * another file. Memory depends on the number of columns and workers, and on what keys may take. Not thread-safe; runs once.
 */
public final class Inspection {
    private final InspectOptions options;
    private final StopSignal stop;
    private final int workers;
    private final KeyMemory memory;
    /** Drawn anew each time, so that nobody can write a file whose keys collide. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private final List<InspectedFile> files = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();

    /** An inspection that ends early once the signal is there. */
    public Inspection(InspectOptions options, StopSignal stop) {
        this.options = options;
        this.stop = stop;
        workers = ChunkScan.workers(options.workers());
        memory = new KeyMemory(options.keyMemory());
    }

    /**
     * Inspects. A file that can't be read is in the result, and doesn't keep others from it.
     *
     * @param listener hears of the progress of each pass
     * @throws StoppedException if the signal came before the end
     */
    public InspectResult run(Consumer<LoadProgress> listener) {
        Tables tables = new Tables(options.input());
        for (String file : options.input().files()) {
            try {
                for (Source source : Sources.find(Path.of(""), file, options.stdin())) {
                    inspect(tables, source, listener);
                }
            } catch (SourceException e) {
                files.add(new InspectedFile.Unreadable(file, String.valueOf(e.getMessage())));
            }
        }
        List<FoundReference> references = new References(seen, workers, seed, stop).find(listener);
        requireNotStopped();
        return new InspectResult(files, references);
    }

    private void inspect(Tables tables, Source source, Consumer<LoadProgress> listener) {
        try {
            Seen found = look(tables.open(source, files.size()), listener);
            seen.add(found);
            files.add(found.found());
        } catch (SourceException e) {
            files.add(new InspectedFile.Unreadable(source.name(), String.valueOf(e.getMessage())));
        }
    }

    private Seen look(Table table, Consumer<LoadProgress> listener) {
        List<KeyTrial> trials = IntStream.range(0, table.names().size())
                .mapToObj(column -> new KeyTrial(List.of(column), memory))
                .toList();
        List<TableScan> scans = table.scan()
                .runInOrder(workers, null, () -> new TableScan(table.records(), trials, seed), listener, stop);
        requireNotStopped();
        List<Column> columns = columns(table, trials, scans);
        long count = scans.stream().mapToLong(scan -> scan.records().count()).sum();
        Tally unusable =
                Tally.sum(scans.stream().map(scan -> scan.records().unusable().tally()));
        List<Key> keys = new ArrayList<>(KeySearch.keys(columns));
        if (keys.isEmpty() && table.job().source().repeatable()) {
            keys.addAll(pairs(table, columns, count - unusable.count(), listener));
        }
        trials.stream().filter(trial -> !trial.unique()).forEach(KeyTrial::release);
        InspectedFile.Inspected found = new InspectedFile.Inspected(
                table.name(),
                table.plan().name(),
                table.job().source().address(),
                table.layout(),
                new InspectedFile.Rows(count, unusable),
                columns,
                keys);
        return new Seen(table, found, trials);
    }

    private static List<Column> columns(Table table, List<KeyTrial> trials, List<TableScan> scans) {
        List<String> names = table.names();
        List<ColumnFinding> findings = IntStream.range(0, names.size())
                .mapToObj(column -> ColumnLook.finding(
                        scans.stream().map(scan -> scan.look(column)).toList()))
                .toList();
        boolean nameless = IntStream.range(0, names.size())
                .anyMatch(i -> names.get(i).isEmpty()
                        && findings.get(i).cells().empty()
                                < findings.get(i).cells().count());
        List<String> fields = HeaderNames.usable(names, nameless);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Column(
                        names.get(i),
                        fields.get(i),
                        findings.get(i),
                        trials.get(i).distinct(),
                        trials.get(i).uniqueness()))
                .toList();
    }

    private List<Key> pairs(Table table, List<Column> columns, long records, Consumer<LoadProgress> listener) {
        List<KeyTrial> trials = KeySearch.pairs(columns, records).stream()
                .map(pair -> new KeyTrial(pair, memory))
                .toList();
        if (trials.isEmpty()) {
            return List.of();
        }
        table.scan().runInOrder(workers, null, () -> new PairScan(table.records(), trials, seed), listener, stop);
        requireNotStopped();
        List<Key> keys = trials.stream()
                .filter(KeyTrial::unique)
                .map(trial -> KeySearch.pair(columns, trial.columns()))
                .sorted(Comparator.comparing(key -> !key.likely()))
                .toList();
        trials.forEach(KeyTrial::release);
        return keys;
    }

    private void requireNotStopped() {
        if (stop.requested()) {
            throw new StoppedException("Stopped before every row was looked at.");
        }
    }
}
