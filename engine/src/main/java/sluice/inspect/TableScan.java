package sluice.inspect;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.csv.CsvRecord;
import sluice.inspect.value.ColumnLook;
import sluice.job.ChunkScan;

/** Looks at every cell of a file, for one worker: at its type, and whether its column is unique. */
final class TableScan implements ChunkScan.Visitor {
    private final Records records;
    private final List<KeyTrial> trials;
    private final List<ColumnLook> looks;
    private final List<HashBuffer> buffers;
    private final KeyHasher hasher;

    /** A scan whose trials, one for each column, are shared by all workers. */
    TableScan(Records records, List<KeyTrial> trials, long seed) {
        this.records = records;
        this.trials = trials;
        looks = Stream.generate(ColumnLook::new).limit(trials.size()).toList();
        buffers = trials.stream().map(trial -> new HashBuffer()).toList();
        hasher = new KeyHasher(seed);
    }

    @Override
    public ChunkScan.Seen visit(int source, Chunk chunk) {
        return records.forEach(chunk, this::look);
    }

    private void look(CsvRecord record) {
        long line = record.line();
        for (int i = 0; i < looks.size(); i++) {
            byte[] bytes = record.bytes(i);
            int from = record.start(i);
            int to = record.end(i);
            looks.get(i).add(bytes, from, to, line);
            HashBuffer buffer = buffers.get(i);
            if (from == to) {
                buffer.addEmpty(line);
            } else if (buffer.wanted()) {
                hasher.hash(bytes, from, to);
                buffer.add(hasher.high(), hasher.low(), line);
            }
        }
    }

    @Override
    public void settle() {
        IntStream.range(0, trials.size()).forEach(i -> trials.get(i).settle(buffers.get(i)));
    }

    Records records() {
        return records;
    }

    ColumnLook look(int column) {
        return looks.get(column);
    }
}
