package sluice.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sluice.gate.ChunkResult;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.outcome.Reject;

/** A chunk whose statements are in lanes: adds up what became of them until all are done. Thread-safe. */
final class PendingChunk {
    private final long ticket;
    private final SourceTask source;
    private final long start;
    private final long end;
    private final long nextLine;
    private final long records;
    private final Recoveries recovered;
    private final List<Reject> rejects;
    private Counts counts = Counts.NONE;
    private int open;

    /**
     * A chunk that was handed to the lanes.
     *
     * @param rejects those found before
     * @param open the statements in lanes
     */
    PendingChunk(
            long ticket,
            SourceTask source,
            long start,
            long end,
            long nextLine,
            long records,
            Recoveries recovered,
            List<Reject> rejects,
            int open) {
        this.ticket = ticket;
        this.source = source;
        this.start = start;
        this.end = end;
        this.nextLine = nextLine;
        this.records = records;
        this.recovered = recovered;
        this.rejects = new ArrayList<>(rejects);
        this.open = open;
    }

    long ticket() {
        return ticket;
    }

    SourceTask source() {
        return source;
    }

    long bytes() {
        return end - start;
    }

    /** Takes note of so many statements that are done; whether they were the last. */
    synchronized boolean done(int statements, Counts more, List<Reject> moreRejects) {
        counts = counts.plus(more);
        rejects.addAll(moreRejects);
        open -= statements;
        return open == 0;
    }

    synchronized ChunkResult result() {
        rejects.sort(Comparator.comparingLong(Reject::offset));
        return new ChunkResult(
                source.label(), false, end, nextLine, records, recovered, counts, rejects, List.of(), List.of(), 0);
    }
}
