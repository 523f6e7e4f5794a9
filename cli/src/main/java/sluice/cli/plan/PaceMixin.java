package sluice.cli.plan;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import sluice.plan.ErrorLimit;
import sluice.plan.LoadSettings;
import sluice.plan.Pace;
import sluice.plan.Sizes;

/** How the work is cut and shared: the options shared by the commands that load. */
public final class PaceMixin {
    @Option(
            names = "--workers",
            paramLabel = "N|N.NC",
            description = "Threads that load: a number, or a multiple of the cores. Default: 2C, at least 4.")
    @Nullable
    String workers;

    @Option(
            names = "--chunk-size",
            paramLabel = "SIZE",
            description =
                    "What a worker takes at a time: rows (5000) or bytes (1MiB). Default: fits files and workers.")
    @Nullable
    String chunkSize;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "The most documents of one write command. Default: 5000.")
    @Nullable
    String batchSize;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description =
                    "How many writes by key (upsert, merge, delete) may be under way at once; each key has its order."
                            + " Default: as many as workers.")
    @Nullable
    String lanes;

    @Option(
            names = "--key-memory",
            paramLabel = "SIZE",
            description =
                    "Memory for the keys of the load, such as 2GiB; past it the server's unique index decides, which is slower."
                            + " Default: a quarter of Java's heap.")
    @Nullable
    String keyMemory;

    @Option(
            names = "--retry-for",
            paramLabel = "TIME",
            description =
                    "How long a command is sent again that fails for a reason that passes by (a broken connection, an election, a"
                            + " restart), such as 2m; 0 for never. Default: 60s.")
    @Nullable
    String retryFor;

    @Option(
            names = "--max-docs-per-sec",
            paramLabel = "N",
            description = "The most documents written a second, by all workers. Default: no limit.")
    @Nullable
    String maxDocsPerSec;

    @Option(
            names = "--max-bytes-per-sec",
            paramLabel = "SIZE",
            description = "The most bytes written a second, by all workers, such as 5MiB. Default: no limit.")
    @Nullable
    String maxBytesPerSec;

    @Option(
            names = "--max-errors",
            paramLabel = "N|P%",
            description = "Stop when there are more rejects: a number, or a share of the records. Default: unlimited.")
    @Nullable
    String maxErrors;

    /**
     * Settings with what the options say in place of what they said.
     *
     * @throws ParameterException where an option makes no sense
     */
    public LoadSettings settings(LoadSettings before, CommandLine command) {
        LoadSettings settings = before;
        try {
            if (workers != null) {
                settings = settings.withWorkers(
                        Sizes.workers(workers, Runtime.getRuntime().availableProcessors()));
            }
            if (chunkSize != null) {
                settings = settings.withChunkSize(Sizes.chunkSize(chunkSize));
            }
            if (batchSize != null) {
                settings = settings.withBatchSize(Sizes.batchSize(batchSize));
            }
            if (lanes != null) {
                settings = settings.withLanes(Sizes.lanes(lanes));
            }
            if (keyMemory != null) {
                settings = settings.withKeyMemory(Sizes.memory(keyMemory));
            }
            if (maxErrors != null) {
                settings = settings.withErrorLimit(ErrorLimit.parse(maxErrors));
            }
            settings = settings.withPace(changed(settings.pace()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
        return settings;
    }

    private Pace changed(Pace before) {
        Pace pace = before;
        if (retryFor != null) {
            pace = pace.withRetryFor(Sizes.duration(retryFor));
        }
        if (maxDocsPerSec != null) {
            pace = pace.withDocsPerSecond(Sizes.docsPerSecond(maxDocsPerSec));
        }
        if (maxBytesPerSec != null) {
            pace = pace.withBytesPerSecond(Sizes.bytesPerSecond(maxBytesPerSec));
        }
        return pace;
    }
}
