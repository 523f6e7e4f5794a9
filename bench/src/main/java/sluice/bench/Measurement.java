package sluice.bench;

import java.util.OptionalLong;

/**
 * What one run took.
 *
 * @param seconds wall clock
 * @param peakRss the most memory the process held, in bytes; empty where that is not measured
 */
record Measurement(double seconds, OptionalLong peakRss) {}
