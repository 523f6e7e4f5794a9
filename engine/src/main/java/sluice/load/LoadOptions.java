package sluice.load;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sluice.journal.OperationDirectory;
import sluice.plan.Plan;

/**
 * What a load needs besides a server. Immutable.
 *
 * @param plan what to load
 * @param rejectsOf the operation whose rejects the plan loads, or null
 * @param operations the folder that holds the operations' folders
 * @param stdin what a file of {@code -} reads
 * @param processStarted when the process started, for the program time
 */
public record LoadOptions(
        Plan plan, @Nullable OperationDirectory rejectsOf, Path operations, InputStream stdin, Instant processStarted) {

    /** A load of no operation's rejects. */
    public LoadOptions(Plan plan, Path operations, InputStream stdin, Instant processStarted) {
        this(plan, null, operations, stdin, processStarted);
    }

    /** A load that starts now, of files only. */
    public static LoadOptions of(Plan plan, Path operations) {
        return new LoadOptions(plan, operations, InputStream.nullInputStream(), Instant.now());
    }
}
