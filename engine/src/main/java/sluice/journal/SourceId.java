package sluice.journal;

/**
 * A source of an operation.
 *
 * @param collection its collection's place in the plan, from 0
 * @param source its place among the collection's sources, from 0
 */
public record SourceId(int collection, int source) {}
