package sluice.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sluice.csv.Recovery;
import sluice.input.Header;
import sluice.workers.StopSignal;

/** Takes what became of chunks, in file order. Not thread-safe: one worker at a time has its turn. */
final class ConvertedOutput {
    private final OutputStream out;
    private final OutputStream rejectsOut;
    private final Header header;
    private final List<RejectedRecord> firstRejects = new ArrayList<>();
    private long records;
    private long rejected;
    private final StopSignal ended = new StopSignal();
    private long secondTable;

    ConvertedOutput(OutputStream out, OutputStream rejectsOut, Header header) {
        this.out = out;
        this.rejectsOut = rejectsOut;
        this.header = header;
    }

    /** Writes the names of the columns, if there are any to be written. */
    void begin(boolean withHeader) {
        if (!withHeader) {
            return;
        }
        CleanCsv names = new CleanCsv();
        names.record(header.names());
        try {
            out.write(names.take());
        } catch (IOException e) {
            throw Conversion.unwritable(e);
        }
    }

    /** Adds a chunk; what follows the start of a second table is dropped. */
    void add(ConvertedChunk chunk) {
        if (ended.requested()) {
            return;
        }
        try {
            out.write(chunk.clean());
            for (RejectedRecord reject : chunk.rejects()) {
                reject(reject);
            }
        } catch (IOException e) {
            throw Conversion.unwritable(e);
        }
        records += chunk.records();
        if (chunk.secondTable() > 0) {
            secondTable = chunk.secondTable();
            ended.request();
        }
    }

    /** Whether a second table has started: nothing that follows is needed. Any thread may ask. */
    boolean ended() {
        return ended.requested();
    }

    private void reject(RejectedRecord reject) throws IOException {
        if (rejected == 0) {
            rejectsOut.write(header.bytes());
        }
        rejectsOut.write(reject.bytes());
        rejectsOut.write(header.lineEnd());
        rejected++;
        if (firstRejects.size() < ConversionResult.SHOWN_REJECTS) {
            firstRejects.add(reject);
        }
    }

    ConversionResult result(Map<Recovery, Long> recoveries, boolean complete) {
        return new ConversionResult(records, rejected, firstRejects, recoveries, secondTable, complete);
    }
}
