package sluice.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test moves. Whoever sleeps by it moves it too, and takes the longest wait that chance allows. */
public final class ManualClock implements RetryClock {
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long random(long bound) {
        return bound;
    }

    @Override
    public void sleep(long more) {
        sleeps.add(Duration.ofNanos(more));
        nanos += more;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** How long was slept, each time. */
    public List<Duration> sleeps() {
        return sleeps;
    }

    Duration now() {
        return Duration.ofNanos(nanos);
    }
}
