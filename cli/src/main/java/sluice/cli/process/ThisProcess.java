package sluice.cli.process;

import java.time.Instant;

/** The process that a command runs in. */
public final class ThisProcess {
    private ThisProcess() {}

    /** When it was started, before Java was; now, if the system doesn't tell. */
    public static Instant started() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
