package sluice.inspect;

/** Whether one column, or several together, tell the records of a file apart. Every record was looked at. */
public sealed interface Uniqueness {

    /** Every record has a value, and no two have the same. */
    record Unique() implements Uniqueness {}

    /** There are no records. */
    record NoRecords() implements Uniqueness {}

    /**
     * A record has no value.
     *
     * @param line the first such record's, from 1
     */
    record Empty(long line) implements Uniqueness {}

    /**
     * Two records have the same value.
     *
     * @param line the line of the first record that repeats one, from 1
     * @param earlier the line of the record that it repeats
     */
    record Repeated(long line, long earlier) implements Uniqueness {}

    /** The values take more memory than the proof may have. */
    record NotProven() implements Uniqueness {}
}
