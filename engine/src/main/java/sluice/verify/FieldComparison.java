package sluice.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import sluice.bson.DocumentHasher.Ids;
import sluice.bson.FieldPath;

/** What of two documents differs. */
final class FieldComparison {
    private static final String ID = "_id";

    private final List<FieldDifference> differences = new ArrayList<>();

    private FieldComparison() {}

    /** The fields, down to those of sub-documents, whose values differ in value or type; else the order. */
    static List<FieldDifference> of(RawBsonDocument expected, RawBsonDocument found, Ids ids) {
        FieldComparison comparison = new FieldComparison();
        comparison.compare("", withId(expected, ids), withId(found, ids));
        if (comparison.differences.isEmpty()) {
            comparison.differences.add(new FieldDifference("(order)", expected, found));
        }
        return comparison.differences;
    }

    /** The fields that are set, dots for nesting, and have other values. */
    static List<FieldDifference> ofSet(BsonDocument set, RawBsonDocument found) {
        List<FieldDifference> differences = new ArrayList<>();
        set.forEach((name, value) -> {
            BsonValue there = FieldPath.of(name).in(found);
            if (!Fields.same(value, there)) {
                differences.add(new FieldDifference(name, value, there));
            }
        });
        return differences;
    }

    private static BsonDocument withId(RawBsonDocument document, Ids ids) {
        BsonDocument copy = document.decode(new BsonDocumentCodec());
        BsonValue id = copy.get(ID);
        if (ids == Ids.NONE) {
            copy.remove(ID);
        } else if (ids == Ids.OFFSET && id != null && id.isObjectId()) {
            copy.put(ID, new BsonInt64(Fields.offset(id.asObjectId().getValue())));
        }
        return copy;
    }

    private void compare(String prefix, BsonDocument expected, BsonDocument found) {
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            compare(prefix + name, expected.get(name), found.get(name));
        }
    }

    private void compare(String name, @Nullable BsonValue expected, @Nullable BsonValue found) {
        if (expected != null && found != null && isFilled(expected) && isFilled(found)) {
            compare(name + ".", expected.asDocument(), found.asDocument());
        } else if (!Fields.same(expected, found)) {
            differences.add(new FieldDifference(name, expected, found));
        }
    }

    private static boolean isFilled(BsonValue value) {
        return value.isDocument() && !value.asDocument().isEmpty();
    }
}
