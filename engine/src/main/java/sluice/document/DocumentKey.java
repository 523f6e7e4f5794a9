package sluice.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.plan.CollectionPlan;

/**
 * What a person calls a document by.
 *
 * @param collection its collection
 * @param texts the texts of {@link #columns}, in their order; possibly of another number, until {@link #values} is asked
 */
record DocumentKey(CollectionPlan collection, List<String> texts) {

    /** The columns that find a document: the key's, or the one that becomes {@code _id}. */
    static List<String> columns(CollectionPlan collection) {
        return collection.id() != null ? List.of(collection.id()) : collection.key();
    }

    /** The key of a document that is made of some columns. */
    static DocumentKey of(CollectionPlan collection, Map<String, String> values) {
        return new DocumentKey(
                collection,
                columns(collection).stream()
                        .map(column -> values.getOrDefault(column, ""))
                        .toList());
    }

    /**
     * The texts by column.
     *
     * @throws RefusedException if the collection has no key, or one of another number of columns
     */
    Map<String, String> values() {
        List<String> columns = columns(collection);
        if (columns.isEmpty()) {
            throw new RefusedException(
                    collection.name() + " has no key in the plan, so none of its documents can be" + " named.");
        }
        if (columns.size() != texts.size()) {
            throw new RefusedException("a document of " + collection.name() + " is named by "
                    + String.join(" and ", columns) + "; " + texts.size() + " given.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), texts.get(i));
        }
        return values;
    }

    /** What to call the document in a sentence. */
    String title() {
        return texts.isEmpty() ? "a " + collection.noun() : collection.noun() + " " + String.join(", ", texts);
    }

    RefusedException missing() {
        return new RefusedException("there is no " + title() + ".");
    }
}
