package sluice.sink;

/** What became of one record. */
public enum Outcome {
    /** Its document is new in the collection. */
    INSERTED,
    /** Its document was there and is equal already. */
    MATCHED,
    /** Its document was there and was changed. */
    MODIFIED,
    /** Its document is gone. */
    DELETED,
    /** An earlier try of the same batch had inserted it. */
    ALREADY_THERE,
    /** It found nothing to do. */
    SKIPPED,
    /** The server refuses it. */
    REFUSED
}
