package sluice.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import sluice.testkit.FaultProxy.Direction;

/** How many bytes of a {@link FaultProxy} may pass, and when: what all its connections have in common. Thread-safe. */
final class Flow {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int LOOK_EVERY_MILLIS = 50;
    /** A throttled stream goes in pieces of this part of a second, so that it flows and doesn't jerk. */
    private static final int PIECES_PER_SECOND = 50;

    private final Map<Direction, Long> passed = new EnumMap<>(Direction.class);
    private final Map<Direction, Long> free = new EnumMap<>(Direction.class);
    private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    private long bytesPerSecond = NEVER;
    private Duration delay = Duration.ZERO;
    private long holdAt = NEVER;

    synchronized long passed(Direction direction) {
        return passed.getOrDefault(direction, 0L);
    }

    synchronized void stall(Set<Direction> directions) {
        stalled.addAll(directions);
    }

    synchronized void throttle(long value) {
        bytesPerSecond = value;
    }

    synchronized void delay(Duration value) {
        delay = value;
    }

    synchronized void holdAfter(long bytes) {
        holdAt = passed(Direction.REQUESTS) + bytes;
    }

    synchronized boolean held() {
        return passed(Direction.REQUESTS) >= holdAt;
    }

    synchronized void flow() {
        stalled.clear();
        holdAt = NEVER;
        notifyAll();
    }

    /**
     * Waits until bytes may pass.
     *
     * @param wanted how many are there, at least 1
     * @param open whether their connection still is
     * @return how many of them may pass now, at least 1
     * @throws IOException where the connection was broken meanwhile
     */
    int admit(Direction direction, int wanted, BooleanSupplier open) throws IOException, InterruptedException {
        int admitted;
        long due;
        synchronized (this) {
            while (open.getAsBoolean() && isStopped(direction)) {
                wait(LOOK_EVERY_MILLIS);
            }
            if (!open.getAsBoolean()) {
                throw new IOException("cut");
            }
            long most = direction == Direction.REQUESTS ? holdAt - passed(direction) : NEVER;
            admitted = (int) Math.min(Math.min(wanted, most), Math.max(1, bytesPerSecond / PIECES_PER_SECOND));
            passed.merge(direction, (long) admitted, Long::sum);
            due = due(direction, admitted);
        }
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        return admitted;
    }

    private boolean isStopped(Direction direction) {
        return stalled.contains(direction) || (direction == Direction.REQUESTS && held());
    }

    private long due(Direction direction, int bytes) {
        long now = System.nanoTime();
        long start = Math.max(now, free.getOrDefault(direction, now));
        long end = bytesPerSecond == NEVER ? now : start + bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        free.put(direction, end);
        return end + delay.toNanos();
    }
}
