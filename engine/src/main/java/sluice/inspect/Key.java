package sluice.inspect;

import java.util.List;

/**
 * A column or a pair of columns that tells all records of a file apart.
 *
 * @param columns their places, from 0
 * @param likely whether it looks like the key, by name, place and type; others may be unique by chance
 */
public record Key(List<Integer> columns, boolean likely) {
    /** Copies the list. */
    public Key {
        columns = List.copyOf(columns);
    }
}
