package sluice.load;

import java.util.List;
import sluice.reject.Reject;

/**
 * What became of one chunk.
 *
 * @param end the source's byte after its last one
 * @param records read
 * @param inserted new in the collection
 * @param alreadyThere inserted by an earlier try
 * @param rejects in file order
 */
record ChunkResult(long end, long records, long inserted, long alreadyThere, List<Reject> rejects) {}
