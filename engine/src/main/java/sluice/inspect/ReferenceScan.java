package sluice.inspect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import sluice.admission.KeySet;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.csv.CsvRecord;
import sluice.inspect.value.Count;
import sluice.job.ChunkScan;

/** Looks whether the values of columns are keys of other files, for one worker. */
final class ReferenceScan implements ChunkScan.Visitor {
    /** A column that misses more often is not a reference, and is looked at no longer. */
    static final long MOST_MISSES = 1000;

    private final Records records;
    private final List<Trial> trials;
    private final List<Count> misses;
    private final KeyHasher hasher;

    /**
     * A column and where its values should be.
     *
     * @param column its place
     * @param keys the keys of the other file; nothing is added to them any more
     */
    record Trial(int column, KeySet keys) {}

    /** A scan with the seed by which the keys were hashed. */
    ReferenceScan(Records records, List<Trial> trials, long seed) {
        this.records = records;
        this.trials = trials;
        misses = Stream.generate(Count::new).limit(trials.size()).toList();
        hasher = new KeyHasher(seed);
    }

    @Override
    public ChunkScan.Seen visit(int source, Chunk chunk) {
        return records.forEach(chunk, this::look);
    }

    private void look(CsvRecord record) {
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            int column = trial.column;
            boolean empty = record.start(column) == record.end(column);
            if (!empty && misses.get(i).count() <= MOST_MISSES) {
                hasher.hash(record.bytes(column), record.start(column), record.end(column));
                if (!trial.keys.contains(hasher.high(), hasher.low())) {
                    misses.get(i).add(record.line(), () -> record.string(column, StandardCharsets.UTF_8));
                }
            }
        }
    }

    Count misses(int trial) {
        return misses.get(trial);
    }
}
