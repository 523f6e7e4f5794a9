package sluice.server;

import java.time.Instant;

/**
 * A server process has taken the place of another.
 *
 * @param server its address
 * @param noticed when we noticed, by this machine's clock
 */
public record Restart(String server, Instant noticed) {}
