package sluice.target;

import java.util.List;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.plan.CollectionPlan;
import sluice.plan.TypeMode;
import sluice.plan.ValueType;
import sluice.server.ServerException;

/**
 * Keeps a file whose key was inferred as another type than the collection has from being loaded beside its documents: "1"
 * never finds 1. A declared type is taken as meant.
 */
public final class KeyTypes {
    private KeyTypes() {}

    /**
     * Checks one collection.
     *
     * @param given the plan before types were inferred
     * @throws ServerException that names the column and both types
     */
    public static void check(CollectionPlan given, Target target) {
        CollectionPlan plan = target.plan();
        if (!plan.mode().byKey() || target.startsEmpty() || given.types() != TypeMode.INFER) {
            return;
        }
        List<String> columns = plan.key().isEmpty() && plan.id() != null ? List.of(plan.id()) : plan.key();
        for (String column : columns) {
            ValueType type = plan.column(column).type();
            BsonValue there = target.collection().fields().sample(plan.field(column));
            boolean inferred = given.column(column).type() == null;
            if (inferred && there != null && type != null && isText(type) != isText(there) && isPlain(there)) {
                throw new ServerException("The column `" + column + "` was inferred as " + type.word() + ", but "
                        + plan.name() + " has values such as " + KeyText.show(there)
                        + " in it: no record would find its document. Name the column's type, --type " + column
                        + "=string for example, if that is meant. Nothing was changed.");
            }
        }
    }

    private static boolean isText(ValueType type) {
        return type == ValueType.STRING;
    }

    private static boolean isText(@Nullable BsonValue value) {
        return value != null && (value.isString() || value.isSymbol());
    }

    private static boolean isPlain(BsonValue value) {
        return value.isString() || value.isNumber() || value.isBoolean() || value.isDateTime();
    }
}
