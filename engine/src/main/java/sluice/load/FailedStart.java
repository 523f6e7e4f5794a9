package sluice.load;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.job.CollectionJob;
import sluice.journal.OperationDirectory;
import sluice.operation.LoadedCollection;
import sluice.operation.Operation;
import sluice.outcome.Counts;
import sluice.outcome.Recoveries;
import sluice.plan.LoadSettings;
import sluice.report.CollectionSummary;
import sluice.report.HtmlReport;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.report.SourceSummary;
import sluice.report.SummaryJson;
import sluice.server.Server;
import sluice.server.ServerException;
import sluice.workers.Sizing;

/**
 * The summary of an operation that had begun and failed before its first record: for instance because the documents of a
 * collection are not unique by the plan's key.
 *
 * @param processStarted when the process started, for the program time
 */
record FailedStart(Operation operation, Server server, LoadSettings settings, Instant processStarted) {
    private static final Logger LOG = LoggerFactory.getLogger(FailedStart.class);

    /** Writes summary and report, if the disk lets it. */
    void write(ServerException failure) {
        try {
            LoadSummary summary = summary(failure);
            OperationDirectory.write(operation.directory().summary(), SummaryJson.of(summary));
            OperationDirectory.write(operation.directory().report(), HtmlReport.of(summary));
        } catch (UncheckedIOException e) {
            LOG.error("The report can't be written", e);
        }
    }

    private LoadSummary summary(ServerException failure) {
        int workers = Sizing.workers(settings, Runtime.getRuntime().availableProcessors());
        long bytes = CollectionJob.totalBytes(operation.jobs());
        return new LoadSummary(
                operation.directory().id(),
                operation.directory().path().toString(),
                LoadStatus.FAILED,
                operation.unrepeatable() == null,
                List.of(server.secrets().redact(String.valueOf(failure.getMessage()))),
                List.of(),
                operation.header().started(),
                server.description(),
                operation.header().plan().origin(),
                operation.plan().database(),
                new LoadSummary.Settings(
                        settings.linear(),
                        workers,
                        Sizing.show(Sizing.chunkSize(settings, workers, bytes)),
                        settings.batchSize(),
                        0),
                new LoadSummary.Times(
                        Duration.between(processStarted, Instant.now()).toNanos() / 1e9, 0, 0, 0),
                new LoadSummary.Latency(0, 0, 0, 0, 0),
                operation.collections().stream().map(FailedStart::nothing).toList(),
                Map.of(),
                List.of());
    }

    private static CollectionSummary nothing(LoadedCollection collection) {
        Map<String, String> types = new LinkedHashMap<>();
        collection.plan().columns().forEach((name, column) -> {
            if (column.type() != null) {
                types.put(name, column.type().word());
            }
        });
        long count = collection.target().state().count();
        return new CollectionSummary(
                collection.plan().name(),
                collection.plan().mode().word(),
                collection.job().sources().stream()
                        .map(source -> new SourceSummary(
                                source.source().name(), 0, 0, Recoveries.NONE, Counts.NONE, 0, null, null))
                        .toList(),
                types,
                0,
                0,
                count,
                count,
                true);
    }
}
