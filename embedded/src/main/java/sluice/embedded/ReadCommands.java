package sluice.embedded;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that read records. They take no lock. */
final class ReadCommands {
    private final Catalog catalog;
    private final Cursors cursors = new Cursors();

    ReadCommands(Catalog catalog) {
        this.catalog = catalog;
    }

    Document find(Command command) {
        StoredCollection collection = collection(command);
        Iterator<Document> found = collection == null
                ? Collections.emptyIterator()
                : collection.find(
                        command.document("filter"),
                        command.optional("sort", Document.class),
                        command.number("skip", 0),
                        command.number("limit", 0),
                        command.optional("projection", Document.class));
        return cursors.first(
                command.namespace(), found, command.number("batchSize", -1), command.flag("singleBatch", false));
    }

    Document getMore(Command command) {
        long id = command.required("getMore", Number.class).longValue();
        return cursors.next(
                id, command.database() + "." + command.string("collection"), command.number("batchSize", 0));
    }

    Document killCursors(Command command) {
        List<Long> killed = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (Object each : command.required("cursors", Collection.class)) {
            if (!(each instanceof Number id)) {
                throw Errors.badValue("cursors must hold numbers");
            }
            (cursors.kill(id.longValue()) ? killed : unknown).add(id.longValue());
        }
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", unknown)
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of());
    }

    Document count(Command command) {
        StoredCollection collection = collection(command);
        Document query = command.document("query");
        long skip = command.number("skip", 0);
        long limit = command.number("limit", 0);
        long found = 0;
        if (collection != null) {
            found = query.isEmpty()
                    ? collection.size()
                    : Sequences.stream(collection.find(query, null, 0, 0, null)).count();
        }
        long counted = Math.max(0, found - skip);
        long answer = limit > 0 ? Math.min(counted, limit) : counted;
        return new Document("n", answer <= Integer.MAX_VALUE ? (Object) (int) answer : (Object) answer);
    }

    Document aggregate(Command command) {
        List<Document> pipeline = command.documents("pipeline");
        refuseWrites(pipeline);
        int batchSize = command.document("cursor").get("batchSize") instanceof Number number ? number.intValue() : -1;
        return cursors.first(command.namespace(), run(command, pipeline), batchSize, false);
    }

    /** The library would write without the store's lock, from whatever depth the stage stands in. */
    private static void refuseWrites(Iterable<?> values) {
        for (Object value : values) {
            if (value instanceof Document document) {
                if (document.containsKey("$out") || document.containsKey("$merge")) {
                    throw Errors.unsupported("$out and $merge");
                }
                refuseWrites(document.values());
            } else if (value instanceof Collection<?> list) {
                refuseWrites(list);
            }
        }
    }

    private Iterator<Document> run(Command command, List<Document> pipeline) {
        StoredCollection collection = collection(command);
        if (collection != null && isCountOfAll(pipeline)) {
            long n = collection.size();
            return n == 0
                    ? Collections.emptyIterator()
                    : List.of(new Document("_id", 1).append("n", n)).iterator();
        }
        StoredDatabase database = catalog.database(command.database());
        // The first $match is answered by the collection, which has the indexes.
        Document query = new Document();
        List<Document> rest = pipeline;
        if (!pipeline.isEmpty()
                && pipeline.get(0).size() == 1
                && pipeline.get(0).get("$match") instanceof Document match) {
            query = match;
            rest = pipeline.subList(1, pipeline.size());
        }
        Aggregation aggregation = Aggregation.fromPipeline(
                rest, name -> catalog.database(name).forLibrary(), database.forLibrary(), collection, NoopOplog.get());
        aggregation.validate(new Document("cursor", new Document()));

        Stream<Document> source =
                collection == null ? Stream.empty() : Sequences.stream(collection.find(query, null, 0, 0, null));
        return aggregation.runStagesAsStream(source).iterator();
    }

    /** What drivers send to count a whole collection: known without reading it. */
    private static boolean isCountOfAll(List<Document> pipeline) {
        return pipeline.size() == 2
                && pipeline.get(0).equals(new Document("$match", new Document()))
                && pipeline.get(1)
                        .equals(new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1))));
    }

    private @Nullable StoredCollection collection(Command command) {
        return catalog.database(command.database()).find(command.collection());
    }
}
