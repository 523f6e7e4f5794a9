package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command as it came in: its body, and for an insert its documents as raw bytes. */
final class Command {
    private final String name;
    private final Document body;
    private final byte[] message;
    private final List<Section> inserts;

    /** Takes the places of the documents of an insert in the message, if they came that way. */
    Command(String name, Document body, byte[] message, List<Section> inserts) {
        this.name = name;
        this.body = body;
        this.message = message;
        this.inserts = inserts;
    }

    /** The place of one raw document in the message. */
    record Section(int start, int end) {}

    String name() {
        return name;
    }

    Document body() {
        return body;
    }

    byte[] message() {
        return message;
    }

    List<Section> inserts() {
        return inserts;
    }

    String database() {
        return string("$db");
    }

    /** The collection the command is for. */
    String collection() {
        return string(name);
    }

    String namespace() {
        return database() + "." + collection();
    }

    String string(String field) {
        return required(field, String.class);
    }

    <T> T required(String field, Class<T> type) {
        T value = optional(field, type);
        if (value == null) {
            throw new MongoServerError(
                    40414, "BSON field '" + name + "." + field + "' is missing but a required field");
        }
        return value;
    }

    <T> @Nullable T optional(String field, Class<T> type) {
        Object value = body.get(field);
        if (value != null && !type.isInstance(value)) {
            throw new MongoServerError(
                    14,
                    "TypeMismatch",
                    "BSON field '" + name + "." + field + "' is the wrong type "
                            + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    Document document(String field) {
        Document value = optional(field, Document.class);
        return value == null ? new Document() : value;
    }

    List<Document> documents(String field) {
        List<Document> documents = new ArrayList<>();
        for (Object each : required(field, Collection.class)) {
            if (!(each instanceof Document document)) {
                throw new MongoServerError(
                        14, "TypeMismatch", "BSON field '" + name + "." + field + "' must hold objects");
            }
            documents.add(document);
        }
        return documents;
    }

    int number(String field, int otherwise) {
        Number value = optional(field, Number.class);
        if (value == null) {
            return otherwise;
        }
        long number = value.longValue();
        if (number < 0) {
            throw new MongoServerError(
                    51024, "BSON field '" + field + "' value must be >= 0, actual value '" + number + "'");
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    boolean flag(String field, boolean otherwise) {
        Object value = body.get(field);
        if (value == null) {
            return otherwise;
        }
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
    }
}
