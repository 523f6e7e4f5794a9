package sluice.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import sluice.bson.FieldPath;
import sluice.plan.CollectionPlan;
import sluice.plan.ShellWord;
import sluice.plan.TypeMode;
import sluice.plan.ValueType;
import sluice.server.ServerException;

/**
 * Keeps a file whose columns were inferred as other types than the collection has from being loaded beside its documents: "1"
 * is never equal to 1. A declared type is taken as meant.
 */
public final class KeyTypes {
    /** So many documents tell the types of other columns. */
    private static final int SAMPLE = 100;

    /** As many columns as a person reads of. */
    private static final int MAX_DRIFTS = 10;

    private KeyTypes() {}

    /**
     * Checks the key and the {@code _id} of one collection.
     *
     * @param given the plan before types were inferred
     * @throws ServerException that names the column, both types, and the option that settles it
     */
    public static void check(CollectionPlan given, Target target) {
        if (!mayDrift(given, target)) {
            return;
        }
        CollectionPlan plan = target.plan();
        for (String column : keyColumns(plan)) {
            BsonValue there = target.collection().fields().sample(plan.field(column));
            ValueType stored = there == null ? null : drift(given, plan, column, there);
            if (there != null && stored != null) {
                throw new ServerException(drifted(plan, column, there, stored)
                        + (plan.mode().byKey()
                                ? ": no record would find its document."
                                : ": a key could stand there twice, once of each type.")
                        + " To read the column as it is stored: " + option(column, stored) + " (in a plan: columns: { "
                        + column + ": { type: " + stored.word() + " } }). If two types are meant: "
                        + option(column, inferred(plan, column)) + ". Nothing was changed.");
            }
        }
    }

    /** Which other columns come as another type than the collection has, a sentence each. */
    public static List<String> drifts(CollectionPlan given, Target target) {
        if (!mayDrift(given, target) || !target.plan().mode().writesDocuments()) {
            return List.of();
        }
        CollectionPlan plan = target.plan();
        List<RawBsonDocument> documents = target.collection().fields().first(SAMPLE);
        List<String> keys = keyColumns(plan);
        List<String> drifts = new ArrayList<>();
        for (String column : plan.columns().keySet()) {
            BsonValue there = keys.contains(column) ? null : sample(documents, plan.field(column));
            ValueType stored = there == null ? null : drift(given, plan, column, there);
            if (there != null && stored != null && drifts.size() < MAX_DRIFTS) {
                drifts.add(drifted(plan, column, there, stored) + ". To keep one type: " + option(column, stored)
                        + "; what doesn't fit becomes a reject.");
            }
        }
        return drifts;
    }

    private static boolean mayDrift(CollectionPlan given, Target target) {
        return !target.startsEmpty() && given.types() == TypeMode.INFER;
    }

    private static List<String> keyColumns(CollectionPlan plan) {
        return Stream.concat(Stream.ofNullable(plan.id()), plan.key().stream())
                .distinct()
                .toList();
    }

    private static @Nullable BsonValue sample(List<RawBsonDocument> documents, String field) {
        FieldPath path = FieldPath.of(field);
        return documents.stream()
                .map(path::in)
                .filter(value -> value != null && !value.isNull())
                .findFirst()
                .orElse(null);
    }

    /** The type of what is stored, if the column's was inferred and the two are never equal. */
    private static @Nullable ValueType drift(
            CollectionPlan given, CollectionPlan plan, String column, BsonValue there) {
        ValueType stored = StoredType.of(there);
        ValueType type = plan.column(column).type();
        boolean declared = given.column(column).type() != null;
        boolean array = plan.column(column).split() != null;
        return declared || array || stored == null || type == null || StoredType.comparable(type, stored)
                ? null
                : stored;
    }

    private static String drifted(CollectionPlan plan, String column, BsonValue there, ValueType stored) {
        return "The column `" + column + "` was inferred as "
                + inferred(plan, column).word() + ", but " + plan.name() + " holds values of type " + stored.word()
                + " in it, such as " + KeyText.show(there);
    }

    private static ValueType inferred(CollectionPlan plan, String column) {
        return Objects.requireNonNull(plan.column(column).type());
    }

    private static String option(String column, ValueType type) {
        return "--type " + ShellWord.quoted(column + "=" + type.word());
    }
}
