package sluice.bson;

import sluice.outcome.Reason;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Reject;

/** What was encoded and can still become a reject: it knows the record behind each of its documents or statements. */
public interface Rejectable {

    /** The record behind a document; copies its bytes. */
    RecordOrigin origin(int document);

    /** Makes a reject of the record behind a document. */
    default Reject reject(int document, Reason reason) {
        return new Reject(origin(document), reason);
    }
}
