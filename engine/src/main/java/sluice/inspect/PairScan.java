package sluice.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sluice.bson.KeyHasher;
import sluice.csv.Chunk;
import sluice.csv.CsvRecord;
import sluice.job.ChunkScan;

/** Looks whether pairs of columns are unique, for one worker. The columns have a value in every record. */
final class PairScan implements ChunkScan.Visitor {
    private final Records records;
    private final List<KeyTrial> trials;
    private final List<HashBuffer> buffers;
    private final KeyHasher hasher;
    private byte[] pair = new byte[64];

    /** A scan whose trials are shared by all workers. */
    PairScan(Records records, List<KeyTrial> trials, long seed) {
        this.records = records;
        this.trials = trials;
        buffers = trials.stream().map(trial -> new HashBuffer()).toList();
        hasher = new KeyHasher(seed);
    }

    @Override
    public ChunkScan.Seen visit(int source, Chunk chunk) {
        return records.forEach(chunk, this::look);
    }

    private void look(CsvRecord record) {
        for (int i = 0; i < trials.size(); i++) {
            HashBuffer buffer = buffers.get(i);
            if (buffer.wanted()) {
                List<Integer> columns = trials.get(i).columns();
                hash(record, columns.get(0), columns.get(1));
                buffer.add(hasher.high(), hasher.low(), record.line());
            }
        }
    }

    /** Hashes two cells, with the length of the first before them: {@code a, bc} is not {@code ab, c}. */
    private void hash(CsvRecord record, int first, int second) {
        int firstLength = record.end(first) - record.start(first);
        int secondLength = record.end(second) - record.start(second);
        int length = Integer.BYTES + firstLength + secondLength;
        if (pair.length < length) {
            pair = Arrays.copyOf(pair, 2 * length);
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            pair[i] = (byte) (firstLength >>> (8 * i));
        }
        System.arraycopy(record.bytes(first), record.start(first), pair, Integer.BYTES, firstLength);
        System.arraycopy(record.bytes(second), record.start(second), pair, Integer.BYTES + firstLength, secondLength);
        hasher.hash(pair, 0, length);
    }

    @Override
    public void settle() {
        IntStream.range(0, trials.size()).forEach(i -> trials.get(i).settle(buffers.get(i)));
    }
}
