package sluice.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A database: its collections by name. */
final class StoredDatabase {
    private static final int LONGEST_NAMESPACE = 255;

    private final String name;
    private final Catalog catalog;
    private final MongoDatabase forLibrary = LibraryDatabase.of(this);
    private final Map<String, StoredCollection> collections = new ConcurrentSkipListMap<>();

    StoredDatabase(String name, Catalog catalog) {
        this.name = name;
        this.catalog = catalog;
    }

    /** The same database for the library's aggregation stages. */
    MongoDatabase forLibrary() {
        return forLibrary;
    }

    void opened(StoredCollection collection) {
        collections.put(collection.getCollectionName(), collection);
    }

    List<StoredCollection> collections() {
        return List.copyOf(collections.values());
    }

    @Nullable
    StoredCollection find(String collection) {
        return collections.get(collection);
    }

    StoredCollection findOrCreate(String collection) {
        StoredCollection found = collections.get(collection);
        return found == null ? create(collection) : found;
    }

    StoredCollection create(String collection) {
        String namespace = name + "." + collection;
        boolean wrong = collection.isEmpty()
                || collection.startsWith(".")
                || collection.startsWith("system.")
                || collection.indexOf('$') >= 0
                || collection.indexOf('\0') >= 0
                || namespace.length() > LONGEST_NAMESPACE
                || name.isEmpty()
                || name.chars().anyMatch(character -> "/\\. \"$\0".indexOf(character) >= 0);
        if (wrong) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid namespace specified '" + namespace + "'");
        }
        if (collections.containsKey(collection)) {
            throw new MongoServerError(48, "NamespaceExists", "Collection " + namespace + " already exists.");
        }
        StoredCollection created = catalog.create(this, collection);
        collections.put(collection, created);
        return created;
    }

    void drop(StoredCollection collection) {
        collections.remove(collection.getCollectionName());
        catalog.remove(collection);
    }

    /** Takes a collection of this or another database under a name that is free here. */
    void take(StoredDatabase old, StoredCollection collection, String newName) {
        String oldNamespace = collection.getFullName();
        old.collections.remove(collection.getCollectionName());
        collection.renameTo(forLibrary, newName);
        collections.put(newName, collection);
        catalog.renamed(oldNamespace, collection);
    }

    String name() {
        return name;
    }

    boolean isEmpty() {
        return collections.isEmpty();
    }
}
