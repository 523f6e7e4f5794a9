package sluice.plan;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Names of fields within a value. One that starts with {@code $} is stored by a server, and taken for an operator by whoever
 * uses the value later, so it is refused however deep it lies. A reference to a document ({@code $ref} and {@code $id}) is a
 * value of its own kind; extended JSON such as {@code {"$oid": ...}} is read before and is no document any more.
 */
public final class FieldNames {
    private FieldNames() {}

    /** The first name with {@code $} that is not part of a reference, if there is one. */
    public static Optional<String> withDollar(BsonValue value) {
        if (value.isArray()) {
            return value.asArray().stream()
                    .map(FieldNames::withDollar)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (!value.isDocument()) {
            return Optional.empty();
        }
        BsonDocument document = value.asDocument();
        boolean reference = document.containsKey("$ref") && document.containsKey("$id");
        return document.entrySet().stream()
                .map(field -> field.getKey().startsWith("$") && !(reference && isOfReference(field.getKey()))
                        ? Optional.of(field.getKey())
                        : withDollar(field.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isOfReference(String name) {
        return name.equals("$ref") || name.equals("$id") || name.equals("$db");
    }
}
