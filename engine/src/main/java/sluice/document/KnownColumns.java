package sluice.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.job.Headers;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Reference;
import sluice.source.SourceException;

/**
 * The columns that a document of a collection is made of: those of the plan's files if one can be read, otherwise those that
 * the plan names, with the fields of a document that is there.
 *
 * @param names in the order in which a person is asked for them
 * @param complete whether there are no others
 */
record KnownColumns(List<String> names, boolean complete) {

    static KnownColumns of(Plan plan, CollectionPlan collection, @Nullable BsonDocument sample) {
        List<String> header = header(plan, collection);
        if (!header.isEmpty()) {
            return new KnownColumns(header, true);
        }
        Set<String> names = new LinkedHashSet<>(Documents.keyColumns(collection));
        names.addAll(collection.key());
        collection.write().references().stream().map(Reference::column).forEach(names::add);
        names.addAll(collection.columns().keySet());
        if (sample != null) {
            addFields("", sample, collection, names);
        }
        return new KnownColumns(List.copyOf(names), false);
    }

    private static List<String> header(Plan plan, CollectionPlan collection) {
        List<String> named =
                collection.columnNames() == null ? collection.input().relabel() : collection.columnNames();
        if (named != null) {
            return named;
        }
        try {
            return Headers.of(plan, collection);
        } catch (SourceException e) {
            // Whoever changes one document need not have the files.
            return List.of();
        }
    }

    private static void addFields(String prefix, BsonDocument document, CollectionPlan collection, Set<String> names) {
        List<String> fields = new ArrayList<>();
        names.forEach(name -> fields.add(collection.field(name)));
        collection.shape().constants().forEach(constant -> fields.add(constant.field()));
        document.forEach((name, value) -> {
            String field = prefix + name;
            if (!field.equals("_id") && !fields.contains(field)) {
                if (value.isDocument()) {
                    addFields(field + ".", value.asDocument(), collection, names);
                } else {
                    names.add(field);
                }
            }
        });
    }
}
