package sluice.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.bson.DocumentHasher;
import sluice.bson.DocumentHasher.Ids;
import sluice.expected.ExpectedCollection;
import sluice.plan.CollectionPlan;
import sluice.plan.FieldSteps;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;

/**
 * By what a document is found on the other side, and what of it must be equal. Immutable.
 *
 * @param ids what of an {@code _id} counts
 * @param identity the fields that find a document; empty where only all that it holds does
 * @param keyed whether they are its key
 * @param names in merge mode the fields that records set, with the hashes of their names
 * @param ignoreExtra whether documents that no record gives are no difference
 */
record Matching(
        ExpectedCollection collection,
        Ids ids,
        List<String> identity,
        boolean keyed,
        Map<String, long[]> names,
        boolean ignoreExtra) {

    static Matching of(ExpectedCollection collection, VerifyOptions options) {
        WriteMode mode = collection.plan().mode();
        boolean generated = collection.plan().id() == null;
        Ids ids;
        if (!generated) {
            ids = Ids.WHOLE;
        } else if (mode != WriteMode.INSERT || options.ignoreIds()) {
            ids = Ids.NONE;
        } else {
            ids = options.known() == null ? Ids.OFFSET : Ids.WHOLE;
        }
        List<String> key = collection.keyFields();
        List<String> identity = new ArrayList<>(key);
        if (!generated) {
            identity = List.of("_id");
        } else if (key.isEmpty() && ids != Ids.NONE) {
            identity = List.of("_id");
        }
        boolean keyed = !generated || !key.isEmpty();
        return new Matching(
                collection,
                ids,
                List.copyOf(identity),
                keyed,
                mode == WriteMode.MERGE ? names(collection) : Map.of(),
                options.ignoreExtra() && mode != WriteMode.DELETE);
    }

    private static Map<String, long[]> names(ExpectedCollection collection) {
        Map<String, long[]> names = new LinkedHashMap<>();
        for (String column : collection.columns()) {
            CollectionPlan plan = collection.plan();
            boolean isField = !column.equals(plan.id())
                    && plan.column(column).type() != ValueType.SKIP
                    && !plan.isNameless(column);
            if (isField) {
                String field = FieldSteps.setWith(plan.path(column));
                names.put(field, DocumentHasher.name(field));
            }
        }
        collection.plan().shape().constants().forEach(constant -> {
            String field = FieldSteps.setWith(FieldSteps.of(constant.field()));
            names.put(field, DocumentHasher.name(field));
        });
        return names;
    }

    WriteMode mode() {
        return collection.plan().mode();
    }

    boolean merges() {
        return mode() == WriteMode.MERGE;
    }

    /** Whether a stored document whose key no record has is looked at at all. */
    boolean looksUpFirst() {
        return mode() == WriteMode.DELETE || (ignoreExtra && keyed);
    }
}
