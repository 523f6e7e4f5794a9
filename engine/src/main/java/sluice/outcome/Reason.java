package sluice.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was not loaded. Immutable.
 *
 * @param code the kind of reason
 * @param column the column at fault, or null if it is the whole record
 * @param value the value at fault, cut to {@link Reject#MAX_VALUE_LENGTH} characters, or null
 * @param message what is wrong
 * @param serverCode the server's error code, or 0 if it was not asked
 * @param errInfo the server's details as JSON, or null
 * @param constraint the fields of the unique index that the record breaks; empty for another reason
 */
public record Reason(
        RejectCode code,
        @Nullable String column,
        @Nullable String value,
        String message,
        int serverCode,
        @Nullable String errInfo,
        List<String> constraint) {

    /** Copies the list. */
    public Reason {
        constraint = List.copyOf(constraint);
    }

    /** A reason that concerns the whole record. */
    public static Reason of(RejectCode code, String message) {
        return of(code, null, null, message);
    }

    /** A reason that concerns a column, or the whole record if it is null. */
    public static Reason of(RejectCode code, @Nullable String column, @Nullable String value, String message) {
        return new Reason(code, column, value, message, 0, null, List.of());
    }

    /** The same, as the server says with this code. */
    public Reason withServer(int newServerCode, @Nullable String newErrInfo) {
        return new Reason(code, column, value, message, newServerCode, newErrInfo, constraint);
    }

    /** The same, because of a unique index on these fields. */
    public Reason withConstraint(List<String> fields) {
        return new Reason(code, column, value, message, serverCode, errInfo, fields);
    }
}
