package sluice.job;

import java.util.List;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;

/**
 * Takes a column named {@code _id} for the {@code _id} of documents, as if the plan said {@code id: _id}, unless the plan
 * says something else of it.
 *
 * @param plan with the id
 * @param notes what was decided, for the user
 */
record ImpliedId(CollectionPlan plan, List<String> notes) {
    private static final String ID = "_id";

    /** The plan of a collection with these sources. */
    static ImpliedId of(CollectionPlan given, List<SourceJob> sources) {
        boolean there =
                sources.stream().anyMatch(source -> source.header().names().contains(ID));
        if (!there || !isFree(given)) {
            return new ImpliedId(given, List.of());
        }
        boolean onlyKey = given.key().equals(List.of(ID));
        return new ImpliedId(
                given.withIds(ID, onlyKey ? List.of() : given.key()),
                List.of(given.name() + ": the column `_id` becomes the _id of its documents."));
    }

    /** Whether the plan leaves open what becomes of the column. */
    private static boolean isFree(CollectionPlan plan) {
        ColumnPlan column = plan.column(ID);
        boolean keyDecides =
                plan.mode().byKey() && !plan.key().isEmpty() && !plan.key().equals(List.of(ID));
        return plan.id() == null
                && !keyDecides
                && column.type() != ValueType.SKIP
                && (column.name() == null || column.name().equals(ID));
    }
}
