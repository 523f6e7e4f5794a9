package sluice.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.admission.KeySet;
import sluice.inspect.InspectedFile.Layout;
import sluice.job.ChunkScan;
import sluice.job.SourceJob;
import sluice.plan.CollectionPlan;
import sluice.plan.InvalidBytes;

/**
 * A file while it is inspected.
 *
 * @param plan by which it is read; its name is the collection's
 * @param job the file
 * @param layout how it is laid out
 * @param place its place among the files
 */
record Table(CollectionPlan plan, SourceJob job, Layout layout, int place) {

    String name() {
        return job.source().name();
    }

    List<String> names() {
        return job.header().names();
    }

    ChunkScan scan() {
        return ChunkScan.of(plan, List.of(job));
    }

    /** A reader of its records for one worker. */
    Records records() {
        boolean replacesBytes = plan.input().records().onInvalidBytes() == InvalidBytes.REPLACE;
        return new Records(job.format(), names().size(), replacesBytes);
    }

    /**
     * A file whose every row was looked at.
     *
     * @param trials of its columns
     */
    record Seen(Table table, InspectedFile.Inspected found, List<KeyTrial> trials) {
        /** The values of a column that is a key, or null. */
        @Nullable
        KeySet keys(int column) {
            return trials.get(column).keys();
        }
    }
}
