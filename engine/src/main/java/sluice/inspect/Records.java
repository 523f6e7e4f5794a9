package sluice.inspect;

import java.util.function.Consumer;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Utf8;
import sluice.input.SourceFormat;
import sluice.inspect.value.Count;
import sluice.job.ChunkScan;

/** Reads the records of chunks for one worker, and tells those that a load would reject. Not thread-safe. */
final class Records {
    private final CsvParser parser;
    private final int width;
    private final boolean replacesBytes;
    private final Count unusable = new Count();
    private long count;

    /**
     * A reader.
     *
     * @param width how many columns there are
     * @param replacesBytes whether bytes that are not valid are replaced
     */
    Records(SourceFormat format, int width, boolean replacesBytes) {
        parser = format.parser();
        this.width = width;
        this.replacesBytes = replacesBytes;
    }

    /** Shows the records of a chunk that a load would not reject for their form. */
    ChunkScan.Seen forEach(Chunk chunk, Consumer<CsvRecord> look) {
        parser.reset(chunk);
        CsvRecord record = parser.record();
        long before = count;
        long unusableBefore = unusable.count();
        while (parser.next()) {
            count++;
            if (record.problem() == null && record.fieldCount() == width && isText(chunk, record)) {
                look.accept(record);
            } else {
                unusable.add(record.line(), () -> reason(record));
            }
        }
        return new ChunkScan.Seen(count - before, unusable.count() - unusableBefore);
    }

    private boolean isText(Chunk chunk, CsvRecord record) {
        return replacesBytes || Utf8.isValid(chunk.bytes(), record.rawStart(), record.rawEnd());
    }

    private String reason(CsvRecord record) {
        CsvProblem problem = record.problem();
        if (problem != null) {
            return problem.message();
        }
        return record.fieldCount() == width
                ? "the text is not valid in its encoding"
                : "has " + record.fieldCount() + " cells, and there are " + width + " columns";
    }

    long count() {
        return count;
    }

    Count unusable() {
        return unusable;
    }
}
