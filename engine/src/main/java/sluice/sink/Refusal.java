package sluice.sink;

import java.util.List;
import sluice.outcome.Reject;

/**
 * A document that the server refuses, through a fault of its own.
 *
 * @param document its index in what was encoded
 * @param reject the record as a reject
 * @param duplicateOf the fields of the unique index whose value is taken; empty for another reason
 */
public record Refusal(int document, Reject reject, List<String> duplicateOf) {}
