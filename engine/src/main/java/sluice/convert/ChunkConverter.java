package sluice.convert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.bson.MalformedText;
import sluice.csv.Chunk;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Recovery;
import sluice.csv.Utf8;
import sluice.input.SourceFormat;
import sluice.plan.InvalidBytes;

/** Makes clean CSV of the chunks of one source. Not thread-safe: each worker has its own. */
final class ChunkConverter {
    private static final byte[] NO_HEADER = {};

    private final CsvParser parser;
    private final CsvRecord record;
    private final int width;
    private final InvalidBytes onInvalidBytes;
    private final @Nullable SecondHeader secondHeader;
    private final CleanCsv clean = new CleanCsv();

    /**
     * A converter.
     *
     * @param names those of the columns: a record must have so many cells
     * @param tables what becomes of a record that starts with these names
     */
    ChunkConverter(SourceFormat format, List<String> names, InvalidBytes onInvalidBytes, Tables tables) {
        boolean keep = tables == Tables.KEEP;
        // A repeated header that the parser passes over could not be seen here.
        parser = keep
                ? format.parser()
                : new CsvParser(format.csv().dialect(), format.rules().withHeader(NO_HEADER));
        record = parser.record();
        width = names.size();
        secondHeader = keep ? null : new SecondHeader(names);
        this.onInvalidBytes = onInvalidBytes;
    }

    /** Converts a chunk, up to a second table if one is to be found. */
    ConvertedChunk convert(Chunk chunk) {
        parser.reset(chunk);
        List<RejectedRecord> rejects = new ArrayList<>();
        long records = 0;
        SecondHeader second = secondHeader;
        while (parser.next()) {
            if (second != null && second.is(record)) {
                return new ConvertedChunk(clean.take(), records, rejects, record.line());
            }
            records++;
            String problem = problem(chunk);
            if (problem == null) {
                write();
            } else {
                byte[] bytes = chunk.source(record.rawStart(), record.rawEnd());
                rejects.add(new RejectedRecord(record.line(), problem, bytes));
            }
        }
        return new ConvertedChunk(clean.take(), records, rejects, 0);
    }

    /** How often a kind of recovery was needed so far. */
    long recoveries(Recovery kind) {
        return parser.recoveries(kind);
    }

    /** Why the record can't be written, or null if it can. */
    private @Nullable String problem(Chunk chunk) {
        CsvProblem problem = record.problem();
        if (problem != null) {
            return MalformedText.of(parser, problem);
        }
        if (record.fieldCount() != width) {
            return "has " + record.fieldCount() + (record.fieldCount() == 1 ? " cell" : " cells") + ", there "
                    + (width == 1 ? "is 1 column" : "are " + width + " columns");
        }
        for (int cell = 0; onInvalidBytes == InvalidBytes.REJECT && cell < width; cell++) {
            if (!Utf8.isValid(record.bytes(cell), record.start(cell), record.end(cell))) {
                return "column " + (cell + 1) + " holds bytes that are not valid "
                        + chunk.encoding().name() + "; name the right encoding with --encoding, or replace them with"
                        + " --on-invalid-bytes replace";
            }
        }
        return null;
    }

    private void write() {
        for (int cell = 0; cell < width; cell++) {
            clean.cell(record.bytes(cell), record.start(cell), record.end(cell));
        }
        clean.endRecord();
    }
}
