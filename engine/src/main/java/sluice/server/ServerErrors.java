package sluice.server;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.bson.BsonDocument;

/**
 * Says what a driver's exception means to the user.
 *
 * @param server what to call the server, to stand after "the"
 * @param secrets what must not be shown
 * @param timeout how long the server was looked for
 */
public record ServerErrors(String server, Secrets secrets, Duration timeout) {
    private static final int UNAUTHORIZED = 13;

    ServerException translate(MongoException e) {
        return new ServerException(secrets.redact(message(e)), e);
    }

    /**
     * An exception for what the server says in a reply.
     *
     * @param what a sentence's rest after "The server"
     * @param details the part of the reply that says so
     */
    public ServerException failed(String what, BsonDocument details) {
        return new ServerException("The " + server + " " + what + " " + secrets.redact(details.toJson()));
    }

    private String message(MongoException e) {
        String detail = String.valueOf(e.getMessage());
        String lower = detail.toLowerCase(Locale.ROOT);
        if (isTls(e) || lower.contains("sslexception") || lower.contains("sslhandshake") || lower.contains("pkix")) {
            return "No TLS connection to the " + server + ": it speaks no TLS, or its certificate is not"
                    + " trusted or doesn't name this host. Name the authority's certificate with --tls-ca FILE. "
                    + cause(e, detail);
        }
        if (e instanceof MongoSecurityException
                || lower.contains("authentication failed")
                || lower.contains("mongosecurityexception")) {
            return "The " + server + " refuses user or password. Check both, and authSource in the"
                    + " connection string (the database that knows the user).";
        }
        if (e instanceof MongoTimeoutException) {
            return "The " + server + " does not answer within " + seconds(timeout)
                    + ". Is it running, and are host, port and options such as tls, replicaSet or directConnection right? "
                    + cause(e, detail);
        }
        if (e instanceof MongoSocketReadTimeoutException) {
            return "The " + server + " has not answered for too long. " + detail;
        }
        if (e instanceof MongoSocketException) {
            return "The connection to the " + server + " broke. " + detail;
        }
        if (e instanceof MongoNotPrimaryException) {
            return "The " + server + " is no primary now. " + detail;
        }
        if (e instanceof MongoCommandException && lower.contains("requires authentication")) {
            return "The " + server + " wants to know who asks: name user and password, mongodb://user:password@host/.";
        }
        if (e instanceof MongoCommandException command && command.getErrorCode() == UNAUTHORIZED) {
            return "The " + server + " doesn't allow this user to do that. " + command.getErrorMessage();
        }
        if (e instanceof MongoWriteConcernException) {
            return "The " + server + " could not confirm a write. " + detail;
        }
        return "The " + server + " reports an error. " + detail;
    }

    /** What the server itself says, without what the driver puts around it. */
    public static String text(MongoException e) {
        return e instanceof MongoCommandException command ? command.getErrorMessage() : String.valueOf(e.getMessage());
    }

    private static boolean isTls(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost reason that a driver's long description of the cluster holds. */
    private static String cause(MongoException e, String detail) {
        int caught = detail.lastIndexOf("caused by {");
        if (caught >= 0) {
            return "("
                    + detail.substring(caught + "caused by {".length())
                            .replaceAll("[}\\]]+$", "")
                            .trim() + ")";
        }
        return e.getCause() == null ? "" : "(" + e.getCause().getMessage() + ")";
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0
                ? timeout.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", timeout.toMillis() / 1000.0);
    }
}
