package sluice.sink;

import java.util.Set;

/**
 * The server's error codes: that of a key that is taken, and those that say nothing about a document (shutting down,
 * stepping down, out of disk, no rights).
 * Source: the server's error_codes.yml, categories NetworkError, NotPrimaryError, ShutdownError, Interruption,
 * RetriableError, and the single ones named.
 */
public final class ServerCodes {
    /** A key of a unique index that is taken. */
    public static final int DUPLICATE_KEY = 11000;

    private static final Set<Integer> SERVERS_FAULT = Set.of(
            6, // HostUnreachable
            7, // HostNotFound
            13, // Unauthorized
            24, // LockTimeout
            43, // CursorNotFound
            46, // LockBusy
            50, // MaxTimeMSExpired
            63, // StaleShardVersion
            64, // WriteConcernFailed
            89, // NetworkTimeout
            91, // ShutdownInProgress
            112, // WriteConflict
            133, // FailedToSatisfyReadPreference
            134, // ReadConcernMajorityNotAvailableYet
            150, // StaleEpoch
            189, // PrimarySteppedDown
            202, // NetworkInterfaceExceededTimeLimit
            262, // ExceededTimeLimit
            9001, // SocketException
            10058, // LegacyNotPrimary
            10107, // NotWritablePrimary
            11600, // InterruptedAtShutdown
            11601, // Interrupted
            11602, // InterruptedDueToReplStateChange
            13388, // StaleConfig
            13435, // NotPrimaryNoSecondaryOk
            13436, // NotPrimaryOrSecondary
            14031); // OutOfDiskSpace

    /** Errors that can only be a document's. */
    private static final Set<Integer> DOCUMENTS_FAULT = Set.of(
            2, // BadValue
            14, // TypeMismatch
            15, // Overflow: nested too deeply
            22, // InvalidBSON
            28, // PathNotViable
            40, // ConflictingUpdateOperators
            52, // DollarPrefixedFieldName
            53, // InvalidIdField
            56, // EmptyFieldName
            57, // DottedFieldName
            66, // ImmutableField
            121, // DocumentValidationFailure
            171, // CannotIndexParallelArrays
            10334, // BSONObjectTooLarge
            DUPLICATE_KEY,
            16755, // can't extract geo keys
            17261, // language override of a text index
            17262, // language override of a text index
            17280); // KeyTooLong

    private ServerCodes() {}

    static boolean isDocumentsFault(int code) {
        return DOCUMENTS_FAULT.contains(code);
    }

    static boolean isServersFault(int code) {
        return SERVERS_FAULT.contains(code);
    }
}
