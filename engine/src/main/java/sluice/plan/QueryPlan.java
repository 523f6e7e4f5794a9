package sluice.plan;

import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A named question to a collection. Where a parameter's value goes stands {@code { $parameter: name }}. Immutable.
 *
 * @param name its name
 * @param help one sentence, or empty
 * @param collection the collection asked
 * @param parameters what a user gives, names distinct
 * @param body the question
 */
public record QueryPlan(String name, String help, String collection, List<Parameter> parameters, Body body) {

    /** The key of a document that stands for a parameter's value. */
    public static final String PARAMETER = "$parameter";

    /** Copies the list. */
    public QueryPlan {
        parameters = List.copyOf(parameters);
    }

    /**
     * What a user gives.
     *
     * @param name its name
     * @param type what its text is read as
     * @param help one sentence, or empty
     * @param otherwise the text where a user gives none, or null where one is needed
     */
    public record Parameter(
            String name,
            ValueType type,
            String help,
            @Nullable String otherwise) {}

    /** The question. */
    public sealed interface Body {}

    /**
     * A {@code find}.
     *
     * @param filter which documents; empty for all
     * @param projection which fields; empty for all
     * @param sort in which order; empty for the server's
     * @param limit at most so many, or 0 for all
     */
    public record Find(BsonDocument filter, BsonDocument projection, BsonDocument sort, int limit) implements Body {}

    /**
     * An {@code aggregate}.
     *
     * @param stages of the pipeline
     */
    public record Pipeline(List<BsonDocument> stages) implements Body {

        /** Copies the list. */
        public Pipeline {
            stages = List.copyOf(stages);
        }
    }
}
