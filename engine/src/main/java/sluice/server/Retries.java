package sluice.server;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.plan.Sizes;

/**
 * Sends things again that failed with a transient error: after a wait that doubles with each failure and is drawn at random
 * from zero to that (exponential back-off with full jitter, so that those who wait don't all come back at once), for a
 * limited time. Thread-safe.
 *
 * <p>The time runs from when a command was sent first. While no command gets an answer, one clock runs for all: otherwise
 * each worker's patience would start only when it comes upon the dead server itself.
 */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long FIRST_WAIT_NANOS = 50_000_000L;
    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;
    private static final int MOST_DOUBLINGS = 10;

    private final Duration limit;
    private final ServerErrors errors;
    private final RetryLog log;
    private final RetryClock clock;

    Retries(Duration limit, ServerErrors errors, RetryClock clock) {
        this.limit = limit;
        this.errors = errors;
        this.clock = clock;
        log = new RetryLog(clock);
    }

    /** Retries for some time; zero sends nothing twice. */
    static Retries of(Duration limit, ServerErrors errors) {
        return new Retries(limit, errors, RetryClock.SYSTEM);
    }

    RetryLog log() {
        return log;
    }

    /** Words for the user about what the server says. */
    public ServerErrors errors() {
        return errors;
    }

    /** For a command that is sent now. */
    public Retry begin() {
        return new Retry();
    }

    /**
     * Asks something that changes nothing if it is asked twice.
     *
     * @throws ServerException if it fails for good
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

    /** Waits a while, not for a retry. */
    void pause(long nanos) {
        clock.sleep(nanos);
    }

    /** One command, however often it is sent. Belongs to one thread. */
    public final class Retry {
        private final long sent = clock.nanos();
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
         * @throws ServerException if the error is not transient, or time is up
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
         * @param failure what to throw once time is up
         * @param reason a few words
         */
        public void await(ServerException failure, String reason) {
            if (limit.isZero()) {
                throw give(failure);
            }
            long outage = log.failed(sent, errors.secrets().redact(reason), !waiting);
            waiting = true;
            failures++;
            long left = outage + limit.toNanos() - clock.nanos();
            if (left <= 0) {
                throw give(new ServerException(
                        failure.getMessage() + " Tried again for " + Sizes.showDuration(limit) + " (--retry-for), "
                                + failures + " times.",
                        failure));
            }
            LOG.warn("Try {} failed, will send it again: {}", failures, failure.getMessage());
            clock.sleep(Math.min(left, clock.random(longestWait())));
        }

        private long longestWait() {
            return Math.min(LONGEST_WAIT_NANOS, FIRST_WAIT_NANOS << Math.min(failures - 1, MOST_DOUBLINGS));
        }

        /** Whether time is up. */
        boolean expired() {
            return clock.nanos() - sent >= limit.toNanos();
        }

        private ServerException give(ServerException failure) {
            if (waiting) {
                log.ended(sent, false);
                waiting = false;
            }
            return failure;
        }
    }
}
