package sluice.embedded;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** The commands that change records. */
final class WriteCommands {
    static final int MAX_BATCH = 100_000;

    private static final Set<String> UPDATE = Set.of("q", "u", "multi", "upsert", "hint");
    private static final Set<String> DELETE = Set.of("q", "limit", "hint");

    private static final byte[] NONE = {};

    private final Store store;
    private final Catalog catalog;

    WriteCommands(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** A document that is ready to be stored, or why it can't be. */
    private static final class Prepared {
        private final byte[] document;
        private final @Nullable MongoServerError error;

        Prepared(byte[] document, @Nullable MongoServerError error) {
            this.document = document;
            this.error = error;
        }

        byte[] document() {
            if (error != null) {
                throw error;
            }
            return document;
        }
    }

    Document insert(Command command) {
        boolean durable = Options.durable(command);
        // All that needs no lock is done before it.
        List<Prepared> documents = prepare(command);
        checkBatch(documents.size());
        return store.write(durable, () -> {
            StoredCollection collection = database(command).findOrCreate(command.collection());
            List<Document> errors = new ArrayList<>();
            int inserted = statements(command, documents.size(), errors, index -> {
                collection.insert(documents.get(index).document());
            });
            collection.recordSize();
            return reply(new Document("n", inserted), errors);
        });
    }

    private static List<Prepared> prepare(Command command) {
        List<Prepared> prepared = new ArrayList<>();
        for (Command.Section section : command.inserts()) {
            prepared.add(prepare(command.message(), section));
        }
        if (prepared.isEmpty()) {
            for (Document document : command.documents("documents")) {
                byte[] bytes = BsonWriter.document(document);
                prepared.add(prepare(bytes, new Command.Section(0, bytes.length)));
            }
        }
        return prepared;
    }

    private static Prepared prepare(byte[] message, Command.Section section) {
        try {
            int size = section.end() - section.start();
            if (size > BsonCheck.MAX_DOCUMENT) {
                throw Errors.tooLarge(size);
            }
            BsonCheck.document(message, section.start(), section.end());
            byte[] document = RawDocument.withId(Arrays.copyOfRange(message, section.start(), section.end()));
            if (document.length > BsonCheck.MAX_DOCUMENT) {
                throw Errors.tooLarge(document.length);
            }
            return new Prepared(document, null);
        } catch (MongoServerError e) {
            return new Prepared(NONE, e);
        }
    }

    /** One without {@code _id} is compared with the whole document and so is always a change, as in mongod. */
    private static boolean isReplacementWithoutId(Document update) {
        Document change = IndexSpec.field(update, "u", Document.class);
        return !change.containsKey("_id") && change.keySet().stream().noneMatch(name -> name.startsWith("$"));
    }

    Document update(Command command) {
        boolean durable = Options.durable(command);
        List<Document> updates = command.documents("updates");
        checkBatch(updates.size());
        updates.forEach(WriteCommands::checkUpdate);
        return store.write(durable, () -> {
            StoredCollection collection = database(command).findOrCreate(command.collection());
            List<Document> errors = new ArrayList<>();
            List<Document> upserted = new ArrayList<>();
            int[] counts = new int[2];
            statements(command, updates.size(), errors, index -> {
                Document update = updates.get(index);
                // The library puts the _id of the document that is there into a replacement.
                boolean replaces = isReplacementWithoutId(update);
                Document result = collection.updateDocuments(
                        query(update),
                        (Document) update.get("u"),
                        ArrayFilters.empty(),
                        truth(update, "multi"),
                        truth(update, "upsert"),
                        NoopOplog.get());
                counts[0] += IndexSpec.field(result, "n", Integer.class);
                boolean changes = replaces && !result.containsKey("upserted");
                counts[1] += IndexSpec.field(result, changes ? "n" : "nModified", Integer.class);
                if (result.containsKey("upserted")) {
                    upserted.add(new Document("index", index).append("_id", result.get("upserted")));
                }
            });
            Document reply = new Document("n", counts[0] + upserted.size()).append("nModified", counts[1]);
            if (!upserted.isEmpty()) {
                reply.append("upserted", upserted);
            }
            return reply(reply, errors);
        });
    }

    private static void checkUpdate(Document update) {
        Options.checkStatement("update", update, UPDATE);
        if (!(update.get("u") instanceof Document)) {
            throw Errors.unsupported("updates by an aggregation pipeline");
        }
        query(update);
    }

    Document delete(Command command) {
        boolean durable = Options.durable(command);
        List<Document> deletes = command.documents("deletes");
        checkBatch(deletes.size());
        for (Document delete : deletes) {
            Options.checkStatement("delete", delete, DELETE);
            query(delete);
        }
        return store.write(durable, () -> {
            StoredCollection collection = database(command).find(command.collection());
            List<Document> errors = new ArrayList<>();
            int[] deleted = new int[1];
            if (collection != null) {
                statements(command, deletes.size(), errors, index -> {
                    Document delete = deletes.get(index);
                    int limit = truth(delete, "limit") ? 1 : 0;
                    deleted[0] += collection.deleteDocuments(query(delete), limit, NoopOplog.get());
                });
            }
            return reply(new Document("n", deleted[0]), errors);
        });
    }

    /** Runs the statements, up to the first error where they are ordered, and returns how many went well. */
    private static int statements(Command command, int count, List<Document> errors, IntConsumer statement) {
        boolean ordered = command.flag("ordered", true);
        int done = 0;
        for (int index = 0; index < count; index++) {
            try {
                statement.accept(index);
                done++;
            } catch (DataDirectoryException | MVStoreException e) {
                throw e;
            } catch (RuntimeException e) {
                errors.add(new Document("index", index).appendAll(Errors.describe(e)));
                if (ordered) {
                    break;
                }
            }
        }
        return done;
    }

    private static Document reply(Document reply, List<Document> errors) {
        return errors.isEmpty() ? reply : reply.append("writeErrors", errors);
    }

    private static void checkBatch(int size) {
        if (size < 1 || size > MAX_BATCH) {
            throw new MongoServerError(
                    16,
                    "InvalidLength",
                    "Write batch sizes must be between 1 and " + MAX_BATCH + ". Got " + size + " operations.");
        }
    }

    private static Document query(Document statement) {
        if (statement.get("q") instanceof Document query) {
            return query;
        }
        throw Errors.badValue("a statement needs a query 'q'");
    }

    private static boolean truth(Document statement, String field) {
        Object value = statement.get(field);
        return value instanceof Number number ? number.doubleValue() != 0 : Boolean.TRUE.equals(value);
    }

    private StoredDatabase database(Command command) {
        return catalog.database(command.database());
    }
}
