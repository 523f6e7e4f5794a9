package sluice.operation;

import sluice.bson.DocumentIds;
import sluice.journal.SourceId;

/**
 * What is known of an operation besides its plan. Thread-safe.
 */
public interface KnownOperation {

    /** The generated {@code _id}s of a source's documents. */
    DocumentIds ids(SourceId source);

    /** Whether the record at this byte of a source was rejected. */
    boolean rejected(SourceId source, long offset);
}
