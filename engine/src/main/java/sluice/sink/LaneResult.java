package sluice.sink;

import java.util.List;

/**
 * What became of the statements of a lane's batch. The sums are exact; which of the statements that found their document
 * changed it and which did not, the server doesn't say.
 *
 * @param outcomes one for each statement
 * @param refusals of those that are {@link Outcome#REFUSED}, in file order; their document is the statement's index
 * @param uncertain how many statements were sent again after a try that may have been carried out: what the collection holds
 *     is right, but what they count as may be that of the second try
 */
public record LaneResult(List<Outcome> outcomes, List<Refusal> refusals, int uncertain) {}
