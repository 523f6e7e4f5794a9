package sluice.sink;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.bson.Rejectable;
import sluice.outcome.Reason;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;
import sluice.server.ServerCodes;

/**
 * Sorts the errors in the reply to a write: a document's own fault, ours, or the server's.
 *
 * @param generatedIds whether {@code _id} is ours
 */
record WriteErrors(boolean generatedIds) {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final Pattern INDEX =
            Pattern.compile(" index: (\\S+) (?:collation: .* )?dup key: (.*)", Pattern.DOTALL);
    private static final int VALIDATION = 121;
    private static final int MAX_MESSAGE = 500;

    /**
     * Whether an error says nothing about its document. One that is known neither as a document's nor as the server's is
     * taken as the server's if no document of the batch got past it.
     */
    boolean isServersFault(BsonDocument error, boolean allFailed) {
        int code = code(error);
        return ServerCodes.isRetried(code)
                || ServerCodes.isFatal(code)
                || (allFailed && !ServerCodes.isDocumentsFault(code));
    }

    /** Whether the document may be taken if it is sent again. */
    boolean isTransient(BsonDocument error) {
        return ServerCodes.isRetried(code(error));
    }

    /** Whether an earlier try of the same batch has inserted the document: the server checks {@code _id} first. */
    boolean isOwnDocument(BsonDocument error) {
        return generatedIds && isDuplicateOfId(error);
    }

    /** Whether a document of the same {@code _id} is there. */
    boolean isDuplicateOfId(BsonDocument error) {
        return code(error) == ServerCodes.DUPLICATE_KEY && isOfId(error);
    }

    /** A few words for a line of progress. */
    static String reason(BsonDocument error) {
        return shorten(message(error)) + " (" + code(error) + ")";
    }

    /** By the error's own key pattern; without one by the index's name. */
    private static boolean isOfId(BsonDocument error) {
        if (error.isDocument("keyPattern")) {
            return error.getDocument("keyPattern").keySet().equals(Set.of("_id"));
        }
        Matcher matcher = INDEX.matcher(message(error));
        return matcher.find() && matcher.group(1).equals("_id_");
    }

    /** The refusal of a document. */
    Refusal refusal(BsonDocument error, Rejectable origin, int document) {
        @Nullable
        String errInfo =
                error.isDocument("errInfo") ? error.getDocument("errInfo").toJson(JSON) : null;
        Reason reason = switch (code(error)) {
            case ServerCodes.DUPLICATE_KEY -> Reason.of(RejectCode.DUPLICATE_KEY, duplicate(error));
            case VALIDATION -> Reason.of(RejectCode.VALIDATION, "the collection's validator refuses it");
            default -> Reason.of(RejectCode.SERVER, shorten(message(error)));
        };
        Reject reject =
                origin.reject(document, reason.withServer(code(error), errInfo).withConstraint(duplicateOf(error)));
        return new Refusal(document, reject, duplicateOf(error));
    }

    /** The fields of the unique index whose value is taken. */
    private static List<String> duplicateOf(BsonDocument error) {
        return code(error) == ServerCodes.DUPLICATE_KEY && error.isDocument("keyPattern")
                ? List.copyOf(error.getDocument("keyPattern").keySet())
                : List.of();
    }

    static int code(BsonDocument error) {
        return error.getNumber("code").intValue();
    }

    private static String message(BsonDocument error) {
        return error.getString("errmsg", new BsonString("")).getValue();
    }

    private static String duplicate(BsonDocument error) {
        Matcher matcher = INDEX.matcher(message(error));
        return shorten(
                matcher.find()
                        ? "the unique index " + matcher.group(1) + " has " + matcher.group(2) + " already"
                        : message(error));
    }

    private static String shorten(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
