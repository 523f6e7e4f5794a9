package sluice.inspect;

import sluice.inspect.value.Tally;

/**
 * A column whose values are those of a key of another file. Every record of both was looked at.
 *
 * @param file the place of the file among those inspected, from 0
 * @param column the column that refers, from 0
 * @param parent the place of the file referred to
 * @param key its key column
 * @param named whether the columns' names suggest it; otherwise it may be so by chance
 * @param misses the values that are no key of the other file; none for a proven reference
 */
public record FoundReference(int file, int column, int parent, int key, boolean named, Tally misses) {
    /** Whether every value is a key of the other file. */
    public boolean proven() {
        return !misses.any();
    }
}
