package sluice.cli.process;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/** The process that a command runs in. */
public final class ThisProcess {
    private ThisProcess() {}

    /**
     * When Java was started, by Java's own clock. The system tells when the process was, but Linux counts that from a boot time
     * in whole seconds, so it may lie up to a second off.
     */
    public static Instant started() {
        return Instant.now().minusMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
