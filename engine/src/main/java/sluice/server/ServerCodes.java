package sluice.server;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The server's error codes that we know: which say something about a document, which are transient, and which end a load. Names and groups are those of the server's {@code error_codes.yml}. Immutable.
 */
public final class ServerCodes {
    /** A key of a unique index that is taken. */
    public static final int DUPLICATE_KEY = 11000;

    /** A document is larger than the server takes. */
    public static final int TOO_LARGE = 10334;

    /** What a code means to a load. */
    enum Meaning {
        /** The document is at fault: its record becomes a reject. */
        DOCUMENT,
        /** It is transient: the same is sent again. */
        RETRIED,
        /** Sending it again doesn't help, and no document is at fault: the load ends. */
        FATAL
    }

    /**
     * One code.
     *
     * @param name as the server calls it
     * @param why the server's categories, or a reason of ours
     */
    record Code(int code, String name, Meaning meaning, String why) {}

    private static final List<Code> TABLE = List.of(
            retried(6, "HostUnreachable", "NetworkError, RetriableError"),
            retried(7, "HostNotFound", "NetworkError, RetriableError"),
            retried(24, "LockTimeout", "Interruption"),
            retried(43, "CursorNotFound", "the server was restarted between two parts of an answer"),
            retried(46, "LockBusy", "a lock is held by somebody else"),
            retried(50, "MaxTimeMSExpired", "Interruption, ExceededTimeLimitError"),
            retried(63, "StaleShardVersion", "StaleShardVersionError"),
            retried(64, "WriteConcernTimeout", "WriteConcernError; the write may still be confirmed"),
            retried(89, "NetworkTimeout", "NetworkError, RetriableError"),
            retried(91, "ShutdownInProgress", "ShutdownError, RetriableError"),
            retried(112, "WriteConflict", "two writes met; one of them has to come again"),
            retried(133, "FailedToSatisfyReadPreference", "no primary is known at the moment"),
            retried(134, "ReadConcernMajorityNotAvailableYet", "RetriableError"),
            retried(150, "StaleEpoch", "StaleShardVersionError"),
            retried(175, "QueryPlanKilled", "CursorInvalidatedError"),
            retried(189, "PrimarySteppedDown", "NotPrimaryError, RetriableError"),
            retried(202, "NetworkInterfaceExceededTimeLimit", "ExceededTimeLimitError, NetworkTimeoutError"),
            retried(237, "CursorKilled", "Interruption, CursorInvalidatedError"),
            retried(262, "ExceededTimeLimit", "Interruption, RetriableError"),
            retried(279, "ClientDisconnect", "Interruption"),
            retried(317, "ConnectionPoolExpired", "NetworkError, RetriableError"),
            retried(355, "InterruptedDueToStorageChange", "Interruption"),
            retried(365, "TemporarilyUnavailable", "the server's cache is full for the moment"),
            retried(402, "ResourceExhausted", "RetriableError"),
            retried(433, "AdmissionQueueOverflow", "SystemOverloadedError"),
            retried(449, "RateLimitExceeded", "SystemOverloadedError"),
            retried(9001, "SocketException", "NetworkError, RetriableError"),
            retried(10058, "LegacyNotPrimary", "NotPrimaryError"),
            retried(10107, "NotWritablePrimary", "NotPrimaryError, RetriableError"),
            retried(11600, "InterruptedAtShutdown", "ShutdownError, Interruption, RetriableError"),
            retried(11601, "Interrupted", "Interruption; somebody ended the operation"),
            retried(11602, "InterruptedDueToReplStateChange", "NotPrimaryError, Interruption, RetriableError"),
            retried(13388, "StaleConfig", "StaleShardVersionError"),
            retried(13435, "NotPrimaryNoSecondaryOk", "NotPrimaryError, RetriableError"),
            retried(13436, "NotPrimaryOrSecondary", "NotPrimaryError, RetriableError"),
            fatal(11, "UserNotFound", "the user was dropped"),
            fatal(13, "Unauthorized", "the user has no right to it, or no longer"),
            fatal(18, "AuthenticationFailed", "user or password are wrong"),
            fatal(26, "NamespaceNotFound", "the collection is gone"),
            fatal(59, "CommandNotFound", "the server doesn't know the command"),
            fatal(72, "InvalidOptions", "the command doesn't fit the server"),
            fatal(73, "InvalidNamespace", "the server doesn't take the collection's name"),
            fatal(79, "UnknownReplWriteConcern", "WriteConcernError"),
            fatal(100, "UnsatisfiableWriteConcern", "WriteConcernError; more members are asked for than there are"),
            fatal(166, "CommandNotSupportedOnView", "a view can't be written"),
            fatal(371, "UserWritesBlocked", "an administrator has blocked writes"),
            fatal(391, "ReauthenticationRequired", "the session has ended"),
            fatal(8000, "AtlasError", "the provider's quota or rules"),
            fatal(13297, "DatabaseDifferCase", "a database of this name in another case exists"),
            fatal(14031, "OutOfDiskSpace", "the server's disk is full"),
            document(2, "BadValue"),
            document(14, "TypeMismatch"),
            document(15, "Overflow"), // nested too deeply
            document(22, "InvalidBSON"),
            document(28, "PathNotViable"),
            document(40, "ConflictingUpdateOperators"),
            document(52, "DollarPrefixedFieldName"),
            document(53, "InvalidIdField"),
            document(56, "EmptyFieldName"),
            document(57, "DottedFieldName"),
            document(66, "ImmutableField"),
            document(121, "DocumentValidationFailure"),
            document(171, "CannotIndexParallelArrays"),
            document(TOO_LARGE, "BSONObjectTooLarge"),
            document(DUPLICATE_KEY, "DuplicateKey"),
            document(16755, "Location16755"),
            document(17261, "Location17261"),
            document(17262, "Location17262"),
            document(17280, "KeyTooLong"),
            document(17419, "Location17419"),
            document(17420, "Location17420"));

    private static final Map<Integer, Code> BY_NUMBER =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(Code::code, Function.identity()));

    private ServerCodes() {}

    private static Code retried(int code, String name, String why) {
        return new Code(code, name, Meaning.RETRIED, why);
    }

    private static Code fatal(int code, String name, String why) {
        return new Code(code, name, Meaning.FATAL, why);
    }

    private static Code document(int code, String name) {
        return new Code(code, name, Meaning.DOCUMENT, "the document is at fault");
    }

    /** All codes that we know. */
    static List<Code> table() {
        return TABLE;
    }

    /** Whether the document is at fault. */
    public static boolean isDocumentsFault(int code) {
        return means(code, Meaning.DOCUMENT);
    }

    /** Whether the error is transient, so that the same is sent again. */
    public static boolean isRetried(int code) {
        return means(code, Meaning.RETRIED);
    }

    /** Whether the load ends with it. */
    public static boolean isFatal(int code) {
        return means(code, Meaning.FATAL);
    }

    private static boolean means(int number, Meaning meaning) {
        Code code = BY_NUMBER.get(number);
        return code != null && code.meaning == meaning;
    }
}
