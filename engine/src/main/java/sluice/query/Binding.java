package sluice.query;

import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import sluice.plan.QueryPlan;

/**
 * Puts values in the place of parameters, so that none is ever taken for an operator or a field's path: {@code
 * {"$gt": ""}} stays what it is and {@code $password} is a text.
 *
 * <p>A server reads the parts of a question in two ways. In a filter a text is a text, but a document may hold
 * operators: there a document is wrapped in {@code $eq}. In an expression a text that starts with {@code $} is a path:
 * there every value is wrapped in {@code $literal}.
 */
final class Binding {
    /** Operators of a filter whose operand is a value and nothing else. */
    private static final Set<String> COMPARISONS = Set.of(
            "$eq",
            "$ne",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$size",
            "$type",
            "$exists",
            "$regex",
            "$options",
            "$minDistance",
            "$maxDistance");

    private static final Set<String> LISTS = Set.of("$in", "$nin", "$all", "$mod");

    /** Stages, and parts of stages and expressions, that take values and no expressions. */
    private static final Set<String> VALUES = Set.of("$limit", "$skip", "$sample", "$sort", "buckets", "$literal");

    /** Stages that have a filter in one of their parts, with that part. */
    private static final Map<String, String> WITH_FILTER =
            Map.of("$geoNear", "query", "$graphLookup", "restrictSearchWithMatch");

    private final Map<String, BsonValue> values;

    Binding(Map<String, BsonValue> values) {
        this.values = Map.copyOf(values);
    }

    /** A filter with values. */
    BsonDocument filter(BsonDocument filter) {
        BsonDocument bound = new BsonDocument();
        filter.forEach((name, value) -> bound.append(name, inFilter(name, value)));
        return bound;
    }

    private BsonValue inFilter(String name, BsonValue value) {
        boolean operator = name.startsWith("$");
        if (name.equals("$expr")) {
            return expression(value);
        }
        if (value.isArray()) {
            BsonArray bound = new BsonArray();
            value.asArray().forEach(element -> bound.add(inArray(name, element)));
            return bound;
        }
        if (!value.isDocument()) {
            return value;
        }
        if (isParameter(value)) {
            return operator ? operand(name, value) : ofField(value(value));
        }
        boolean operators = value.asDocument().keySet().stream().anyMatch(key -> key.startsWith("$"));
        return operators || (operator && !COMPARISONS.contains(name)) ? filter(value.asDocument()) : plain(value);
    }

    /** What a field is compared with: where the server would obey it, it has to be told to compare. */
    private static BsonValue ofField(BsonValue given) {
        return given.isDocument() || given.isRegularExpression() ? new BsonDocument("$eq", given) : given;
    }

    private BsonValue operand(String name, BsonValue parameter) {
        if (!COMPARISONS.contains(name)) {
            throw new QueryException("A parameter can't stand directly under " + name
                    + ": its value would be obeyed. Write it as the value of a field, or of $eq, $gt and so on.");
        }
        return value(parameter);
    }

    private BsonValue inArray(String name, BsonValue element) {
        if (!name.startsWith("$") || LISTS.contains(name)) {
            BsonValue bound = plain(element);
            if (isParameter(element) && name.startsWith("$") && (bound.isRegularExpression() || bound.isDocument())) {
                throw new QueryException("A value of " + name
                        + " can't be a pattern or a document: the server would not" + " compare it, but obey it.");
            }
            return bound;
        }
        // The filters of $and, $or and $nor.
        return isParameter(element)
                ? operand(name, element)
                : element.isDocument() ? filter(element.asDocument()) : plain(element);
    }

    /** An expression, or a stage made of some, with values. */
    BsonValue expression(BsonValue value) {
        if (value.isArray()) {
            BsonArray bound = new BsonArray();
            value.asArray().forEach(element -> bound.add(expression(element)));
            return bound;
        }
        if (!value.isDocument()) {
            return value;
        }
        if (isParameter(value)) {
            return new BsonDocument("$literal", value(value));
        }
        BsonDocument bound = new BsonDocument();
        value.asDocument().forEach((name, inner) -> bound.append(name, part(name, inner)));
        return bound;
    }

    private BsonValue part(String name, BsonValue inner) {
        boolean parts = inner.isDocument() && !isParameter(inner);
        String filtered = WITH_FILTER.get(name);
        if ((name.equals("$match") || name.equals("$elemMatch")) && parts) {
            return filter(inner.asDocument());
        }
        if (filtered != null && parts) {
            BsonDocument bound = new BsonDocument();
            inner.asDocument()
                    .forEach((key, value) -> bound.append(
                            key,
                            key.equals(filtered) && value.isDocument()
                                    ? filter(value.asDocument())
                                    : key.equals("startWith") ? expression(value) : plain(value)));
            return bound;
        }
        return VALUES.contains(name) ? plain(inner) : expression(inner);
    }

    /** Values as they are, in the place of parameters. */
    BsonValue plain(BsonValue value) {
        if (value.isArray()) {
            BsonArray bound = new BsonArray();
            value.asArray().forEach(element -> bound.add(plain(element)));
            return bound;
        }
        if (!value.isDocument()) {
            return value;
        }
        if (isParameter(value)) {
            return value(value);
        }
        BsonDocument bound = new BsonDocument();
        value.asDocument().forEach((name, inner) -> bound.append(name, plain(inner)));
        return bound;
    }

    private static boolean isParameter(BsonValue value) {
        return value.isDocument() && value.asDocument().containsKey(QueryPlan.PARAMETER);
    }

    private BsonValue value(BsonValue parameter) {
        String name = parameter.asDocument().getString(QueryPlan.PARAMETER).getValue();
        BsonValue value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for the parameter " + name);
        }
        return value;
    }
}
