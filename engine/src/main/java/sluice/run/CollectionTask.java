package sluice.run;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import sluice.gate.ChunkResult;
import sluice.gate.Contested;
import sluice.gate.DuplicateCheck;
import sluice.gate.EarlierAttempt;
import sluice.gate.Gate;
import sluice.gate.KeyBudget;
import sluice.gate.PassedOver;
import sluice.outcome.Counts;
import sluice.outcome.Reject;
import sluice.plan.CollectionPlan;
import sluice.server.ServerException;
import sluice.sink.BatchResult;
import sluice.target.Target;
import sluice.workers.ChunkQueue;
import sluice.workers.LoadProgress;

/**
 * One collection on its way. Its chunks have tickets in file order, over all its sources; whatever order they are done
 * in, they are committed in that of the tickets, so that rejects and counts are the same for any number of workers.
 *
 * <p>Threads: {@link #commit} is called by any worker, under this object's monitor; while it is held the gate's may be
 * taken and the source's, never the other way round.
 */
public final class CollectionTask {
    private final int index;
    private final Target target;
    private final LoadProgress.Meter meter;
    private final Gate gate;
    private final int batchSize;
    private final int laneCount;
    private final CommitLog log;
    private final @Nullable EarlierAttempt earlier;
    private final List<SourceTask> sources = new ArrayList<>();
    private final List<CollectionTask> parents = new ArrayList<>();
    private final Map<Long, Done> waiting = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long taken;
    private long committed;
    private boolean exhausted;
    private boolean finishing;
    private double indexSeconds;
    private volatile @Nullable Lanes lanes;
    private volatile boolean done;

    CollectionTask(
            int index,
            Target target,
            LoadProgress.Meter meter,
            KeyBudget budget,
            DuplicateCheck check,
            int batchSize,
            int laneCount,
            CommitLog log,
            @Nullable EarlierAttempt earlier) {
        this.index = index;
        this.target = target;
        this.meter = meter;
        this.batchSize = batchSize;
        this.laneCount = laneCount;
        this.log = log;
        this.earlier = earlier;
        gate = new Gate(target, budget, check, earlier);
        if (target.usesLanes()) {
            openLanes();
        }
    }

    /** A chunk that is done and waits to be committed. */
    private record Done(SourceTask source, ChunkResult result) {}

    public int index() {
        return index;
    }

    public Target target() {
        return target;
    }

    public CollectionPlan plan() {
        return target.plan();
    }

    public LoadProgress.Meter meter() {
        return meter;
    }

    Gate gate() {
        return gate;
    }

    /** Its sources, in plan order. */
    public List<SourceTask> sources() {
        return sources;
    }

    /** The chunks to be read: what an earlier try has done only if its keys are needed. */
    ChunkQueue<Segment> queue() {
        return new ChunkQueue<>(sources.stream()
                .flatMap(source -> source.segments(needsKnownKeys()).stream())
                .toList());
    }

    /** Whether what was done before must be read again, because admission decides by its keys. */
    boolean needsKnownKeys() {
        return gate.decides();
    }

    List<CollectionTask> parents() {
        return parents;
    }

    /** What an earlier try of the operation may have inserted, or null where there was none. */
    @Nullable
    EarlierAttempt earlier() {
        return earlier;
    }

    /** The lanes, or null while records are admitted and may be written in any order. */
    @Nullable
    Lanes lanes() {
        return lanes;
    }

    /** Sends all further records through lanes. One lane, where order matters beyond a single key. */
    void openLanes() {
        boolean oneKey = !target.ordered() && target.constraints().size() <= 1;
        lanes = new Lanes(oneKey ? laneCount : 1, batchSize);
    }

    /** Builds the unique indexes that should have been built after the load, because keys don't fit into memory. */
    void buildUniqueIndexes() {
        target.collection()
                .build(target.last().stream()
                        .filter(document -> Boolean.TRUE.equals(document.getBoolean("unique")))
                        .toList());
    }

    /** The ticket for a chunk that was taken; called by one thread at a time. */
    synchronized long ticket() {
        return taken++;
    }

    /** Chunks that were taken and are not committed. */
    synchronized long inFlight() {
        return taken - committed;
    }

    /** Takes note that there is no further chunk. */
    synchronized void exhausted() {
        exhausted = true;
    }

    /** Whether every chunk is committed; true for one caller only. */
    synchronized boolean mayFinish() {
        boolean may = exhausted && taken == committed && !finishing;
        finishing |= may;
        return may;
    }

    /** Whether all is written and the indexes are built. */
    boolean done() {
        return done;
    }

    /** Builds the indexes that come last; also after a load that was stopped. */
    void finish() {
        long start = System.nanoTime();
        List<Document> last = target.last();
        try {
            if (!last.isEmpty()) {
                meter.indexing(true);
                target.collection().build(last);
            }
            List<String> wrong = gate.checkDuplicates(target.collection());
            synchronized (this) {
                problems.addAll(wrong);
                if (exhausted && taken == committed && wrong.isEmpty()) {
                    log.done(index);
                }
            }
        } catch (ServerException | UncheckedIOException e) {
            synchronized (this) {
                problems.add(plan().name() + ": " + e.getMessage());
            }
        } finally {
            meter.indexing(false);
            indexSeconds = (System.nanoTime() - start) / 1e9;
            done = true;
        }
    }

    public double indexSeconds() {
        return indexSeconds;
    }

    /** What went wrong with this collection alone. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** Hears of a chunk that is committed. */
    interface CommitListener {
        /** Called in file order. */
        void committed(SourceTask source, long records, List<Reject> rejects);
    }

    /**
     * Commits a chunk as soon as all before it are.
     *
     * @param insert writes a record that was contested, if its turn has come
     */
    synchronized void commit(
            long ticket,
            SourceTask source,
            ChunkResult result,
            Function<Contested, BatchResult> insert,
            CommitListener listener) {
        waiting.put(ticket, new Done(source, result));
        for (Done next = waiting.remove(committed); next != null; next = waiting.remove(committed)) {
            settle(next.source(), next.result(), insert, listener);
            committed++;
        }
    }

    private void settle(
            SourceTask source, ChunkResult result, Function<Contested, BatchResult> insert, CommitListener listener) {
        List<Reject> rejects = new ArrayList<>(result.rejects());
        Counts counts = result.counts().plus(gate.settle(result, insert, rejects));
        if (result.known()) {
            return;
        }
        meter.done(0, rejects.size() - result.rejects().size());
        rejects.sort(Comparator.comparingLong(Reject::offset));
        List<Reject> duplicates =
                PassedOver.take(plan().write().onDuplicate(), source.label().name(), rejects);
        counts = counts.plus(Counts.skipped(duplicates.size()));
        List<Long> passedOver = target.needsPassedOver()
                ? duplicates.stream().map(Reject::offset).toList()
                : List.of();
        source.add(result, counts, rejects, passedOver);
        listener.committed(source, result.records(), rejects);
    }
}
