package sluice.admission;

import sluice.admission.Admission.Constraint;

/** What admission decides on a record. */
public sealed interface Decision {
    /** The record is taken. */
    Decision ADMITTED = new Admitted();

    /** The record's key is held by one that may still be refused: it is decided on later. */
    Decision CONTESTED = new Contested();

    /** The record is taken. */
    record Admitted() implements Decision {}

    /** The record is decided on once everything before it is settled. */
    record Contested() implements Decision {}

    /**
     * The record's key is taken.
     *
     * @param constraint what it breaks
     * @param line the line of the record that holds the key, counted over all sources; of no meaning if {@code existing}
     * @param existing whether the collection had the key before the load
     */
    record Taken(Constraint constraint, long line, boolean existing) implements Decision {}
}
