package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers commands; one that isn't here is refused. */
final class Commands {
    /** MongoDB 4.2: the lowest a current driver takes, and what is here is not more. */
    private static final int WIRE_VERSION = 8;

    static final int MAX_MESSAGE = 48_000_000;

    private final Map<String, Function<Command, Document>> byName = new TreeMap<>();

    Commands(Store store, Catalog catalog) {
        ReadCommands reads = new ReadCommands(catalog);
        add("find", reads::find);
        add("getMore", reads::getMore);
        add("killCursors", reads::killCursors);
        add("aggregate", reads::aggregate);
        add("count", reads::count);

        WriteCommands writes = new WriteCommands(store, catalog);
        add("insert", writes::insert);
        add("update", writes::update);
        add("delete", writes::delete);

        CatalogCommands structure = new CatalogCommands(store, catalog);
        add("create", structure::create);
        add("drop", structure::drop);
        add("dropDatabase", structure::dropDatabase);
        add("renameCollection", structure::renameCollection);
        add("createIndexes", structure::createIndexes);
        add("dropIndexes", structure::dropIndexes);
        add("listCollections", structure::listCollections);
        add("listIndexes", structure::listIndexes);
        add("listDatabases", structure::listDatabases);

        add("hello", command -> hello("isWritablePrimary"));
        add("isMaster", command -> hello("ismaster"));
        add("ping", command -> new Document());
        add("endSessions", command -> new Document());
        add("buildInfo", command -> buildInfo());
        add(
                "connectionStatus",
                command -> new Document(
                        "authInfo",
                        new Document("authenticatedUsers", List.of()).append("authenticatedUserRoles", List.of())));
    }

    private void add(String name, Function<Command, Document> answer) {
        byName.put(name, answer);
    }

    Document answer(Command command) {
        try {
            Function<Command, Document> answer = byName.get(command.name());
            if (answer == null) {
                throw new MongoServerError(
                        59,
                        "CommandNotFound",
                        "no such command: '" + command.name()
                                + "' in the embedded server; use a real MongoDB (--uri).");
            }
            Options.check(command);
            Document reply = answer.apply(command);
            reply.put("ok", 1.0);
            return reply;
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    static Document failure(RuntimeException e) {
        return new Document("ok", 0.0).appendAll(Errors.describe(e));
    }

    /** Some drivers write the names of old commands in their own way. */
    static String canonical(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ismaster" -> "isMaster";
            case "buildinfo" -> "buildInfo";
            default -> name;
        };
    }

    private static Document hello(String role) {
        return new Document(role, true)
                .append("helloOk", true)
                .append("maxBsonObjectSize", BsonCheck.MAX_DOCUMENT)
                .append("maxMessageSizeBytes", MAX_MESSAGE)
                .append("maxWriteBatchSize", WriteCommands.MAX_BATCH)
                .append("localTime", Instant.now())
                .append("minWireVersion", 0)
                .append("maxWireVersion", WIRE_VERSION)
                .append("readOnly", false);
    }

    private static Document buildInfo() {
        return new Document("version", "4.2.0")
                .append("versionArray", List.of(4, 2, 0, 0))
                .append("gitVersion", "sluice embedded server")
                .append("maxBsonObjectSize", BsonCheck.MAX_DOCUMENT);
    }
}
