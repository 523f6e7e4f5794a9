package sluice.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.csv.ChunkSize;
import sluice.csv.Recovery;
import sluice.input.EmptySourceException;
import sluice.input.Header;
import sluice.job.SourceJob;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.workers.ChunkPass;
import sluice.workers.ChunkQueue;
import sluice.workers.Sizing;
import sluice.workers.StopSignal;

/**
 * Makes clean CSV of one source of any dialect: RFC 4180, UTF-8, line feeds. The output has the source's order and is the same
 * for any number of workers. Memory: a chunk and its output for each worker.
 *
 * @param source what is read
 * @param plan its format as far as that is declared, its columns, and what becomes of records that don't fit
 * @param tables what becomes of a second table
 * @param workers how many threads, at least 1
 * @param chunkSize what a worker takes at a time, or null for what fits source and workers
 */
public record Conversion(
        Source source,
        CollectionPlan plan,
        Tables tables,
        int workers,
        @Nullable ChunkSize chunkSize) {

    /**
     * Converts. A source without a record, not even a header, becomes an empty output.
     *
     * @param out takes the clean CSV; not closed
     * @param rejectsOut takes the bytes of the records that are left out, under the source's own header; not closed
     * @param stop ends it early
     * @throws SourceException if the source can't be read
     * @throws ConvertException if there is a second table and there must be none
     * @throws UncheckedIOException if the output can't be written
     */
    public ConversionResult run(OutputStream out, OutputStream rejectsOut, StopSignal stop) {
        SourceJob job;
        try {
            job = SourceJob.of(source, plan);
        } catch (EmptySourceException e) {
            return ConversionResult.EMPTY;
        }
        ConvertedOutput output = new ConvertedOutput(out, rejectsOut, job.header());
        output.begin(hasHeader(job));
        Header header = job.header();
        List<ChunkConverter> converters = ChunkPass.inOrder(
                new ChunkQueue<>(List.of(new ChunkQueue.Entry<>(job, () -> job.open(plan)))),
                size(),
                workers,
                () -> stop.requested() || output.ended(),
                () -> new ChunkConverter(
                        job.format(), header.names(), plan.input().records().onInvalidBytes(), tables),
                (converter, taken) -> converter.convert(taken.chunk()),
                output::add);
        ConversionResult result = output.result(recoveries(converters), !stop.requested());
        if (result.secondTable() > 0 && tables == Tables.REJECT) {
            throw new ConvertException(source.name() + ", line " + result.secondTable()
                    + ": a second table starts here; --tables first converts what stands before it.");
        }
        return result;
    }

    private boolean hasHeader(SourceJob job) {
        return plan.columnNames() != null || job.format().csv().layout().headerRows() > 0;
    }

    private ChunkSize size() {
        return chunkSize != null ? chunkSize : Sizing.chunkSize(LoadSettings.DEFAULT, workers, source.size());
    }

    private static Map<Recovery, Long> recoveries(List<ChunkConverter> converters) {
        Map<Recovery, Long> recoveries = new EnumMap<>(Recovery.class);
        for (Recovery kind : Recovery.values()) {
            long count = converters.stream()
                    .mapToLong(converter -> converter.recoveries(kind))
                    .sum();
            if (count > 0) {
                recoveries.put(kind, count);
            }
        }
        return recoveries;
    }

    /** A failure to write, in words for the user. */
    static UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("The output can't be written: " + e.getMessage(), e);
    }
}
