package sluice.bson;

import org.jspecify.annotations.Nullable;
import sluice.reject.Reject;
import sluice.reject.RejectCode;

/** What was encoded and can still become a reject: it knows the record behind each of its documents or statements. */
public interface Rejectable {

    /**
     * Makes a reject of the record behind a document.
     *
     * @param document its index
     * @param column the column at fault, or null
     * @param serverCode the server's error code, or 0 where it was not asked
     * @param errInfo the server's details as JSON, or null
     */
    Reject reject(
            int document,
            RejectCode code,
            @Nullable String column,
            String message,
            int serverCode,
            @Nullable String errInfo);
}
