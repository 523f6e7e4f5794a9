package sluice.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.plan.IndexPlan;

/** Index specifications as {@code createIndexes} takes them and {@code listIndexes} returns them. */
final class IndexSpecifications {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private IndexSpecifications() {}

    /** The specification of an index of a plan. */
    static Document of(IndexPlan index) {
        Document specification = Document.parse(index.options().toJson(JSON));
        specification.append("key", Document.parse(index.keys().toJson(JSON)));
        specification.putIfAbsent("name", name(index.keys()));
        return specification;
    }

    /** The name the server would give. */
    private static String name(BsonDocument keys) {
        List<String> parts = new ArrayList<>();
        keys.forEach((field, kind) -> parts.add(field + "_"
                + (kind.isNumber()
                        ? String.valueOf(kind.asNumber().intValue())
                        : kind.asString().getValue())));
        return String.join("_", parts);
    }

    /** Whether an index that is there is the one wanted: the same parts, whatever their order and kinds of numbers. */
    static boolean isSame(Document known, Document wanted) {
        Document copy = new Document(known);
        copy.remove("v");
        copy.remove("ns");
        return copy.keySet().equals(wanted.keySet())
                && wanted.keySet().stream().allMatch(part -> isSamePart(copy.get(part), wanted.get(part)));
    }

    private static boolean isSamePart(@Nullable Object known, @Nullable Object wanted) {
        if (known instanceof Number number && wanted instanceof Number other) {
            return number.doubleValue() == other.doubleValue();
        }
        if (known instanceof Document document && wanted instanceof Document other) {
            return List.copyOf(document.keySet()).equals(List.copyOf(other.keySet()))
                    && document.keySet().stream().allMatch(part -> isSamePart(document.get(part), other.get(part)));
        }
        return Objects.equals(known, wanted);
    }
}
