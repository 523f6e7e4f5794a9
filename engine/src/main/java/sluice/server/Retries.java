package sluice.server;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.plan.Sizes;

/**
 * Sends things again that failed for a reason that passes by: after a wait that doubles with each failure and is drawn at
 * random from zero to that (exponential back-off with full jitter, so that all who wait don't come back at once), for a limited
 * time. Thread-safe.
 *
 * <p>The time runs from when a command was sent first. While no command gets an answer, one clock runs for all: else each
 * worker's patience would start when it comes upon the dead server itself.
 */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long FIRST_WAIT_NANOS = 50_000_000L;
    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

    private final Duration limit;
    private final ServerErrors errors;
    private final RetryLog log;

    /** Retries for so long; zero sends nothing twice. */
    Retries(Duration limit, ServerErrors errors, RetryLog log) {
        this.limit = limit;
        this.errors = errors;
        this.log = log;
    }

    RetryLog log() {
        return log;
    }

    /** For a command that is sent now. */
    public Retry begin() {
        return new Retry();
    }

    /**
     * Asks something that changes nothing if it is asked twice.
     *
     * @throws ServerException where it fails for good
     */
    public <T extends @Nullable Object> T ask(Supplier<T> question) {
        Retry retry = begin();
        while (true) {
            try {
                T answer = question.get();
                retry.succeeded();
                return answer;
            } catch (MongoException e) {
                retry.await(e);
            }
        }
    }

    /** One command, however often it is sent. Belongs to one thread. */
    public final class Retry {
        private final long sent = System.nanoTime();
        private int failures;
        private boolean waiting;

        /** The command has got its answer. */
        public void succeeded() {
            if (waiting) {
                log.ended(sent, true);
                LOG.info("The {} answers again after {} failures", errors.server(), failures);
                waiting = false;
            }
        }

        /**
         * Waits before the next try.
         *
         * @throws ServerException where the failure doesn't pass by, or time is up
         */
        public void await(MongoException failure) {
            ServerException translated = errors.translate(failure);
            if (!Failure.of(failure).isRetried()) {
                throw give(translated);
            }
            await(translated, Failure.reason(failure));
        }

        /**
         * Waits before the next try.
         *
         * @param failure what to end with once time is up
         * @param reason a few words
         */
        public void await(ServerException failure, String reason) {
            if (limit.isZero()) {
                throw give(failure);
            }
            long outage = log.failed(sent, errors.secrets().redact(reason), !waiting);
            waiting = true;
            failures++;
            long left = outage + limit.toNanos() - System.nanoTime();
            if (left <= 0) {
                throw give(new ServerException(
                        failure.getMessage() + " Tried again for " + Sizes.showDuration(limit) + " (--retry-for), "
                                + failures + " times.",
                        failure));
            }
            LOG.warn("Try {} failed, will send it again: {}", failures, failure.getMessage());
            sleep(Math.min(left, jittered(failures)));
        }

        /** Whether time is up. */
        boolean expired() {
            return System.nanoTime() - sent >= limit.toNanos();
        }

        private ServerException give(ServerException failure) {
            if (waiting) {
                log.ended(sent, false);
                waiting = false;
            }
            return failure;
        }
    }

    private static long jittered(int failures) {
        int doublings = Math.min(failures - 1, 10);
        long most = Math.min(LONGEST_WAIT_NANOS, FIRST_WAIT_NANOS << doublings);
        return ThreadLocalRandom.current().nextLong(most);
    }

    static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            // Nobody interrupts workers; one that gave up here would lose what is in flight.
            LOG.debug("Interrupted while waiting", e);
        }
    }
}
