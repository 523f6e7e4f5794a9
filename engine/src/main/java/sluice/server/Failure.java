package sluice.server;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoQueryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;

/** How a command failed as a whole. */
public enum Failure {
    /** It never reached a server. */
    NOT_SENT(true),
    /** The connection broke after it was sent: it may have been carried out, or still be. */
    UNKNOWN(true),
    /** The server answered with a transient error. */
    TRANSIENT(true),
    /** The server, or the driver before it, says that a document is at fault, but not which. */
    DOCUMENT(false),
    /** The server answered with an error that we don't know. */
    UNFAMILIAR(false),
    /** Not transient, and no document's fault. */
    FATAL(false);

    private final boolean retried;

    Failure(boolean retried) {
        this.retried = retried;
    }

    /** Whether the command is sent again. */
    public boolean isRetried() {
        return retried;
    }

    /** Sorts a driver's exception. */
    public static Failure of(MongoException e) {
        if (e instanceof MongoSocketException) {
            return e instanceof MongoSocketOpenException ? NOT_SENT : UNKNOWN;
        }
        if (e instanceof MongoNotPrimaryException || e instanceof MongoNodeIsRecoveringException) {
            return TRANSIENT;
        }
        if (e instanceof MongoTimeoutException
                || e instanceof MongoConnectionPoolClearedException
                || e instanceof MongoServerUnavailableException) {
            return NOT_SENT;
        }
        if (e instanceof MongoSecurityException) {
            // Logging in needs an answer too; one that didn't come says nothing about the password.
            return e.getCause() instanceof MongoException cause && of(cause).retried ? NOT_SENT : FATAL;
        }
        if (e instanceof MongoCommandException || e instanceof MongoQueryException) {
            return ofCode(e);
        }
        return e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL) || ServerCodes.isRetried(e.getCode())
                ? TRANSIENT
                : FATAL;
    }

    private static Failure ofCode(MongoException e) {
        if (ServerCodes.isRetried(e.getCode()) || e.hasErrorLabel("RetryableWriteError")) {
            return TRANSIENT;
        }
        if (ServerCodes.isDocumentsFault(e.getCode())) {
            return DOCUMENT;
        }
        return ServerCodes.isFatal(e.getCode()) ? FATAL : UNFAMILIAR;
    }

    /** A few words for a line of progress. */
    static String reason(MongoException e) {
        if (e instanceof MongoSocketReadTimeoutException) {
            return "no reply in time";
        }
        if (e instanceof MongoSocketOpenException || e instanceof MongoTimeoutException) {
            return "no connection";
        }
        if (e instanceof MongoNotPrimaryException) {
            return "no primary";
        }
        if (e instanceof MongoSocketException || e instanceof MongoConnectionPoolClearedException) {
            return "connection broke";
        }
        if (e instanceof MongoCommandException command) {
            return command.getErrorCodeName() + " (" + command.getErrorCode() + ")";
        }
        return "error " + e.getCode();
    }
}
