package sluice.inspect;

/**
 * How many different values a column has, empty cells aside.
 *
 * @param count the number
 * @param exact whether that is all, or only as far as they were counted
 */
public record Distinct(long count, boolean exact) {}
