package sluice.verify;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.collection.TargetCollection;
import sluice.expected.Expectation;
import sluice.expected.ExpectedCollection;
import sluice.server.Server;
import sluice.verify.VerifyReport.CollectionVerdict;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;

/**
 * Compares what a plan's files should give with what its collections hold. Changes nothing. Not thread-safe; runs once.
 *
 * <p>Both sides are read in parallel and reduced to sums of hashes, which don't depend on the order of the documents.
 * Only where the sums differ are the documents compared one by one.
 */
@SuppressWarnings("exports") // For the engine's own doors; programs call the front door.
public final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final VerifyOptions options;
    private final Server server;
    private final Consumer<LoadProgress> listener;
    private final StopSignal stop;

    /**
     * A verification.
     *
     * @param listener hears of every reading before it begins
     */
    public Verification(VerifyOptions options, Server server, Consumer<LoadProgress> listener, StopSignal stop) {
        this.options = options;
        this.server = server;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Verifies.
     *
     * @throws sluice.plan.PlanException where plan, files or headers don't fit
     * @throws sluice.source.SourceException where a source can't be read
     * @throws sluice.server.ServerException where the server fails
     * @throws sluice.gate.KeyMemoryException where the keys don't fit into memory
     * @throws sluice.workers.StoppedException where the user stopped it
     * @throws java.io.UncheckedIOException where the differences can't be written
     */
    public VerifyReport run() {
        long start = System.nanoTime();
        options.plan()
                .collections()
                .forEach(collection ->
                        new TargetCollection(server, options.plan().database(), collection.name()).requireCollection());
        Expectation expectation = Expectation.of(options.plan(), server, options.known(), listener, stop);
        Map<Integer, CollectionVerdict> verdicts = new TreeMap<>();
        try (DifferenceLog log = new DifferenceLog(options.shown(), options.differences())) {
            for (ExpectedCollection collection : expectation.collections()) {
                CollectionVerdict verdict = new CollectionVerification(collection, options, log, listener).run();
                LOG.info(
                        "{}: {} expected, {} found, {} missing, {} extra, {} different",
                        verdict.name(),
                        verdict.expected(),
                        verdict.found(),
                        verdict.missing(),
                        verdict.extra(),
                        verdict.different());
                verdicts.put(collection.index(), verdict);
            }
            return new VerifyReport(
                    options.plan().database(),
                    new ArrayList<>(verdicts.values()),
                    log.first(),
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
