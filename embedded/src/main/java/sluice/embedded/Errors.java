package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Command errors, with the codes of a real server where it has one. */
final class Errors {
    static final int BAD_VALUE = 2;
    static final int TOO_LARGE = 10334;
    static final int DUPLICATE_KEY = 11000;

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    static MongoServerError badValue(String message) {
        return new MongoServerError(BAD_VALUE, "BadValue", message);
    }

    static MongoServerError unreadable(String message) {
        return new MongoServerError(22, "InvalidBSON", message);
    }

    static MongoServerError unsupported(String what) {
        return new MongoServerError(
                238, "NotImplemented", "The embedded server doesn't support " + what + "; use a real MongoDB (--uri).");
    }

    /** An error as a reply names it. What the library throws without a code is its way to refuse bad input. */
    static Document describe(RuntimeException e) {
        if (e instanceof DuplicateKey duplicate) {
            return of(duplicate).append("keyPattern", duplicate.keyPattern()).append("keyValue", duplicate.keyValue());
        }
        if (e instanceof MongoServerError error) {
            return of(error);
        }
        if (e instanceof DataDirectoryException || e instanceof MVStoreException) {
            LOG.error("{}", e.getMessage(), e);
            return of(new MongoServerError(1, "InternalError", String.valueOf(e.getMessage())));
        }
        LOG.debug("The library refuses a command", e);
        String message = e instanceof MongoServerException known ? known.getMessageWithoutErrorCode() : e.toString();
        return of(badValue("The embedded server can't do this: " + message));
    }

    private static Document of(MongoServerError error) {
        return new Document("code", error.getCode())
                .append("codeName", error.getCodeName())
                .append("errmsg", error.getMessageWithoutErrorCode());
    }

    static MongoServerError noNamespace(String namespace) {
        return new MongoServerError(26, "NamespaceNotFound", "ns does not exist: " + namespace);
    }

    static MongoServerError tooLarge(long size) {
        return new MongoServerError(
                TOO_LARGE,
                "BSONObjectTooLarge",
                "BSONObj size: " + size + " is invalid. Size must be between 0 and " + BsonCheck.MAX_DOCUMENT);
    }
}
