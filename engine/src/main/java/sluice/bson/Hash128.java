package sluice.bson;

/**
 * A 128-bit hash of a key or reference. Code that meets every record works on the two halves instead, without an object.
 *
 * @param high the upper half
 * @param low the lower half
 */
public record Hash128(long high, long low) {}
