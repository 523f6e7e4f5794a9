package sluice.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not loaded, with the reason. Immutable.
 *
 * @param origin where it came from, and its bytes
 * @param reason why it was not loaded
 */
public record Reject(RecordOrigin origin, Reason reason) {

    /** Longer values are cut: a reason is for reading, the record itself is kept whole. */
    public static final int MAX_VALUE_LENGTH = 120;

    /** The same record, rejected for another reason. */
    public Reject because(Reason other) {
        return new Reject(origin, other);
    }

    /** The kind of reason. */
    public RejectCode code() {
        return reason.code();
    }

    /** The source's line on which the record starts, from 1. */
    public long line() {
        return origin.line();
    }

    /** The source's byte at which the record starts, from 0. */
    public long offset() {
        return origin.offset();
    }

    /** The column at fault, or null if it is the whole record. */
    public @Nullable String column() {
        return reason.column();
    }

    /** The value at fault, or null. */
    public @Nullable String value() {
        return reason.value();
    }

    /** What is wrong. */
    public String message() {
        return reason.message();
    }

    /** The server's error code, or 0 if it was not asked. */
    public int serverCode() {
        return reason.serverCode();
    }

    /** The fields of the unique index that the record breaks; empty for another reason. */
    public List<String> constraint() {
        return reason.constraint();
    }

    /** The record's bytes, without its line end. */
    public byte[] original() {
        return origin.bytes();
    }
}
