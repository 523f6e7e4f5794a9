package sluice.inspect;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import sluice.plan.CollectionPlan;
import sluice.plan.LoadSettings;
import sluice.workers.Sizing;

/**
 * What is to be inspected, and how.
 *
 * @param input the files, and what is declared of their format
 * @param workers how many threads read; null for one per core
 * @param keyMemory the most bytes for what proves keys; more columns than fit are not proven
 * @param stdin what {@code -} means
 */
public record InspectOptions(CollectionPlan input, @Nullable Integer workers, long keyMemory, InputStream stdin) {

    /** Files, with a quarter of the heap for keys. */
    public static InspectOptions of(CollectionPlan input, InputStream stdin) {
        return new InspectOptions(input, null, Sizing.keyMemory(LoadSettings.DEFAULT), stdin);
    }

    /** The same with so many threads. */
    public InspectOptions withWorkers(@Nullable Integer changed) {
        return new InspectOptions(input, changed, keyMemory, stdin);
    }

    /** The same with other memory for keys. */
    public InspectOptions withKeyMemory(long bytes) {
        return new InspectOptions(input, workers, bytes, stdin);
    }
}
