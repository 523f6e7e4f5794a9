package sluice.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import sluice.admission.Admission.Constraint;
import sluice.collection.Replacement;
import sluice.collection.TargetCollection;
import sluice.collection.TargetState;
import sluice.job.CollectionJob;
import sluice.job.SourceJob;
import sluice.plan.CollectionPlan;
import sluice.plan.ColumnPlan;
import sluice.plan.IndexPlan;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;
import sluice.server.ServerException;

/** Decides how collections are written to, and prepares them: the first step that changes anything. */
public final class Targets {
    private static final JsonWriterSettings JSON =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private Targets() {}

    /** Decides for one collection. */
    public static Target decide(CollectionJob job, TargetCollection collection) {
        return decide(job, collection, collection.state());
    }

    /** Decides for one collection as it was before the operation. */
    public static Target decide(CollectionJob job, TargetCollection collection, TargetState state) {
        CollectionPlan plan = job.plan();
        boolean empty = plan.drop() || state.count() == 0;
        List<Document> existing = state.ownIndexes();
        List<Document> planned = plan.write().indexes().stream()
                .map(Targets::specification)
                .filter(index -> existing.stream().noneMatch(known -> isSame(known, index)))
                .toList();
        List<Document> key = keyIndex(plan, state);
        List<Document> others = uniqueOthers(plan, existing, planned);
        boolean insert = plan.mode() == WriteMode.INSERT;
        // A value in JSON may be an array, of which the server's index takes every element.
        boolean plainKey =
                plan.key().stream().noneMatch(column -> plan.column(column).type() == ValueType.JSON);
        boolean foretold = plainKey && !state.collates() && others.stream().allMatch(index -> isForetold(index, job));
        boolean ordered = insert ? !foretold : state.collates() || !others.isEmpty();
        boolean wait = empty && insert && !ordered;
        List<Document> first = new ArrayList<>();
        List<Document> last = new ArrayList<>();
        for (Document index : key) {
            (wait ? last : first).add(index);
        }
        if (plan.drop()) {
            (wait ? last : first).addAll(existing);
        }
        for (Document index : planned) {
            boolean unique = Boolean.TRUE.equals(index.getBoolean("unique"));
            (wait || !unique ? last : first).add(index);
        }
        boolean plain = !state.validates()
                && others.isEmpty()
                && existing.stream().allMatch(index -> TargetState.fields(index).equals(plan.keyFields()));
        List<Constraint> constraints = insert && !ordered ? constraints(plan, others) : List.of();
        return new Target(
                collection, plan, state, constraints, ordered, plain && !state.collates(), empty, first, last);
    }

    private static Document specification(IndexPlan index) {
        Document specification = Document.parse(index.options().toJson(JSON));
        specification.append("key", Document.parse(index.keys().toJson(JSON)));
        specification.putIfAbsent("name", name(index.keys()));
        return specification;
    }

    /** The name the server would give. */
    private static String name(BsonDocument keys) {
        List<String> parts = new ArrayList<>();
        keys.forEach((field, kind) -> parts.add(field + "_"
                + (kind.isNumber()
                        ? String.valueOf(kind.asNumber().intValue())
                        : kind.asString().getValue())));
        return String.join("_", parts);
    }

    /** Whether an index that is there is the one wanted: the same parts, whatever their order and kinds of numbers. */
    private static boolean isSame(Document known, Document index) {
        Document copy = new Document(known);
        copy.remove("v");
        copy.remove("ns");
        return copy.keySet().equals(index.keySet())
                && index.keySet().stream().allMatch(part -> isSamePart(copy.get(part), index.get(part)));
    }

    private static boolean isSamePart(@Nullable Object known, @Nullable Object wanted) {
        if (known instanceof Number number && wanted instanceof Number other) {
            return number.doubleValue() == other.doubleValue();
        }
        if (known instanceof Document document && wanted instanceof Document other) {
            return List.copyOf(document.keySet()).equals(List.copyOf(other.keySet()))
                    && document.keySet().stream().allMatch(part -> isSamePart(document.get(part), other.get(part)));
        }
        return Objects.equals(known, wanted);
    }

    private static List<Document> keyIndex(CollectionPlan plan, TargetState state) {
        List<String> fields = plan.keyFields();
        if (fields.isEmpty() || fields.equals(List.of("_id")) || state.isUniqueBy(fields)) {
            return List.of();
        }
        return List.of(TargetState.uniqueIndex(fields));
    }

    /** Unique indexes besides the key's. */
    private static List<Document> uniqueOthers(CollectionPlan plan, List<Document> existing, List<Document> planned) {
        List<Document> others = new ArrayList<>();
        for (List<Document> indexes : List.of(existing, planned)) {
            for (Document index : indexes) {
                boolean isKey = TargetState.isPlainUnique(index)
                        && TargetState.fields(index).equals(plan.keyFields());
                if (Boolean.TRUE.equals(index.getBoolean("unique")) && !isKey) {
                    others.add(index);
                }
            }
        }
        return others;
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

    private static List<Constraint> constraints(CollectionPlan plan, List<Document> others) {
        List<List<String>> fields = new ArrayList<>();
        if (plan.id() != null) {
            fields.add(List.of("_id"));
        }
        if (!plan.key().isEmpty() && !plan.keyFields().equals(List.of("_id"))) {
            fields.add(plan.keyFields());
        }
        others.forEach(index -> fields.add(TargetState.fields(index)));
        List<Constraint> constraints = new ArrayList<>();
        fields.forEach(one -> constraints.add(new Constraint(constraints.size(), one)));
        return constraints;
    }

    /**
     * Tries all indexes, builds those that come first, and puts empty collections in the place of dropped ones. Every dropped
     * collection is replaced by an empty one that was made beforehand, so that nothing is destroyed before all that can
     * fail has succeeded.
     *
     * @return the documents in each collection now
     */
    public static List<Long> prepare(List<Target> targets) {
        Map<Target, Replacement> replacements = new LinkedHashMap<>();
        try {
            for (Target target : targets) {
                prepare(target, replacements);
            }
        } catch (ServerException e) {
            replacements.values().forEach(Replacement::discard);
            throw e;
        }
        replacements.values().forEach(Replacement::putInPlace);
        // A collection that the first insert makes would have nothing yet to tell it by, should the process die.
        targets.forEach(target -> {
            if (target.state().indexes().isEmpty()) {
                target.collection().create();
            }
        });
        return targets.stream().map(target -> target.collection().count()).toList();
    }

    private static void prepare(Target target, Map<Target, Replacement> replacements) {
        TargetCollection collection = target.collection();
        boolean planned = !target.plan().write().indexes().isEmpty();
        if (!target.plan().drop() && target.last().isEmpty() && !planned) {
            collection.build(target.first());
            return;
        }
        TargetState state = collection.state();
        List<Document> existing = state.ownIndexes();
        List<Document> wanted = new ArrayList<>(target.first());
        wanted.addAll(target.last());
        wanted.removeAll(existing);
        if (target.plan().drop()) {
            replacements.put(target, collection.replacement(state.options(), existing, wanted, target.last()));
            return;
        }
        if (planned || !existing.isEmpty()) {
            collection.replacement(state.options(), existing, wanted, List.of()).discard();
        }
        collection.build(target.first());
    }
}
