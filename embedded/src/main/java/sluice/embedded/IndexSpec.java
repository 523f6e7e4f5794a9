package sluice.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an index is: its name, its fields in order with 1 or -1, and whether it is unique or sparse. */
record IndexSpec(String name, Document key, boolean unique, boolean sparse) {
    static final String ID_NAME = "_id_";

    static IndexSpec id() {
        return new IndexSpec(ID_NAME, new Document("_id", 1), true, false);
    }

    static IndexSpec stored(Document stored) {
        return new IndexSpec(
                field(stored, "name", String.class),
                field(stored, "key", Document.class),
                field(stored, "unique", Boolean.class),
                field(stored, "sparse", Boolean.class));
    }

    static <T> T field(Document stored, String name, Class<T> type) {
        return Objects.requireNonNull(type.cast(stored.get(name)), name);
    }

    Document toStored() {
        return new Document("name", name)
                .append("key", key)
                .append("unique", unique)
                .append("sparse", sparse);
    }

    Document toListed() {
        Document listed = new Document("v", 2).append("key", key).append("name", name);
        if (unique && !isId()) {
            listed.append("unique", true);
        }
        if (sparse) {
            listed.append("sparse", true);
        }
        return listed;
    }

    boolean isId() {
        return name.equals(ID_NAME);
    }

    List<String> paths() {
        return List.copyOf(key.keySet());
    }

    List<IndexKey> libraryKeys() {
        List<IndexKey> keys = new ArrayList<>();
        for (Map.Entry<String, Object> entry : key.entrySet()) {
            keys.add(new IndexKey(entry.getKey(), ((Number) entry.getValue()).intValue() > 0));
        }
        return keys;
    }
}
