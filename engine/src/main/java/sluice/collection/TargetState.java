package sluice.collection;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * A collection before a load.
 *
 * @param options as it was created with; empty if it doesn't exist
 * @param indexes all of them, as the server lists them
 * @param count the documents in it
 */
public record TargetState(Document options, List<Document> indexes, long count) {

    /** Copies the list. */
    public TargetState {
        indexes = List.copyOf(indexes);
    }

    /** Whether the server checks documents before it takes them. */
    public boolean validates() {
        return options.containsKey("validator");
    }

    /** Whether old documents go for new ones once it is full. */
    public boolean isCapped() {
        return isCapped(options);
    }

    /** Whether old documents go for new ones in a collection with these options, once it is full. */
    static boolean isCapped(Document options) {
        return Boolean.TRUE.equals(options.getBoolean("capped"));
    }

    /** Whether strings are compared by the rules of a language. */
    public boolean collates() {
        return options.containsKey("collation");
    }

    /** The indexes but the one on {@code _id}. */
    public List<Document> ownIndexes() {
        return indexes.stream()
                .filter(index ->
                        !"_id_".equals(index.getString("name")) && !Boolean.TRUE.equals(index.getBoolean("clustered")))
                .toList();
    }

    /** Whether an index keeps all documents unique by these fields, whatever its name. */
    public boolean isUniqueBy(List<String> fields) {
        return indexes.stream()
                .anyMatch(index -> isPlainUnique(index) && fields(index).equals(fields));
    }

    /** Whether an index is unique by nothing but the values of its fields, for all documents. */
    public static boolean isPlainUnique(Document index) {
        boolean ascending = keys(index).values().stream().allMatch(value -> value instanceof Number);
        return Boolean.TRUE.equals(index.getBoolean("unique"))
                && ascending
                && !index.containsKey("partialFilterExpression")
                && !Boolean.TRUE.equals(index.getBoolean("sparse"))
                && (!index.containsKey("collation") || isSimple(index.get("collation", Document.class)));
    }

    private static boolean isSimple(Document collation) {
        return "simple".equals(collation.getString("locale"));
    }

    /** The fields of an index, in order. */
    public static List<String> fields(Document index) {
        return new ArrayList<>(keys(index).keySet());
    }

    private static Document keys(Document index) {
        return index.get("key", new Document());
    }

    /** The definition of a unique index of some fields, as {@code createIndexes} takes it. */
    public static Document uniqueIndex(List<String> fields) {
        Document keys = new Document();
        fields.forEach(field -> keys.append(field, 1));
        return new Document("key", keys)
                .append("name", String.join("_1_", fields) + "_1")
                .append("unique", true);
    }
}
