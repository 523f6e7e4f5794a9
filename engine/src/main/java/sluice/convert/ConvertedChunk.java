package sluice.convert;

import java.util.List;

/**
 * What became of a chunk, or of what stands in it before a second table.
 *
 * @param clean its records as clean CSV
 * @param records how many it had, rejects among them
 * @param rejects those that are not among the clean ones, in file order
 * @param secondTable the line on which a second table starts in it, or 0
 */
record ConvertedChunk(byte[] clean, long records, List<RejectedRecord> rejects, long secondTable) {}
