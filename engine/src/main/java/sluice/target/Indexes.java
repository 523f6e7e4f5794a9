package sluice.target;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import sluice.admission.Admission.Constraint;
import sluice.collection.TargetState;
import sluice.job.CollectionJob;
import sluice.job.SourceJob;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;

/**
 * The indexes of a collection that is loaded: those it has and those that the plan wants.
 *
 * @param plan what goes into the collection
 * @param existing those it has, without the one on {@code _id}
 * @param key the unique index of the plan's key, if it has to be built; at most one
 * @param planned those of the plan's {@code indexes} that it doesn't have
 */
record Indexes(CollectionPlan plan, List<Document> existing, List<Document> key, List<Document> planned) {

    /** The indexes of a collection as it was before the load. */
    static Indexes of(CollectionPlan plan, TargetState state) {
        List<Document> existing = state.ownIndexes();
        return new Indexes(
                plan,
                existing,
                keyIndex(plan, state),
                plan.write().indexes().stream()
                        .map(IndexSpecifications::of)
                        .filter(index -> existing.stream().noneMatch(known -> IndexSpecifications.isSame(known, index)))
                        .toList());
    }

    private static List<Document> keyIndex(CollectionPlan plan, TargetState state) {
        List<String> fields = plan.keyFields();
        if (fields.isEmpty() || fields.equals(List.of("_id")) || state.isUniqueBy(fields)) {
            return List.of();
        }
        return List.of(TargetState.uniqueIndex(fields));
    }

    /** Unique indexes besides the key's: those of the plan in its order, then those that only the collection has. */
    List<Document> otherUnique() {
        List<Document> named =
                plan.write().indexes().stream().map(IndexSpecifications::of).toList();
        Stream<Document> unnamed = existing.stream()
                .filter(index -> named.stream().noneMatch(wanted -> IndexSpecifications.isSame(index, wanted)));
        return Stream.concat(named.stream(), unnamed)
                .filter(index -> isUnique(index) && !isKey(index))
                .toList();
    }

    private boolean isKey(Document index) {
        return TargetState.isPlainUnique(index) && TargetState.fields(index).equals(plan.keyFields());
    }

    static boolean isUnique(Document index) {
        return Boolean.TRUE.equals(index.getBoolean("unique"));
    }

    /** Whether records may be written in any order that keeps those of one key in theirs. */
    boolean freeOrder(CollectionJob job, TargetState state) {
        if (state.collates()) {
            return false;
        }
        return plan.mode() == WriteMode.INSERT
                ? plainKey() && otherUnique().stream().allMatch(index -> isForetold(index, job))
                : otherUnique().isEmpty();
    }

    /** A value in JSON may be an array, of which the server's index takes every element. */
    private boolean plainKey() {
        return plan.key().stream().noneMatch(column -> plan.column(column).type() == ValueType.JSON);
    }

    /** Whether an index decides by nothing but the plain values of columns. */
    private static boolean isForetold(Document index, CollectionJob job) {
        Set<String> plain = new LinkedHashSet<>();
        for (SourceJob source : job.sources()) {
            for (String name : source.header().names()) {
                ColumnPlan column = job.plan().column(name);
                if (column.split() == null && column.type() != ValueType.JSON && column.type() != ValueType.SKIP) {
                    plain.add(job.plan().field(name));
                }
            }
        }
        return TargetState.isPlainUnique(index) && plain.containsAll(TargetState.fields(index));
    }

    /** Whether nothing but the key's index could refuse a document. */
    boolean onlyKeyRefuses(TargetState state) {
        return !state.validates()
                && !state.collates()
                && otherUnique().isEmpty()
                && existing.stream().allMatch(index -> TargetState.fields(index).equals(plan.keyFields()));
    }

    /**
     * What is unique by nothing but the plain values of columns, in the order of the reasons: {@code _id}, the key, the others.
     * Of any other index only the server can tell whether it refuses a document.
     */
    List<Constraint> constraints(CollectionJob job, TargetState state) {
        if (state.collates()) {
            return List.of();
        }
        List<List<String>> fields = new ArrayList<>();
        if (plan.id() != null) {
            fields.add(List.of("_id"));
        }
        if (!plan.key().isEmpty() && !plan.keyFields().equals(List.of("_id")) && plainKey()) {
            fields.add(plan.keyFields());
        }
        otherUnique().stream()
                .filter(index -> isForetold(index, job))
                .forEach(index -> fields.add(TargetState.fields(index)));
        List<Constraint> constraints = new ArrayList<>();
        fields.forEach(one -> constraints.add(new Constraint(constraints.size(), one)));
        return constraints;
    }

    /**
     * The indexes to be built before the load, and after it.
     *
     * @param admitted whether admission keeps the collection unique, so that no index has to be there first
     */
    BuildOrder buildOrder(boolean admitted) {
        List<Document> first = new ArrayList<>();
        List<Document> last = new ArrayList<>();
        (admitted ? last : first).addAll(key);
        if (plan.drop().drops()) {
            (admitted ? last : first).addAll(existing);
        }
        planned.forEach(index -> (admitted || !isUnique(index) ? last : first).add(index));
        return new BuildOrder(first, last);
    }

    /**
     * When indexes are built.
     *
     * @param first before the first record
     * @param last after the last one
     */
    record BuildOrder(List<Document> first, List<Document> last) {}
}
