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
    /** Stages whose argument is a number and no expression. */
    private static final Set<String> NUMBERS = Set.of("$limit", "$skip", "$sample");

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
        filter.forEach((name, value) ->
                bound.append(name, name.equals("$expr") ? expression(value) : inFilter(value, !name.startsWith("$"))));
        return bound;
    }

    private BsonValue inFilter(BsonValue value, boolean ofField) {
        if (value.isArray()) {
            BsonArray bound = new BsonArray();
            value.asArray().forEach(element -> bound.add(inFilter(element, false)));
            return bound;
        }
        if (!value.isDocument()) {
            return value;
        }
        if (isParameter(value)) {
            BsonValue given = value(value);
            boolean read = given.isDocument() || given.isRegularExpression();
            return ofField && read ? new BsonDocument("$eq", given) : given;
        }
        return filter(value.asDocument());
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
        if (name.equals("$match") && parts) {
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
        return NUMBERS.contains(name) ? plain(inner) : expression(inner);
    }

    private BsonValue plain(BsonValue value) {
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
