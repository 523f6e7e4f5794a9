package sluice.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.bson.FieldPath;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Reference;
import sluice.plan.Reference.OnDelete;
import sluice.plan.ReferenceGraph;

/** Who refers to whom in a plan, as fields. */
final class Relations {
    private static final BsonString NOTHING = new BsonString("");

    private final Plan plan;

    Relations(Plan plan) {
        this.plan = plan;
    }

    /**
     * One collection that refers to another.
     *
     * @param child the collection that refers
     * @param column its column
     * @param field the field of that column
     * @param parent the collection referred to
     * @param parentField the field of the parent that the values are found in
     * @param unique whether that is the parent's key, so that no two have the same
     */
    record Relation(
            CollectionPlan child,
            String column,
            String field,
            String parent,
            String parentField,
            boolean unique,
            OnDelete onDelete) {

        /** A filter for the children of some parents. */
        BsonDocument children(List<BsonValue> values) {
            return new BsonDocument(field, new BsonDocument("$in", new BsonArray(values)));
        }
    }

    /** What a collection refers to. */
    List<Relation> parents(CollectionPlan child) {
        return child.write().references().stream()
                .map(reference -> relation(child, reference))
                .toList();
    }

    /** What refers to a collection. */
    List<Relation> children(String parent) {
        List<Relation> relations = new ArrayList<>();
        plan.collections()
                .forEach(child -> parents(child).stream()
                        .filter(relation -> relation.parent().equals(parent))
                        .forEach(relations::add));
        return relations;
    }

    private Relation relation(CollectionPlan child, Reference reference) {
        Optional<CollectionPlan> parent = plan.collections().stream()
                .filter(collection -> collection.name().equals(reference.collection()))
                .findFirst();
        String field = parent.map(there -> ReferenceGraph.field(reference, there))
                .orElse(reference.field() == null ? "_id" : reference.field());
        return new Relation(
                child,
                reference.column(),
                child.field(reference.column()),
                reference.collection(),
                field,
                field.equals("_id")
                        || parent.filter(there -> there.keyFields().equals(List.of(field)))
                                .isPresent(),
                reference.onDelete());
    }

    /** The value of a dotted field; null if the document has none, or null or an empty text: these refer to nothing. */
    static @Nullable BsonValue value(BsonDocument document, String field) {
        BsonValue value = FieldPath.of(field).in(document);
        return value == null || value.isNull() || value.equals(NOTHING) ? null : value;
    }
}
