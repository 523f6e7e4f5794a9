package sluice.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection: records by number, in the order they came, and its indexes.
 *
 * <p>What changes it runs inside {@link Store#write}; readers run beside it and see each record before or after its change.
 */
final class StoredCollection extends AbstractMongoCollection<Long> {
    private static final byte[] SIZE = {'s'};

    private final long number;
    private final Store store;
    private final StoredMap records;
    private final StoredMap facts;
    private final List<FieldIndex> indexes = new CopyOnWriteArrayList<>();
    private long next;
    private long bytes;
    private byte @Nullable [] prepared;

    StoredCollection(
            MongoDatabase database, String name, long number, Store store, StoredMap records, StoredMap facts) {
        super(database, name, CollectionOptions.withDefaults(), new CursorRegistry());
        this.number = number;
        this.store = store;
        this.records = records;
        this.facts = facts;
        byte[] last = records.lastKey();
        this.next = last == null ? 0 : Numbers.sortable(last, 0) + 1;
        byte[] size = facts.get(SIZE);
        this.bytes = size == null ? 0 : Numbers.sortable(size, 0);
    }

    long number() {
        return number;
    }

    /** Takes an index that is built. */
    void attach(FieldIndex index) {
        addIndex(index);
        indexes.add(index);
    }

    void detach(FieldIndex index) {
        indexes.remove(index);
        dropIndex(index.getName());
    }

    /** Fills an index with what is there; on a duplicate the caller drops its map. */
    void build(FieldIndex index) {
        Iterator<Entry> all = new Records(store, records, false);
        while (all.hasNext()) {
            Entry entry = all.next();
            if (!index.add(index.keysOf(entry.document()), entry.position())) {
                throw duplicate(index, entry.document());
            }
            store.breathe();
        }
    }

    /** Adds a checked document that has its _id. */
    void insert(byte[] document) {
        byte[] position = Numbers.sortable(next);
        for (int i = 0; i < indexes.size(); i++) {
            FieldIndex index = indexes.get(i);
            if (!index.add(index.keysOf(document), position)) {
                for (FieldIndex undone : indexes.subList(0, i)) {
                    undone.remove(undone.keysOf(document), position);
                }
                throw duplicate(index, document);
            }
        }
        records.put(position, document);
        next++;
        bytes += document.length;
    }

    /** Called at the end of a command that inserted. */
    void recordSize() {
        facts.put(SIZE, Numbers.sortable(bytes));
    }

    private DuplicateKey duplicate(FieldIndex index, byte[] document) {
        return new DuplicateKey(
                getFullName(),
                index.spec(),
                FieldKeys.describe(document, index.spec().paths()));
    }

    /** The records that match, in the wanted order; lazily unless they must be sorted. */
    Iterator<Document> find(
            Document query, @Nullable Document sort, int skip, int limit, @Nullable Document projection) {
        Stream<Document> found = Sequences.stream(candidates(query, isNaturalDescending(sort)));
        if (!query.isEmpty()) {
            DefaultQueryMatcher matcher = new DefaultQueryMatcher();
            found = found.filter(document -> matcher.matches(document, query));
        }
        var order = deriveComparator(sort);
        if (order != null) {
            found = limit > 0 ? Sequences.smallest(found, order, (long) skip + limit) : found.sorted(order);
        }
        found = found.skip(skip);
        if (limit > 0) {
            found = found.limit(limit);
        }
        if (projection == null || projection.isEmpty()) {
            return found.iterator();
        }
        return found.map(document -> projected(document, projection)).iterator();
    }

    private Document projected(Document document, Document projection) {
        return super.matchDocumentsFromStream(Stream.of(document), new Document(), null, 0, 0, 0, projection)
                .iterator()
                .next();
    }

    private Iterator<Document> candidates(Document query, boolean descending) {
        FieldIndex best = null;
        for (FieldIndex index : indexes) {
            if (index.canHandle(query) && (best == null || (index.isUnique() && !best.isUnique()))) {
                best = index;
            }
        }
        if (best == null || descending) {
            Records all = new Records(store, records, descending);
            return Sequences.map(all, entry -> BsonReader.document(entry.document()));
        }
        FieldIndex index = best;
        List<Long> positions = store.read(() -> index.getPositions(query));
        return positions.stream()
                .map(position -> store.read(() -> records.get(Numbers.sortable(position))))
                .<Document>mapMulti((document, sink) -> {
                    if (document != null) {
                        sink.accept(BsonReader.document(document));
                    }
                })
                .iterator();
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        return new QueryResult(() -> find(query, orderBy, numberToSkip, limit, fieldSelector));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        return queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    public void addDocument(Document document) {
        byte[] encoded = RawDocument.withId(RawDocument.storable(document));
        document.computeIfAbsent("_id", missing -> BsonReader.document(encoded).get("_id"));
        insert(encoded);
        recordSize();
        store.breathe();
    }

    /** Called by the library before it changes anything. */
    void prepareUpdate(Document newDocument) {
        byte[] encoded = RawDocument.storable(newDocument);
        byte[] id = FieldKeys.prefix(Collections.singletonList(newDocument.get("_id")));
        byte[] own = indexes.get(0).map().get(id);
        for (FieldIndex index : indexes) {
            if (index.conflict(index.keysOf(encoded), own) != null) {
                throw duplicate(index, encoded);
            }
        }
        prepared = encoded;
    }

    /** Stores what was prepared: the library's merged copy has the fields of a replacement in the old document's order. */
    @Override
    protected void handleUpdate(Long position, Document oldDocument, Document newDocument) {
        byte[] key = Numbers.sortable(position);
        byte[] after = Objects.requireNonNull(prepared);
        prepared = null;
        byte[] before = Objects.requireNonNull(records.put(key, after));
        for (FieldIndex index : indexes) {
            List<byte[]> removed = index.keysOf(before);
            List<byte[]> added = index.keysOf(after);
            if (!Sequences.equal(removed, added)) {
                index.remove(removed, key);
                index.add(added, key);
            }
        }
        bytes += after.length - before.length;
        recordSize();
        store.breathe();
    }

    @Override
    public void removeDocument(Document document) {
        Long position = indexes.get(0).getPosition(document);
        if (position != null) {
            removeDocument(position);
        }
    }

    @Override
    protected void removeDocument(Long position) {
        byte[] key = Numbers.sortable(position);
        byte[] removed = Objects.requireNonNull(records.remove(key));
        for (FieldIndex index : indexes) {
            index.remove(index.keysOf(removed), key);
        }
        bytes -= removed.length;
        recordSize();
        store.breathe();
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return new DefaultQueryMatcher().matches(document, query);
    }

    @Override
    protected Document getDocument(Long position) {
        return BsonReader.document(Objects.requireNonNull(records.get(Numbers.sortable(position))));
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return Stream.empty();
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        throw new UnsupportedOperationException("raw documents are added");
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("the collection counts bytes itself");
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    long dataSize() {
        return bytes;
    }

    long size() {
        return records.size();
    }

    @Override
    public int count() {
        return Math.toIntExact(records.size());
    }

    List<FieldIndex> fieldIndexes() {
        return indexes;
    }

    @Override
    public List<Index<Long>> getIndexes() {
        return List.copyOf(indexes);
    }
}
