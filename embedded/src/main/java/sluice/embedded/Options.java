package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Map;
import java.util.Set;

/**
 * What each command may carry. Anything else is refused: an option that is read over changes what the command does without a word.
 */
final class Options {
    /** Without effect on the result here: one process, one version of the data, no sessions. */
    private static final Set<String> COMMON = Set.of(
            "$db",
            "$readPreference",
            "comment",
            "maxTimeMS",
            "readConcern",
            "writeConcern",
            "$clusterTime",
            "apiVersion");

    private static final Map<String, Set<String>> BY_COMMAND = Map.ofEntries(
            Map.entry("insert", Set.of("documents", "ordered")),
            Map.entry("update", Set.of("updates", "ordered")),
            Map.entry("delete", Set.of("deletes", "ordered")),
            Map.entry(
                    "find",
                    Set.of(
                            "filter",
                            "sort",
                            "projection",
                            "hint",
                            "skip",
                            "limit",
                            "batchSize",
                            "singleBatch",
                            "noCursorTimeout",
                            "allowDiskUse")),
            Map.entry("getMore", Set.of("collection", "batchSize")),
            Map.entry("killCursors", Set.of("cursors")),
            Map.entry("aggregate", Set.of("pipeline", "cursor", "allowDiskUse", "hint")),
            Map.entry("count", Set.of("query", "limit", "skip", "hint")),
            Map.entry("create", Set.of("capped", "autoIndexId", "idIndex")),
            Map.entry("createIndexes", Set.of("indexes", "commitQuorum")),
            Map.entry("dropIndexes", Set.of("index")),
            Map.entry("drop", Set.of()),
            Map.entry("dropDatabase", Set.of()),
            Map.entry("renameCollection", Set.of("to", "dropTarget")),
            Map.entry("listCollections", Set.of("filter", "nameOnly", "authorizedCollections", "cursor")),
            Map.entry("listIndexes", Set.of("cursor")),
            Map.entry("listDatabases", Set.of("filter", "nameOnly", "authorizedDatabases")));

    private static final Set<String> INDEX = Set.of("key", "name", "unique", "sparse", "background", "v", "ns");

    private Options() {}

    static void check(Command command) {
        Document body = command.body();
        if (body.containsKey("startTransaction") || body.containsKey("autocommit") || body.containsKey("txnNumber")) {
            throw new MongoServerError(
                    20,
                    "IllegalOperation",
                    "The embedded server has no transactions and no retryable writes; use a real MongoDB (--uri).");
        }
        Set<String> own = BY_COMMAND.get(command.name());
        if (own == null) {
            return;
        }
        for (String field : body.keySet()) {
            if (!field.equals(command.name()) && !own.contains(field) && !COMMON.contains(field)) {
                throw Errors.unsupported("'" + field + "' in " + command.name());
            }
        }
        if (body.containsKey("create") && command.flag("capped", false)) {
            throw Errors.unsupported("capped collections");
        }
    }

    static void checkStatement(String what, Document statement, Set<String> known) {
        for (String field : statement.keySet()) {
            if (!known.contains(field)) {
                throw Errors.unsupported("'" + field + "' in " + what);
            }
        }
    }

    /** Returns whether the write must be on the disk before it is answered. */
    static boolean durable(Command command) {
        Document concern = command.document("writeConcern");
        Object w = concern.get("w");
        boolean majority = "majority".equals(w);
        if (w instanceof Number number) {
            if (number.intValue() == 0) {
                throw Errors.badValue(
                        "The embedded server takes no unacknowledged writes (w: 0); use w: 1 or \"majority\".");
            }
            if (number.intValue() != 1) {
                throw Errors.badValue("cannot use 'w' > 1 when a host is not replicated");
            }
        } else if (w != null && !majority) {
            throw new MongoServerError(79, "UnknownReplWriteConcern", "No write concern mode named '" + w + "' found");
        }
        for (String field : concern.keySet()) {
            if (!Set.of("w", "j", "fsync", "wtimeout", "wtimeoutMS").contains(field)) {
                throw Errors.unsupported("'" + field + "' in writeConcern");
            }
        }
        return majority || Boolean.TRUE.equals(concern.get("j")) || Boolean.TRUE.equals(concern.get("fsync"));
    }

    /** Reads an index that can be had, and refuses any other. */
    static IndexSpec index(Document wanted) {
        for (String field : wanted.keySet()) {
            if (!INDEX.contains(field)) {
                throw Errors.unsupported("'" + field + "' in createIndexes");
            }
        }
        if (!(wanted.get("key") instanceof Document key) || key.isEmpty()) {
            throw Errors.badValue("Index keys cannot be empty.");
        }
        if (!(wanted.get("name") instanceof String name) || name.isEmpty()) {
            throw Errors.badValue("An index needs a name");
        }
        for (Map.Entry<String, Object> field : key.entrySet()) {
            if (!(field.getValue() instanceof Number direction) || Math.abs(direction.doubleValue()) != 1) {
                throw Errors.unsupported("an index of type '" + field.getValue() + "'");
            }
            if (field.getKey().contains("$") || !field.getKey().matches("[^.]+(\\.[^.]+)*")) {
                throw Errors.unsupported("an index on '" + field.getKey() + "'");
            }
            if (field.getKey().matches(".*\\.\\d+(\\..*)?")) {
                throw Errors.unsupported("an index on an array's element: '" + field.getKey() + "'");
            }
        }
        boolean id = key.keySet().equals(Set.of("_id"));
        if (id) {
            return IndexSpec.id();
        }
        return new IndexSpec(name, key, truth(wanted, "unique"), truth(wanted, "sparse"));
    }

    private static boolean truth(Document document, String field) {
        Object value = document.get(field);
        return value instanceof Number number ? number.intValue() != 0 : Boolean.TRUE.equals(value);
    }
}
