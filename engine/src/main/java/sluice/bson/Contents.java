package sluice.bson;

import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.plan.WriteMode;

/** Whether writing a document would change the one that is there. Types and the order of fields count. */
final class Contents {
    private Contents() {}

    static boolean equal(WriteMode mode, BsonDocument written, BsonDocument found) {
        if (mode == WriteMode.MERGE) {
            return written.entrySet().stream().allMatch(field -> same(field.getValue(), at(found, field.getKey())));
        }
        return fields(written).equals(fields(found));
    }

    /** The fields but {@code _id}, which a document keeps. */
    private static List<Map.Entry<String, BsonValue>> fields(BsonDocument document) {
        return document.entrySet().stream()
                .filter(field -> !field.getKey().equals("_id"))
                .toList();
    }

    private static boolean same(BsonValue value, @Nullable BsonValue found) {
        return value.equals(found);
    }

    private static @Nullable BsonValue at(BsonDocument document, String path) {
        BsonValue value = document;
        for (String name : path.split("\\.", -1)) {
            if (value == null || !value.isDocument()) {
                return null;
            }
            value = value.asDocument().get(name);
        }
        return value;
    }
}
