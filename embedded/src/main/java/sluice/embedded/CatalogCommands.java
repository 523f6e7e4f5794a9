package sluice.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The commands on collections and indexes. */
final class CatalogCommands {
    private final Store store;
    private final Catalog catalog;

    CatalogCommands(Store store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    Document create(Command command) {
        return change(command, () -> {
            database(command).create(command.collection());
            return new Document();
        });
    }

    Document drop(Command command) {
        return change(command, () -> {
            StoredCollection collection = existing(command);
            int indexes = collection.fieldIndexes().size();
            database(command).drop(collection);
            return new Document("nIndexesWas", indexes).append("ns", command.namespace());
        });
    }

    Document dropDatabase(Command command) {
        return change(command, () -> {
            StoredDatabase database = database(command);
            database.collections().forEach(database::drop);
            return new Document("dropped", database.name());
        });
    }

    Document renameCollection(Command command) {
        String[] from = split(command.string("renameCollection"));
        String[] to = split(command.string("to"));
        return change(command, () -> {
            StoredDatabase source = catalog.database(from[0]);
            StoredDatabase target = catalog.database(to[0]);
            StoredCollection collection = source.find(from[1]);
            if (collection == null) {
                throw Errors.noNamespace(from[0] + "." + from[1]);
            }
            StoredCollection present = target.find(to[1]);
            if (present == collection) {
                throw new MongoServerError(20, "IllegalOperation", "Can't rename a collection to itself");
            }
            if (present != null && !command.flag("dropTarget", false)) {
                throw new MongoServerError(48, "NamespaceExists", "target namespace exists");
            }
            if (present != null) {
                target.drop(present);
            }
            target.take(source, collection, to[1]);
            return new Document();
        });
    }

    Document createIndexes(Command command) {
        List<IndexSpec> specs =
                command.documents("indexes").stream().map(Options::index).toList();
        return change(command, () -> {
            StoredCollection collection = database(command).findOrCreate(command.collection());
            int before = collection.fieldIndexes().size();
            for (IndexSpec spec : specs) {
                if (isNew(collection, spec)) {
                    catalog.createIndex(collection, spec);
                }
            }
            return new Document("numIndexesBefore", before)
                    .append("numIndexesAfter", collection.fieldIndexes().size());
        });
    }

    private static boolean isNew(StoredCollection collection, IndexSpec spec) {
        for (FieldIndex index : collection.fieldIndexes()) {
            IndexSpec present = index.spec();
            boolean sameKey = present.key().equals(spec.key());
            boolean sameName = present.name().equals(spec.name());
            boolean sameKind = present.unique() == spec.unique() && present.sparse() == spec.sparse();
            if (sameName && sameKey && sameKind) {
                return false;
            }
            if (sameName) {
                throw new MongoServerError(
                        86,
                        "IndexKeySpecsConflict",
                        "An existing index has the same name as the requested index but not the same definition: "
                                + spec.name());
            }
            if (sameKey) {
                throw new MongoServerError(
                        85, "IndexOptionsConflict", "Index already exists with a different name: " + present.name());
            }
        }
        return true;
    }

    Document dropIndexes(Command command) {
        Object wanted = command.body().get("index");
        return change(command, () -> {
            StoredCollection collection = existing(command);
            int before = collection.fieldIndexes().size();
            List<FieldIndex> dropped = new ArrayList<>();
            for (FieldIndex index : collection.fieldIndexes()) {
                boolean meant = Objects.equals(wanted, index.spec().name())
                        || Objects.equals(wanted, index.spec().key());
                if (meant && index.spec().isId()) {
                    throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
                }
                if (meant || (Objects.equals(wanted, "*") && !index.spec().isId())) {
                    dropped.add(index);
                }
            }
            if (dropped.isEmpty() && !Objects.equals(wanted, "*")) {
                throw new MongoServerError(27, "IndexNotFound", "index not found with name [" + wanted + "]");
            }
            dropped.forEach(index -> catalog.dropIndex(collection, index));
            return new Document("nIndexesWas", before);
        });
    }

    Document listCollections(Command command) {
        Document filter = command.document("filter");
        List<Document> listed = database(command).collections().stream()
                .map(collection -> new Document("name", collection.getCollectionName())
                        .append("type", "collection")
                        .append("options", new Document())
                        .append("info", new Document("readOnly", false))
                        .append("idIndex", IndexSpec.id().toListed()))
                .filter(each -> new DefaultQueryMatcher().matches(each, filter))
                .toList();
        return Cursors.all(command.database() + ".$cmd.listCollections", listed);
    }

    Document listIndexes(Command command) {
        List<Document> listed = existing(command).fieldIndexes().stream()
                .map(index -> index.spec().toListed())
                .toList();
        return Cursors.all(command.namespace(), listed);
    }

    Document listDatabases(Command command) {
        Document filter = command.document("filter");
        List<Document> listed = catalog.databases().stream()
                .map(database -> new Document("name", database.name())
                        .append("sizeOnDisk", size(database))
                        .append("empty", false))
                .filter(each -> new DefaultQueryMatcher().matches(each, filter))
                .toList();
        return new Document("databases", listed).append("totalSize", catalog.storeSize());
    }

    private static long size(StoredDatabase database) {
        return database.collections().stream()
                .mapToLong(StoredCollection::dataSize)
                .sum();
    }

    private Document change(Command command, Supplier<Document> change) {
        boolean durable = Options.durable(command);
        return store.write(durable, change);
    }

    private StoredCollection existing(Command command) {
        StoredCollection collection = database(command).find(command.collection());
        if (collection == null) {
            throw Errors.noNamespace(command.namespace());
        }
        return collection;
    }

    private StoredDatabase database(Command command) {
        return catalog.database(command.database());
    }

    private static String[] split(String namespace) {
        int dot = namespace.indexOf('.');
        if (dot < 1) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid namespace specified '" + namespace + "'");
        }
        return new String[] {namespace.substring(0, dot), namespace.substring(dot + 1)};
    }
}
