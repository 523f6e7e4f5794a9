package sluice.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.load.LoadFixture;
import sluice.plan.CollectionPlan;
import sluice.plan.Plan;
import sluice.query.Row;

/** The documents of a plan, asked for by the names of collections and columns. */
final class Desk {
    private final Plan plan;
    private final Documents documents;

    Desk(LoadFixture load, String plan) {
        this.plan = load.wholePlan(plan);
        this.documents = new Documents(this.plan, load.server());
    }

    Plan plan() {
        return plan;
    }

    /** Adds a document; the values are names of columns, each followed by its cell. */
    Answer add(String collection, String... values) {
        return documents.add(of(collection), values(values));
    }

    Answer set(String collection, List<String> key, String... values) {
        return documents.set(of(collection), key, values(values));
    }

    Answer delete(String collection, String... key) {
        return documents.delete(of(collection), List.of(key));
    }

    Optional<Row> get(String collection, String... key) {
        return documents.get(of(collection), List.of(key));
    }

    List<String> columns(String collection) {
        return documents.columns(of(collection));
    }

    Answer user(String id) {
        return add("users", "USER_ID", id, "NAME", "N" + id, "EMAIL", id + "@x");
    }

    Answer status(String id, String user) {
        return add("statuses", "STATUS_ID", id, "USER_ID", user, "TEXT", "t");
    }

    Answer like(String status, String who) {
        return add("likes", "STATUS_ID", status, "WHO", who, "STARS", "5");
    }

    private CollectionPlan of(String collection) {
        return Documents.collection(plan, collection);
    }

    private static Map<String, String> values(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return values;
    }
}
