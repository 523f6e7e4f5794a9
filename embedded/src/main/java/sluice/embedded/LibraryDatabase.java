package sluice.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A database as the library's aggregation stages see it: they find collections.
 *
 * <p>A proxy, because the interface's other methods are about the library's own network layer, which is not used here and not on the
 * compiler's class path.
 */
final class LibraryDatabase {
    private LibraryDatabase() {}

    static MongoDatabase of(StoredDatabase database) {
        return (MongoDatabase) Proxy.newProxyInstance(
                LibraryDatabase.class.getClassLoader(),
                new Class<?>[] {MongoDatabase.class},
                (proxy, method, arguments) -> call(proxy, database, method.getName(), arguments));
    }

    private static @Nullable Object find(StoredDatabase database, String collection, boolean mustExist) {
        StoredCollection found = database.find(collection);
        if (found == null && mustExist) {
            throw Errors.noNamespace(database.name() + "." + collection);
        }
        return found;
    }

    private static @Nullable Object call(Object proxy, StoredDatabase database, String method, Object[] arguments) {
        switch (method) {
            case "getDatabaseName", "toString" -> {
                return database.name();
            }
            case "resolveCollection" -> {
                return find(database, (String) arguments[0], (Boolean) arguments[1]);
            }
            case "hashCode" -> {
                return database.hashCode();
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            default -> throw new UnsupportedOperationException(method);
        }
    }
}
