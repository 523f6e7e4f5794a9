package sluice.server;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time and the chance by which retries wait. Thread-safe. */
interface RetryClock {
    /** The machine's own. */
    RetryClock SYSTEM = new RetryClock() {
        private static final Logger LOG = LoggerFactory.getLogger(RetryClock.class);

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long random(long bound) {
            return ThreadLocalRandom.current().nextLong(bound);
        }

        @Override
        public void sleep(long nanos) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                // Nobody interrupts workers; one that gave up here would lose what is in flight.
                LOG.debug("Interrupted while waiting", e);
            }
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** A number from 0 to a bound, exclusive. */
    long random(long bound);

    /** Lets time pass. */
    void sleep(long nanos);
}
