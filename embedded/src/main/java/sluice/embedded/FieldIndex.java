package sluice.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * An index on one or more fields: a stored map from key bytes to the record's number. Where it is not unique, the record's number is
 * also the end of the key.
 *
 * <p>It finds records whose first fields equal given values; for anything else the query scans, with the same result.
 */
final class FieldIndex extends Index<Long> {
    private final IndexSpec spec;
    private final List<String> paths;
    private final FieldKeys keys;
    private final StoredMap map;

    FieldIndex(IndexSpec spec, StoredMap map) {
        super(spec.name(), spec.libraryKeys(), spec.sparse());
        this.spec = spec;
        this.paths = spec.paths();
        this.keys = new FieldKeys(paths, spec.sparse());
        this.map = map;
    }

    IndexSpec spec() {
        return spec;
    }

    StoredMap map() {
        return map;
    }

    List<byte[]> keysOf(byte[] document) {
        return keys.of(document);
    }

    /** Returns false, with nothing changed, where another record has one of the keys. */
    boolean add(List<byte[]> added, byte[] position) {
        for (int i = 0; i < added.size(); i++) {
            if (!spec.unique()) {
                map.put(entry(added.get(i), position), position);
            } else if (map.putIfAbsent(added.get(i), position) != null) {
                remove(added.subList(0, i), position);
                return false;
            }
        }
        return true;
    }

    void remove(List<byte[]> removed, byte[] position) {
        for (byte[] key : removed) {
            map.remove(entry(key, position));
        }
    }

    /** Returns the number of the first record that has one of the keys and isn't that one, or null. */
    byte @Nullable [] conflict(List<byte[]> wanted, byte @Nullable [] own) {
        if (spec.unique()) {
            for (byte[] key : wanted) {
                byte[] present = map.get(key);
                if (present != null && !Arrays.equals(present, own)) {
                    return present;
                }
            }
        }
        return null;
    }

    private byte[] entry(byte[] key, byte[] position) {
        return spec.unique()
                ? key
                : new KeyBytes(key.length + position.length)
                        .key(key)
                        .recordNumber(position)
                        .toArray();
    }

    @Override
    public boolean isUnique() {
        return spec.unique();
    }

    /** Null for all but the unique _id, which is enough for the library to find the record. */
    @Override
    public @Nullable Long getPosition(Document document) {
        if (!spec.isId()) {
            return null;
        }
        byte[] position = map.get(FieldKeys.prefix(Collections.singletonList(document.get("_id"))));
        return position == null ? null : Numbers.sortable(position, 0);
    }

    @Override
    public boolean canHandle(Document query) {
        return !equalities(query).isEmpty();
    }

    @Override
    public List<Long> getPositions(Document query) {
        List<List<Object>> wanted = equalities(query);
        List<byte[]> prefixes = new ArrayList<>();
        combine(wanted, new ArrayList<>(), prefixes);
        prefixes.sort(Arrays::compareUnsigned);
        List<Long> positions = new ArrayList<>();
        byte[] previous = null;
        for (byte[] prefix : prefixes) {
            if (!Arrays.equals(prefix, previous)) {
                collect(prefix, wanted.size() == paths.size(), positions);
            }
            previous = prefix;
        }
        return positions.stream().distinct().sorted().toList();
    }

    private void collect(byte[] prefix, boolean whole, List<Long> positions) {
        if (whole && spec.unique()) {
            byte[] position = map.get(prefix);
            if (position != null) {
                positions.add(Numbers.sortable(position, 0));
            }
            return;
        }
        Cursor<byte[], byte[]> cursor = map.from(prefix, false);
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (key.length < prefix.length || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                return;
            }
            positions.add(Numbers.sortable(cursor.getValue(), 0));
        }
    }

    private static void combine(List<List<Object>> wanted, List<Object> chosen, List<byte[]> prefixes) {
        if (chosen.size() == wanted.size()) {
            prefixes.add(FieldKeys.prefix(chosen));
            return;
        }
        for (Object value : wanted.get(chosen.size())) {
            chosen.add(value);
            combine(wanted, chosen, prefixes);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** The values that the query demands of the index's first fields, as many fields as it pins down; several values for $in. */
    private List<List<Object>> equalities(Document query) {
        List<List<Object>> equalities = new ArrayList<>();
        for (String path : paths) {
            List<Object> values = values(query.get(path));
            // More than one $in would multiply; the rest of the query is checked on the records anyway.
            if (values == null || (values.size() != 1 && !equalities.isEmpty())) {
                break;
            }
            equalities.add(values);
        }
        return equalities;
    }

    private static @Nullable List<Object> values(@Nullable Object condition) {
        if (isPlain(condition)) {
            return List.of(condition);
        }
        if (!(condition instanceof Document operators)) {
            return null;
        }
        Object equal = operators.get("$eq");
        if (isPlain(equal)) {
            return List.of(equal);
        }
        if (operators.get("$in") instanceof Collection<?> values
                && values.stream().allMatch(FieldIndex::isPlain)) {
            return List.copyOf(values);
        }
        return null;
    }

    /** Null, arrays, documents and regular expressions match in more ways than by equal keys. */
    @NullUnmarked
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof UUID
                || value instanceof BinData;
    }

    @Override
    public long getCount() {
        return map.size();
    }

    /** Never empty for the library, which would otherwise build it: {@link StoredCollection} has done so. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return map.size() * Long.BYTES;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        throw new UnsupportedOperationException("the collection adds raw documents");
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        throw new UnsupportedOperationException("the collection adds raw documents");
    }

    @Override
    public @Nullable Long remove(Document document) {
        throw new UnsupportedOperationException("the collection removes raw documents");
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Long> collection) {
        if (spec.isId()) {
            ((StoredCollection) collection).prepareUpdate(newDocument);
        }
    }

    /** Nothing: the collection changes all indexes with the record. */
    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Long position, MongoCollection<Long> collection) {}

    @Override
    public void drop() {}
}
