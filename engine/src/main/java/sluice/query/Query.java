package sluice.query;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoIterable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import sluice.bson.TextValue;
import sluice.plan.ColumnPlan;
import sluice.plan.Plan;
import sluice.plan.QueryPlan;
import sluice.plan.Suggestions;
import sluice.server.Server;
import sluice.server.ServerException;

/** A named question of a plan, with the values of its parameters. Immutable. */
public final class Query {
    /** As many as a reply holds at first; the server limits replies by bytes besides. */
    private static final int BATCH = 1000;

    /** What servers answer to a stage or an operator that they don't know. */
    private static final Set<Integer> UNKNOWN = Set.of(2, 9, 168, 40324);

    private final String database;
    private final QueryPlan plan;
    private final Binding binding;

    private Query(String database, QueryPlan plan, Binding binding) {
        this.database = database;
        this.plan = plan;
        this.binding = binding;
    }

    /**
     * The question of a name.
     *
     * @throws QueryException where the plan has none of that name
     */
    public static QueryPlan find(Plan plan, String name) {
        List<String> names = plan.queries().stream().map(QueryPlan::name).toList();
        return plan.queries().stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        names.isEmpty()
                                ? plan.origin() + " has no queries."
                                : "`" + name + "` is no query of " + plan.origin() + "."
                                        + Suggestions.forUnknown(name, names)));
    }

    /**
     * Binds values, given as texts, to a question's parameters.
     *
     * @throws QueryException where one is missing, unknown or not of its type
     */
    public static Query of(Plan plan, String name, Map<String, String> values) {
        QueryPlan query = find(plan, name);
        List<String> known =
                query.parameters().stream().map(QueryPlan.Parameter::name).toList();
        values.keySet().stream()
                .filter(given -> !known.contains(given))
                .findFirst()
                .ifPresent(given -> {
                    throw new QueryException("`" + given + "` is no parameter of the query " + name + "."
                            + (known.isEmpty() ? " It has none." : Suggestions.forUnknown(given, known)));
                });
        Map<String, BsonValue> bound = new LinkedHashMap<>();
        for (QueryPlan.Parameter parameter : query.parameters()) {
            String text = values.getOrDefault(parameter.name(), parameter.otherwise());
            if (text == null) {
                throw new QueryException("The query " + name + " needs " + parameter.name() + "=VALUE ("
                        + parameter.type().word() + ")." + (parameter.help().isEmpty() ? "" : " " + parameter.help()));
            }
            try {
                bound.put(parameter.name(), TextValue.of(ColumnPlan.of(parameter.type()), text));
            } catch (IllegalArgumentException e) {
                throw new QueryException(
                        "The parameter " + parameter.name() + " of the query " + name + ": " + e.getMessage());
            }
        }
        return new Query(plan.database(), query, new Binding(bound));
    }

    /**
     * Asks. Memory doesn't grow with the answer.
     *
     * @param consumer takes the rows one by one, and says whether it wants more
     * @return how many rows it took
     * @throws ServerException where the server refuses or fails
     */
    public long run(Server server, Predicate<Row> consumer) {
        try {
            return take(
                    answer(server.database(database).getCollection(plan.collection(), BsonDocument.class)), consumer);
        } catch (MongoCommandException e) {
            throw UNKNOWN.contains(e.getErrorCode()) ? unanswerable(server, e) : server.translate(e);
        } catch (MongoException e) {
            throw server.translate(e);
        }
    }

    private ServerException unanswerable(Server server, MongoCommandException e) {
        return new ServerException("The query " + plan.name() + " can't be answered by the "
                + server.description() + ": "
                + server.secrets().redact(e.getErrorMessage())
                + ". Where that names a stage or an operator which this server lacks, another one has it: see --uri.");
    }

    private static long take(MongoIterable<BsonDocument> answer, Predicate<Row> consumer) {
        long rows = 0;
        try (var cursor = answer.batchSize(BATCH).iterator()) {
            while (cursor.hasNext()) {
                rows++;
                if (!consumer.test(new Row(cursor.next()))) {
                    break;
                }
            }
        }
        return rows;
    }

    private MongoIterable<BsonDocument> answer(MongoCollection<BsonDocument> collection) {
        if (plan.body() instanceof QueryPlan.Find find) {
            return collection
                    .find(binding.filter(find.filter()))
                    .projection(binding.expression(find.projection()).asDocument())
                    .sort(binding.plain(find.sort()).asDocument())
                    .limit(find.limit());
        }
        List<Bson> stages = new ArrayList<>();
        if (plan.body() instanceof QueryPlan.Pipeline pipeline) {
            pipeline.stages()
                    .forEach(stage -> stages.add(binding.expression(stage).asDocument()));
        }
        // A sort or group of more than 100 MB goes to the server's disk.
        return collection.aggregate(stages).allowDiskUse(true);
    }
}
