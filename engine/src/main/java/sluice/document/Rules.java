package sluice.document;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import sluice.document.Relations.Relation;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Reference.OnDelete;
import sluice.plan.Suggestions;
import sluice.query.Row;

/** What a plan asks of single documents. Each rule that is broken is a {@link RefusedException}. */
final class Rules {
    private final Plan plan;
    private final Relations relations;

    Rules(Plan plan, Relations relations) {
        this.plan = plan;
        this.relations = relations;
    }

    /** Refuses a column that doesn't exist; if not all columns are known, one that looks like a misspelt one. */
    static void requireKnown(KnownColumns known, CollectionPlan collection, Map<String, String> values) {
        for (String column : values.keySet()) {
            boolean wrong = known.complete()
                    || Suggestions.nearest(column, known.names()).isPresent();
            if (wrong && !known.names().contains(column)) {
                throw new RefusedException("`" + column + "` is no column of " + collection.name() + "."
                        + Suggestions.forUnknown(column, known.names()));
            }
        }
    }

    static void requireKey(CollectionPlan collection, Map<String, String> values) {
        List<String> columns = collection.id() == null
                ? collection.key()
                : Stream.concat(Stream.of(collection.id()), collection.key().stream())
                        .toList();
        for (String column : columns) {
            if (values.getOrDefault(column, "").isEmpty()) {
                throw new RefusedException("`" + column + "` has no value, and is part of the key.");
            }
        }
    }

    void requireParents(CollectionPlan collection, BsonDocument document, Store store) {
        for (Relation relation : relations.parents(collection)) {
            // The fields of a change are flat, with dots in their names.
            BsonValue flat = document.get(relation.field());
            BsonValue value = flat != null ? flat : Relations.value(document, relation.field());
            if (value != null && !value.isNull() && !value.equals(new BsonString("")) && !store.has(relation, value)) {
                throw new RefusedException("there is no " + noun(relation.parent()) + " " + show(value) + ", which "
                        + relation.column() + " refers to.");
            }
        }
    }

    /** Refuses to change a field that other documents refer to. */
    void requireUnreferred(
            CollectionPlan collection,
            BsonDocument before,
            Map<String, String> values,
            BsonDocument fields,
            Store store) {
        List<String> written = values.keySet().stream().map(collection::field).toList();
        for (Relation relation : relations.children(collection.name())) {
            BsonValue old = Relations.value(before, relation.parentField());
            // A field that is written and not among the new ones is removed.
            boolean changes = written.contains(relation.parentField())
                    && !Objects.equals(fields.get(relation.parentField()), old);
            if (old != null
                    && changes
                    && !store.hasOther(relation, old, List.of(before.get("_id")))
                    && store.has(relation.child().name(), relation.children(List.of(old)))) {
                throw new RefusedException("there are documents in "
                        + relation.child().name() + " that refer to " + relation.parentField() + " " + show(old) + ".");
            }
        }
    }

    /** Refuses to delete what others refer to that don't go with it. */
    void requireUnrestricted(CollectionPlan collection, BsonDocument document, Store store) {
        for (Relation relation : relations.children(collection.name())) {
            BsonValue value = Relations.value(document, relation.parentField());
            if (value != null
                    && relation.onDelete() == OnDelete.RESTRICT
                    && !store.hasOther(relation, value, List.of(document.get("_id")))) {
                requireNone(relation, List.of(value), store);
            }
        }
    }

    /** Refuses if one of some values is referred to. */
    static void requireNone(Relation relation, List<BsonValue> values, Store store) {
        if (store.has(relation.child().name(), relation.children(values))) {
            throw new RefusedException("there are documents in "
                    + relation.child().name() + " that refer to it by " + relation.column()
                    + ". Delete them first, or let the plan say onDelete: cascade.");
        }
    }

    private String noun(String collection) {
        return plan.collections().stream()
                .filter(one -> one.name().equals(collection))
                .map(CollectionPlan::noun)
                .findFirst()
                .orElse("document in " + collection + " with");
    }

    private static String show(BsonValue value) {
        return new Row(new BsonDocument("v", value)).text("v");
    }
}
