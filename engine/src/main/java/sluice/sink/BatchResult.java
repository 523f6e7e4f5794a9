package sluice.sink;

import java.util.List;
import sluice.reject.Reject;

/**
 * What became of one batch. Each of its documents is in exactly one of the three.
 *
 * @param inserted documents that are in the collection now and were not before
 * @param alreadyThere documents that an earlier try of the same batch had inserted
 * @param rejects documents that the server refuses, in file order
 */
public record BatchResult(int inserted, int alreadyThere, List<Reject> rejects) {}
