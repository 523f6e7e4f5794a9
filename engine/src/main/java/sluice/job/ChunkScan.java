package sluice.job;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.input.SourceFormat;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.source.StandardInput;
import sluice.workers.ChunkPass;
import sluice.workers.ChunkQueue;
import sluice.workers.LoadProgress;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;

/** Shows every chunk of some sources to visitors, one for each worker. Writes nothing. */
public final class ChunkScan {
    private final CollectionPlan plan;
    private final List<SourceJob> jobs;

    private ChunkScan(CollectionPlan plan, List<SourceJob> jobs) {
        this.plan = plan;
        this.jobs = jobs;
    }

    /** Looks at chunks. One thread at a time calls it, always the same one. */
    public interface Visitor {
        /**
         * Looks at a chunk. Chunks come in the order of the sources and of their bytes, though not all of them.
         *
         * @param source the source's place among {@link ChunkScan#sources()}
         */
        Seen visit(int source, Chunk chunk);

        /** What is done after each chunk in a pass that is {@linkplain ChunkScan#runInOrder in order}; by default nothing. */
        default void settle() {}
    }

    /** What a chunk held: records, and those of them that can't be used. */
    public record Seen(long records, long rejected) {}

    /**
     * A source.
     *
     * @param name its name
     * @param columns the names of its columns: its header's, or the plan's, or {@code c1}, {@code c2} and so on
     * @param format how it is read
     * @param named whether its columns' names are its header's or the plan's
     */
    public record Opened(String name, List<String> columns, SourceFormat format, boolean named) {}

    /** A source and its place. */
    private record Task(int source, LoadProgress.Meter meter) {}

    /**
     * Finds the sources of a plan and reads their headers.
     *
     * @throws SourceException where there is none, or one can't be read
     */
    public static ChunkScan open(CollectionPlan plan, InputStream stdin) {
        List<Source> sources = plan.files().stream()
                .flatMap(file -> Sources.find(Path.of(""), file, stdin).stream())
                .toList();
        if (sources.stream().filter(StandardInput.class::isInstance).count() > 1) {
            throw new SourceException("standard input can be read only once; name `-` once.");
        }
        return new ChunkScan(
                plan, sources.stream().map(source -> SourceJob.of(source, plan)).toList());
    }

    /**
     * A scan of sources whose headers were read.
     *
     * @param plan by which they were read; its name is that of the progress
     */
    public static ChunkScan of(CollectionPlan plan, List<SourceJob> jobs) {
        return new ChunkScan(plan, List.copyOf(jobs));
    }

    /** Threads for work that waits for nothing: those asked for, or one per core. */
    public static int workers(@Nullable Integer asked) {
        return asked == null ? Runtime.getRuntime().availableProcessors() : asked;
    }

    /** The sources, in the order in which they are read. */
    public List<Opened> sources() {
        return jobs.stream()
                .map(job -> new Opened(
                        job.source().name(),
                        job.header().names(),
                        job.format(),
                        plan.columnNames() != null
                                || job.format().csv().layout().headerRows() > 0))
                .toList();
    }

    /**
     * Shows every chunk to one of the visitors and waits until that is done, or until what is in flight is done once
     * the signal is there.
     *
     * @param size of a chunk, or null for what fits sources and workers
     * @param listener hears of the progress before the first chunk
     * @return the visitors, for their results to be merged
     * @throws RuntimeException the first that a visitor threw
     */
    public <V extends Visitor> List<V> run(
            int workers,
            @Nullable ChunkSize size,
            Supplier<V> visitors,
            Consumer<LoadProgress> listener,
            StopSignal stop) {
        return pass(
                workers,
                size,
                listener,
                (queue, chunkSize) -> ChunkPass.run(
                        List.of(queue), chunkSize, false, workers, stop::requested, visitors, ChunkScan::show));
    }

    /**
     * As {@link #run}, and has visitors {@linkplain Visitor#settle() settle} each chunk in the order of the sources and of
     * their bytes, one visitor at a time.
     */
    public <V extends Visitor> List<V> runInOrder(
            int workers,
            @Nullable ChunkSize size,
            Supplier<V> visitors,
            Consumer<LoadProgress> listener,
            StopSignal stop) {
        return pass(
                workers,
                size,
                listener,
                (queue, chunkSize) -> ChunkPass.inOrder(
                        queue,
                        chunkSize,
                        workers,
                        stop::requested,
                        visitors,
                        (visitor, taken) -> {
                            show(visitor, taken);
                            return visitor;
                        },
                        Visitor::settle));
    }

    private <V> List<V> pass(
            int workers,
            @Nullable ChunkSize size,
            Consumer<LoadProgress> listener,
            BiFunction<ChunkQueue<Task>, ChunkSize, List<V>> pass) {
        long bytes = jobs.stream().anyMatch(job -> job.source().size() < 0)
                ? -1
                : jobs.stream().mapToLong(job -> job.source().size()).sum();
        LoadProgress.Meter meter = new LoadProgress.Meter(plan.name(), bytes);
        jobs.forEach(job -> meter.read(job.header().end()));
        List<ChunkQueue.Entry<Task>> entries = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            SourceJob job = jobs.get(i);
            entries.add(new ChunkQueue.Entry<>(new Task(i, meter), () -> job.open(plan)));
        }
        ChunkSize chunkSize = size != null ? size : Sizing.chunkSize(LoadSettings.DEFAULT, workers, bytes);
        listener.accept(new LoadProgress(List.of(meter)));
        List<V> all = pass.apply(new ChunkQueue<>(entries), chunkSize);
        meter.finish();
        return all;
    }

    private static void show(Visitor visitor, ChunkQueue.Item<Task> taken) {
        LoadProgress.Meter meter = taken.task().meter();
        meter.taken();
        Seen seen = visitor.visit(taken.task().source(), taken.chunk());
        meter.done(seen.records(), seen.rejected());
        meter.read(taken.chunk().sourceLength());
    }
}
