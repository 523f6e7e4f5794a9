package sluice.convert;

import java.util.List;

/**
 * What became of a chunk.
 *
 * @param clean its records as clean CSV
 * @param records how many it had, rejects among them
 * @param rejects those that are not among the clean ones, in file order
 */
record ConvertedChunk(byte[] clean, long records, List<RejectedRecord> rejects) {}
