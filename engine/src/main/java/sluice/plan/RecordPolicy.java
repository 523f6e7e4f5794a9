package sluice.plan;

import sluice.csv.Parsing;
import sluice.csv.Ragged;

/**
 * What becomes of records that don't fit. Immutable.
 *
 * @param parsing how strictly the dialect is applied
 * @param ragged what becomes of a record with more or fewer cells than columns
 * @param onInvalidBytes what becomes of one with bytes that are not valid in the source's encoding
 */
public record RecordPolicy(Parsing parsing, Ragged ragged, InvalidBytes onInvalidBytes) {
    /** Strict: each of them is a reject. */
    public static final RecordPolicy STRICT = new RecordPolicy(Parsing.STRICT, Ragged.REJECT, InvalidBytes.REJECT);
}
