package sluice.document;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import sluice.document.Answer.Refused;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.plan.Suggestions;
import sluice.query.Row;
import sluice.server.Server;
import sluice.server.ServerException;

/**
 * Adds, changes, shows and deletes single documents of a plan's collections. Values are texts by column, as they would
 * stand in a file, and become what a load would make of them; keys are unique and references lead somewhere, as in a load.
 *
 * <p>Other users may be at work at the same time. What was checked before a write is checked again after it, and the write
 * is taken back if it no longer holds; so a document is never left that refers to one that somebody else deletes through
 * this class. Stateless; thread-safe.
 */
public final class Documents {
    private final Workplace workplace;

    /** The documents of a plan's collections on a server. */
    public Documents(Plan plan, Server server) {
        workplace = Workplace.of(plan, server);
    }

    /**
     * A collection of the plan.
     *
     * @throws IllegalArgumentException if it has none of that name; the message is the user's
     */
    public static CollectionPlan collection(Plan plan, String name) {
        List<String> names =
                plan.collections().stream().map(CollectionPlan::name).toList();
        return plan.collections().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + name + "` is no collection of " + plan.origin()
                        + "." + Suggestions.forUnknown(name, names)));
    }

    /** The columns that find a document: the key's, or the one that becomes {@code _id}. */
    public static List<String> keyColumns(CollectionPlan collection) {
        return DocumentKey.columns(collection);
    }

    /**
     * The columns that a document is made of, as far as the plan, its files and the documents that exist tell.
     *
     * @throws ServerException if the server fails
     */
    public List<String> columns(CollectionPlan collection) {
        return ask(() -> workplace.known(collection).names());
    }

    /**
     * Adds a document.
     *
     * @param values by column
     * @throws ServerException if the server fails
     */
    public Answer add(CollectionPlan collection, Map<String, String> values) {
        return answer(() -> new Addition(workplace, collection, values).run());
    }

    /**
     * Changes fields of a document. Its key stays: documents are found, and referred to, by it.
     *
     * @param key in the order of {@link #keyColumns}
     * @param values by column
     * @throws ServerException if the server fails
     */
    public Answer set(CollectionPlan collection, List<String> key, Map<String, String> values) {
        return answer(() -> new Modification(workplace, new DocumentKey(collection, key), values).run());
    }

    /**
     * Deletes a document, with those that refer to it if the plan says so.
     *
     * @param key in the order of {@link #keyColumns}
     * @throws ServerException if the server fails
     */
    public Answer delete(CollectionPlan collection, List<String> key) {
        return answer(() -> new Deletion(workplace, new DocumentKey(collection, key)).run());
    }

    /**
     * Finds a document.
     *
     * @param key in the order of {@link #keyColumns}
     * @throws ServerException if the server fails
     * @throws IllegalArgumentException if the key makes no sense; the message is the user's
     */
    public Optional<Row> get(CollectionPlan collection, List<String> key) {
        try {
            return ask(() -> Optional.ofNullable(workplace
                            .store()
                            .first(collection.name(), workplace.filter(new DocumentKey(collection, key))))
                    .map(Row::new));
        } catch (RefusedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Up to so many keys of a collection that start with a text, for completion; single text keys only. */
    public List<String> keys(CollectionPlan collection, String start, int limit) {
        List<String> columns = keyColumns(collection);
        if (columns.size() != 1) {
            return List.of();
        }
        String field = collection.field(columns.get(0));
        try {
            List<String> keys = new ArrayList<>();
            workplace
                    .server()
                    .database(workplace.plan().database())
                    .getCollection(collection.name(), BsonDocument.class)
                    .find(new Document(field, new Document("$gte", start).append("$lt", start + '\uffff')))
                    .projection(new Document(field, 1))
                    .sort(new Document(field, 1))
                    .limit(limit)
                    .forEach(document -> {
                        BsonValue value = Relations.value(document, field);
                        if (value != null && value.isString()) {
                            keys.add(value.asString().getValue());
                        }
                    });
            return keys;
        } catch (MongoException e) {
            return List.of();
        }
    }

    private Answer answer(Supplier<Answer> work) {
        try {
            return ask(work);
        } catch (RefusedException e) {
            return new Refused(sentence(String.valueOf(e.getMessage())));
        }
    }

    private <T> T ask(Supplier<T> work) {
        try {
            return work.get();
        } catch (MongoException e) {
            throw workplace.server().translate(e);
        }
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
