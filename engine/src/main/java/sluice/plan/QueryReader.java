package sluice.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Reads one query of a plan. */
final class QueryReader {
    private static final List<String> WRITING = List.of("$out", "$merge");
    /** Stages that read another collection, and the option that names it. */
    private static final Map<String, String> OTHER_COLLECTION =
            Map.of("$lookup", "from", "$graphLookup", "from", "$unionWith", "coll");

    private static final List<String> FIND_KEYS = List.of("filter", "projection", "sort", "limit");

    private final String name;
    private final PlanNode node;
    private final Set<String> used = new LinkedHashSet<>();

    private QueryReader(String name, PlanNode node) {
        this.name = name;
        this.node = node;
    }

    static QueryPlan read(String name, PlanNode node) {
        return new QueryReader(name, node).query();
    }

    private QueryPlan query() {
        List<QueryPlan.Parameter> parameters = new ArrayList<>();
        node.textsOrMappings(
                        "parameters",
                        text -> parameter(type(text), "", null),
                        mapping -> parameter(
                                mapping.choice("type").map(QueryReader::type).orElse(ValueType.STRING),
                                mapping.text("help").orElse(""),
                                mapping.text("default").orElse(null)))
                .forEach((called, parameter) -> {
                    if (parameter.type() == ValueType.SKIP) {
                        node.note("parameters." + called, "is of no type that a value can have." + types());
                    }
                    parameters.add(
                            new QueryPlan.Parameter(called, parameter.type(), parameter.help(), parameter.otherwise()));
                });
        QueryPlan.Body body = node.has("pipeline") ? pipeline() : find();
        Set<String> declared = new LinkedHashSet<>();
        parameters.forEach(parameter -> declared.add(parameter.name()));
        used.stream()
                .filter(parameter -> !declared.contains(parameter))
                .forEach(parameter -> node.note(
                        "parameters",
                        "`" + parameter + "` is used and not declared." + Suggestions.forUnknown(parameter, declared)));
        declared.stream()
                .filter(parameter -> !used.contains(parameter))
                .forEach(parameter -> node.note(
                        "parameters." + parameter,
                        "is declared and not used; write { $parameter: " + parameter + " } where its value goes."));
        return new QueryPlan(
                name,
                node.text("help").orElse(""),
                node.parsed("collection", Names::collection).orElse(""),
                parameters,
                body);
    }

    private static QueryPlan.Parameter parameter(ValueType type, String help, @Nullable String otherwise) {
        return new QueryPlan.Parameter("", type, help, otherwise);
    }

    /** The type of a word; {@link ValueType#SKIP}, which no value can have, for a word that is none. */
    private static ValueType type(String word) {
        return Arrays.stream(ValueType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElse(ValueType.SKIP);
    }

    private static String types() {
        return " Types: "
                + String.join(
                        ", ",
                        Arrays.stream(ValueType.values())
                                .filter(type -> type != ValueType.SKIP)
                                .map(ValueType::word)
                                .toList())
                + ".";
    }

    private QueryPlan.Find find() {
        return new QueryPlan.Find(
                document("filter"),
                document("projection"),
                document("sort"),
                node.parsed("limit", QueryReader::limit).orElse(0));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text.trim());
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw new IllegalArgumentException("`" + text + "` is no number of documents from 1 on.");
    }

    private BsonDocument document(String key) {
        BsonDocument document = new BsonDocument();
        node.values(key).forEach(document::append);
        collect(key, document);
        return document;
    }

    private QueryPlan.Pipeline pipeline() {
        FIND_KEYS.stream()
                .filter(node::has)
                .forEach(key -> node.note(key, "belongs into the pipeline, as a stage of its own."));
        List<BsonDocument> stages = new ArrayList<>();
        for (BsonValue stage : node.valueList("pipeline")) {
            if (stage.isDocument() && stage.asDocument().size() == 1) {
                stages.add(stage.asDocument());
            } else {
                node.note("pipeline", "a stage is a mapping of one name, such as { $match: { ... } }.");
            }
        }
        stages.forEach(stage -> collect("pipeline", stage));
        return new QueryPlan.Pipeline(stages);
    }

    /** The other collection that a stage reads. */
    private static Optional<String> others(String stage, BsonValue inner) {
        if (inner.isString()) {
            return stage.equals("$unionWith") ? Optional.of(inner.asString().getValue()) : Optional.empty();
        }
        String option = OTHER_COLLECTION.get(stage);
        BsonValue other = option == null || !inner.isDocument()
                ? null
                : inner.asDocument().get(option);
        return Optional.ofNullable(other)
                .filter(BsonValue::isString)
                .map(one -> one.asString().getValue());
    }

    /** A slip of the keyboard, but not the whole list. */
    private static String similar(String name) {
        return Suggestions.nearest(name, QueryOperators.allowed())
                .map(known -> " Did you mean `" + known + "`?")
                .orElse(" A query may hold MongoDB's stages and operators that read documents.");
    }

    /** Notes the parameters used, and what a question must not do. */
    private void collect(String key, BsonValue value) {
        if (value.isJavaScript() || value.isJavaScriptWithScope()) {
            node.note(key, "holds code; a query compares and computes values only.");
        }
        if (value.isArray()) {
            value.asArray().forEach(element -> collect(key, element));
        } else if (value.isDocument()) {
            BsonValue parameter = value.asDocument().get(QueryPlan.PARAMETER);
            if (parameter != null) {
                if (parameter.isString() && value.asDocument().size() == 1) {
                    used.add(parameter.asString().getValue());
                } else {
                    node.note(key, "a parameter is written { $parameter: NAME }, alone.");
                }
            }
            value.asDocument().forEach((name, inner) -> {
                if (WRITING.contains(name)) {
                    node.note(key, "`" + name + "` writes; a query only reads.");
                } else if (!QueryOperators.allows(name)) {
                    node.note(
                            key, "`" + name + "` is not allowed: it runs code, or is not known here." + similar(name));
                }
                others(name, inner)
                        .filter(other -> other.startsWith("system."))
                        .ifPresent(other -> node.note(key, "`" + other + "` is the server's own collection."));
                collect(key, inner);
            });
        }
    }
}
