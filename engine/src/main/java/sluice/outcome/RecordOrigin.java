package sluice.outcome;

/**
 * Where a record stands in its source. Immutable.
 *
 * @param line the source's line on which the record starts, from 1
 * @param offset the source's byte at which it starts, from 0
 * @param bytes the record's bytes, without its line end
 */
public record RecordOrigin(long line, long offset, byte[] bytes) {}
