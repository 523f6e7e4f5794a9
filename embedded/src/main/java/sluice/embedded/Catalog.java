package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.Cursor;

/**
 * Which collections and indexes there are, by database. A collection keeps its number, and so its maps, when it is renamed.
 *
 * <p>What changes it runs inside {@link Store#write}.
 */
final class Catalog {
    private static final String MAP = "catalog";
    private static final byte[] LAST_NUMBER = {};

    private final Store store;
    private final StoredMap map;
    private final Map<String, StoredDatabase> databases = new ConcurrentHashMap<>();

    Catalog(Store store) {
        this.store = store;
        this.map = store.map(MAP);
        Set<String> used = new HashSet<>(List.of(MAP, "settings"));
        Cursor<byte[], byte[]> cursor = map.from(null, false);
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (key.length > 0) {
                open(new String(key, StandardCharsets.UTF_8), BsonReader.document(cursor.getValue()), used);
            }
        }
        dropLeftovers(used);
    }

    /** Returns the database; one that nobody has written to is empty and not listed. */
    StoredDatabase database(String name) {
        return databases.computeIfAbsent(name, missing -> new StoredDatabase(missing, this));
    }

    List<StoredDatabase> databases() {
        return databases.values().stream()
                .filter(database -> !database.isEmpty())
                .toList();
    }

    long storeSize() {
        return store.fileSize();
    }

    StoredCollection create(StoredDatabase database, String name) {
        byte[] last = map.get(LAST_NUMBER);
        long number = last == null ? 1 : Numbers.sortable(last, 0) + 1;
        map.put(LAST_NUMBER, Numbers.sortable(number));
        StoredCollection collection = collection(database, name, number);
        collection.attach(new FieldIndex(IndexSpec.id(), store.map(indexMap(number, IndexSpec.ID_NAME))));
        save(collection);
        return collection;
    }

    void remove(StoredCollection collection) {
        map.remove(key(collection.getFullName()));
        for (FieldIndex index : collection.fieldIndexes()) {
            store.drop(index.map().name());
        }
        store.drop(recordsMap(collection.number()));
        store.drop(factsMap(collection.number()));
    }

    void renamed(String oldNamespace, StoredCollection collection) {
        map.remove(key(oldNamespace));
        save(collection);
    }

    /** Builds the index; nothing of it is left where two records have the same unique key. */
    void createIndex(StoredCollection collection, IndexSpec spec) {
        String name = indexMap(collection.number(), spec.name());
        FieldIndex index = new FieldIndex(spec, store.map(name));
        try {
            collection.build(index);
        } catch (RuntimeException e) {
            store.drop(name);
            throw e;
        }
        collection.attach(index);
        save(collection);
    }

    void dropIndex(StoredCollection collection, FieldIndex index) {
        collection.detach(index);
        save(collection);
        store.drop(index.map().name());
    }

    private void open(String namespace, Document stored, Set<String> used) {
        int dot = namespace.indexOf('.');
        StoredDatabase database = database(namespace.substring(0, dot));
        long number = IndexSpec.field(stored, "number", Long.class);
        StoredCollection collection = collection(database, namespace.substring(dot + 1), number);
        used.add(recordsMap(number));
        used.add(factsMap(number));
        for (Object each : (Collection<?>) stored.getOrDefault("indexes", List.of())) {
            IndexSpec spec = IndexSpec.stored((Document) each);
            String name = indexMap(number, spec.name());
            used.add(name);
            collection.attach(new FieldIndex(spec, store.map(name)));
        }
        database.opened(collection);
    }

    /** What a killed index build left. */
    private void dropLeftovers(Set<String> used) {
        List<String> unused =
                store.mapNames().stream().filter(name -> !used.contains(name)).toList();
        if (!unused.isEmpty()) {
            store.write(false, () -> {
                unused.forEach(store::drop);
                return unused;
            });
        }
    }

    private StoredCollection collection(StoredDatabase database, String name, long number) {
        return new StoredCollection(
                database.forLibrary(), name, number, store, store.map(recordsMap(number)), store.map(factsMap(number)));
    }

    private void save(StoredCollection collection) {
        List<Document> indexes = collection.fieldIndexes().stream()
                .map(index -> index.spec().toStored())
                .toList();
        Document stored = new Document("number", collection.number()).append("indexes", indexes);
        map.put(key(collection.getFullName()), BsonWriter.document(stored));
    }

    private static byte[] key(String namespace) {
        return namespace.getBytes(StandardCharsets.UTF_8);
    }

    private static String recordsMap(long number) {
        return "records " + number;
    }

    private static String factsMap(long number) {
        return "facts " + number;
    }

    private static String indexMap(long number, String index) {
        return "index " + number + " " + index;
    }
}
