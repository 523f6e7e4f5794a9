package sluice.inspect;

import sluice.inspect.value.ColumnFinding;

/**
 * A column of a file.
 *
 * @param name its name in the header; empty if it has none
 * @param field a name that a field can have: the same if that is one
 * @param finding what its cells show
 * @param distinct how many values it has
 * @param uniqueness whether they are all different
 */
public record Column(String name, String field, ColumnFinding finding, Distinct distinct, Uniqueness uniqueness) {}
