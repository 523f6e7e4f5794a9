package sluice.bson;

import java.util.List;

/**
 * Columns whose values are hashed together.
 *
 * @param columns their positions in the source, in the key's order; -1 for a field that the source doesn't fill
 * @param reference whether they refer to a key elsewhere, so that no value refers to nothing; else they are a key
 */
public record KeyGroup(List<Integer> columns, boolean reference) {

    /** Copies the list. */
    public KeyGroup {
        columns = List.copyOf(columns);
    }
}
