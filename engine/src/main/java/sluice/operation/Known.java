package sluice.operation;

import sluice.bson.DocumentIds;

/**
 * What is known of an operation besides its plan. Collections and sources are counted from 0, in plan order and within
 * their collection. Thread-safe.
 */
public interface Known {

    /** The generated {@code _id}s of a source's documents. */
    DocumentIds ids(int collection, int source);

    /** Whether the record at this byte of a source was rejected. */
    boolean rejected(int collection, int source, long offset);
}
