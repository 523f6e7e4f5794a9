package sluice.reject;

import org.jspecify.annotations.Nullable;

/**
 * A record that was not loaded, with the reason. Immutable.
 *
 * @param code the kind of reason
 * @param line the source's line on which the record starts, from 1
 * @param offset the source's byte at which it starts, from 0
 * @param column the column at fault, or null where it is the whole record
 * @param value the value at fault, cut to {@link #MAX_VALUE_LENGTH} characters, or null
 * @param message what is wrong
 * @param serverCode the server's error code, or 0 where it was not asked
 * @param errInfo the server's details as JSON, or null
 * @param original the record's bytes, without its line end
 */
public record Reject(
        RejectCode code,
        long line,
        long offset,
        @Nullable String column,
        @Nullable String value,
        String message,
        int serverCode,
        @Nullable String errInfo,
        byte[] original) {

    /** Longer values are cut: a reason is for reading, the record itself is kept whole. */
    public static final int MAX_VALUE_LENGTH = 120;
}
