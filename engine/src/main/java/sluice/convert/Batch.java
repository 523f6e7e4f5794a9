package sluice.convert;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import sluice.error.SluiceException;
import sluice.error.SluiceException.Category;
import sluice.source.Sources;
import sluice.workers.StopSignal;
import sluice.workers.WorkList;
import sluice.workers.Workers;

/**
 * Converts the files of a manifest, several at once. A file that can't be converted keeps none of the others from it.
 *
 * @param manifest the files
 * @param workers how many threads there are for all of them, at least 1
 * @param force whether existing outputs are replaced
 */
public record Batch(Manifest manifest, int workers, boolean force) {

    /**
     * Converts.
     *
     * @param stop ends it early: files that were not begun have no outcome
     * @return the outcomes in the order of the manifest
     */
    public List<BatchOutcome> run(StopSignal stop) {
        int files = manifest.entries().size();
        int atOnce = Math.max(1, Math.min(workers, files));
        int workersEach = Math.max(1, workers / atOnce);
        WorkList<ManifestEntry> left = new WorkList<>(manifest.entries());
        List<List<BatchOutcome>> done = IntStream.range(0, atOnce)
                .<List<BatchOutcome>>mapToObj(worker -> new ArrayList<>())
                .toList();
        Workers pool = new Workers();
        pool.run(
                atOnce,
                worker -> {
                    ManifestEntry entry = left.next();
                    while (entry != null && !stop.requested() && !pool.failed()) {
                        done.get(worker).add(convert(entry, workersEach, stop));
                        entry = left.next();
                    }
                },
                () -> {});
        return done.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(outcome -> outcome.entry().line()))
                .toList();
    }

    private BatchOutcome convert(ManifestEntry entry, int workersEach, StopSignal stop) {
        try {
            Conversion conversion = new Conversion(
                    Sources.one(entry.folder(), entry.name(), InputStream.nullInputStream()),
                    entry.plan(),
                    entry.tables(),
                    workersEach,
                    null);
            ConversionResult result = new FileConversion(conversion, entry.output(), null, force).run(stop);
            return new BatchOutcome(entry, result, null);
        } catch (SluiceException e) {
            if (e.category() == Category.DEFECT) {
                throw e;
            }
            return new BatchOutcome(entry, null, e);
        } catch (UncheckedIOException e) {
            return new BatchOutcome(entry, null, e);
        }
    }
}
