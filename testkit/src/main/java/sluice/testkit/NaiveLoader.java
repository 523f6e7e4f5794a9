package sluice.testkit;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Loads CSV texts row after row, one call of the driver at a time: the yardstick for what a load must leave, however many
 * workers it has. Deliberately naive: every row does what a person would expect of it, and nothing is clever.
 */
public final class NaiveLoader {
    private static final int DUPLICATE_KEY = 11000;
    private static final int VALIDATION = 121;

    private final MongoDatabase database;
    private final Target target;
    private final MongoCollection<Document> collection;
    /** Where each value of what must be unique was first inserted in this load. */
    private final Map<String, String> firsts = new HashMap<>();

    private final Outcome outcome = new Outcome();

    private NaiveLoader(MongoDatabase database, Target target) {
        this.database = database;
        this.target = target;
        collection = database.getCollection(target.collection);
    }

    /** What a row does. */
    public enum Mode {
        INSERT,
        UPSERT,
        MERGE,
        DELETE
    }

    /** What becomes of a row whose key is taken. */
    public enum OnDuplicate {
        REJECT,
        SKIP,
        ERROR
    }

    /** A file: its name and its text, of which the first record is the header. */
    public record File(String name, String text) {}

    /**
     * What goes into a collection.
     *
     * @param ints the columns that are 32-bit integers; all others are strings
     * @param key the key's columns; empty for none
     * @param id the column that becomes {@code _id}, or null
     * @param omitBlank whether cells without a value make no field
     * @param unique the columns of further unique indexes that go by nothing but plain values, in the order of the reasons
     * @param references columns whose values must be found in a field elsewhere, in the order of the checks
     */
    public record Target(
            String collection,
            List<File> files,
            List<String> ints,
            List<String> key,
            @Nullable String id,
            Mode mode,
            OnDuplicate onDuplicate,
            boolean omitBlank,
            List<List<String>> unique,
            Map<String, Parent> references) {}

    /** A field of another collection. */
    public record Parent(String collection, String field) {}

    /** A row that was not loaded. The message of a duplicate names the row that has the value, if that is in the files. */
    public record Reject(String file, long line, String code, String message, String original) {}

    /** What became of the rows. */
    public static final class Outcome {
        public final Map<String, Long> counts = new HashMap<>();
        public final List<Reject> rejects = new ArrayList<>();
        /** The row whose key is taken where that ends the load, or null. */
        public @Nullable String stoppedAt;

        /** How many rows met this end: inserted, matched, modified, deleted, skipped. */
        public long count(String end) {
            return counts.getOrDefault(end, 0L);
        }
    }

    /** Loads one collection; parents must be loaded before their children. */
    public static Outcome load(MongoDatabase database, Target target) {
        NaiveLoader loader = new NaiveLoader(database, target);
        if (!target.key.isEmpty()) {
            loader.collection.createIndex(Indexes.ascending(target.key), new IndexOptions().unique(true));
        }
        for (File file : target.files) {
            List<NaiveCsv.Row> rows = NaiveCsv.read(file.text);
            List<String> header = rows.get(0).fields();
            for (NaiveCsv.Row row : rows.subList(1, rows.size())) {
                if (loader.outcome.stoppedAt == null) {
                    loader.row(file, header, row);
                }
            }
        }
        return loader.outcome;
    }

    private void row(File file, List<String> header, NaiveCsv.Row row) {
        if (row.malformed()) {
            reject(file, row, "malformed", "");
            return;
        }
        if (row.fields().size() != header.size()) {
            reject(file, row, "ragged", "");
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), row.fields().get(i));
        }
        for (String column : identifying()) {
            if (cells.getOrDefault(column, "").isEmpty()) {
                reject(file, row, "empty-key", "");
                return;
            }
        }
        Document document = new Document();
        for (String column : ordered(header)) {
            String cell = cells.getOrDefault(column, "");
            String field = column.equals(target.id) ? "_id" : column;
            if (target.ints.contains(column) && !cell.isEmpty() && !isInt(cell)) {
                reject(file, row, "wrong-type", "");
                return;
            }
            if (!cell.isEmpty() || !target.omitBlank) {
                document.append(field, value(column, cell));
            }
        }
        if (target.mode != Mode.DELETE) {
            for (Map.Entry<String, Parent> reference : target.references.entrySet()) {
                String cell = cells.getOrDefault(reference.getKey(), "");
                if (!cell.isEmpty() && !exists(reference.getValue(), value(reference.getKey(), cell))) {
                    reject(file, row, "orphan", "");
                    return;
                }
            }
        }
        write(file, row, document);
    }

    /** The columns that matter: all, with the id first; in delete mode those that find the document. */
    private List<String> ordered(List<String> header) {
        List<String> columns = new ArrayList<>();
        if (target.id != null) {
            columns.add(target.id);
        }
        for (String column : header) {
            boolean matters = target.mode != Mode.DELETE || target.key.contains(column);
            if (matters && !column.equals(target.id)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private List<String> identifying() {
        List<String> columns = new ArrayList<>(target.key);
        if (target.id != null) {
            columns.add(target.id);
        }
        return columns;
    }

    private static boolean isInt(String cell) {
        try {
            Integer.parseInt(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private @Nullable Object value(String column, String cell) {
        if (!target.ints.contains(column)) {
            return cell;
        }
        return cell.isEmpty() ? null : Integer.valueOf(cell);
    }

    private boolean exists(Parent parent, @Nullable Object value) {
        return database.getCollection(parent.collection)
                        .find(new Document(parent.field, value))
                        .first()
                != null;
    }

    private void write(File file, NaiveCsv.Row row, Document document) {
        try {
            switch (target.mode) {
                case INSERT -> insert(file, row, document);
                case UPSERT ->
                    count(collection.replaceOne(query(document), document, new ReplaceOptions().upsert(true)));
                case MERGE -> {
                    Document fields = new Document(document);
                    fields.remove("_id");
                    count(collection.updateOne(
                            query(document), new Document("$set", fields), new UpdateOptions().upsert(true)));
                }
                case DELETE ->
                    count(collection.deleteOne(query(document)).getDeletedCount() == 1 ? "deleted" : "skipped");
            }
        } catch (MongoWriteException e) {
            refused(file, row, e.getError().getCode());
        }
    }

    /** The reasons have an order: the id, the key, the other unique indexes, and then what the server says. */
    private void insert(File file, NaiveCsv.Row row, Document document) {
        for (List<String> fields : unique()) {
            Document values = values(document, fields);
            if (collection.find(values).first() != null) {
                boolean key = fields.equals(List.of("_id")) || fields.equals(target.key);
                duplicate(file, row, key, firstOf(file, values));
                return;
            }
        }
        collection.insertOne(document);
        count("inserted");
        for (List<String> fields : unique()) {
            firsts.putIfAbsent(values(document, fields).toJson(), file.name + ":" + row.line());
        }
    }

    /** What must be unique, in the order of the reasons. */
    private List<List<String>> unique() {
        List<List<String>> unique = new ArrayList<>();
        if (target.id != null) {
            unique.add(List.of("_id"));
        }
        if (!target.key.isEmpty()) {
            unique.add(target.key);
        }
        unique.addAll(target.unique);
        return unique;
    }

    /** The values of some fields; an index takes a missing one for null, and so does a query. */
    private static Document values(Document document, List<String> fields) {
        Document values = new Document();
        fields.forEach(field -> values.append(field, document.get(field)));
        return values;
    }

    private Document query(Document document) {
        if (target.id != null) {
            return new Document("_id", document.get("_id"));
        }
        return values(document, target.key);
    }

    private void count(UpdateResult result) {
        boolean inserted = result.getUpsertedId() != null;
        count(inserted ? "inserted" : result.getModifiedCount() == 1 ? "modified" : "matched");
    }

    private void count(String end) {
        outcome.counts.merge(end, 1L, Long::sum);
    }

    /** What Sluice calls a key is looked up before, so a duplicate that the server finds is one of another index. */
    private void refused(File file, NaiveCsv.Row row, int code) {
        switch (code) {
            case DUPLICATE_KEY -> duplicate(file, row, false, "");
            case VALIDATION -> reject(file, row, "validation", "");
            default -> reject(file, row, "server", "");
        }
    }

    private void duplicate(File file, NaiveCsv.Row row, boolean key, String message) {
        if (!key) {
            reject(file, row, "duplicate-value", message);
        } else if (target.onDuplicate == OnDuplicate.SKIP) {
            count("skipped");
        } else if (target.onDuplicate == OnDuplicate.ERROR) {
            outcome.stoppedAt = file.name + ", line " + row.line();
        } else {
            reject(file, row, "duplicate-key", message);
        }
    }

    private String firstOf(File file, Document values) {
        String first = firsts.get(values.toJson());
        if (first == null) {
            return "before the load";
        }
        int colon = first.lastIndexOf(':');
        String line = "line " + first.substring(colon + 1);
        return first.substring(0, colon).equals(file.name) ? line : line + " of " + first.substring(0, colon);
    }

    private void reject(File file, NaiveCsv.Row row, String code, String message) {
        outcome.rejects.add(new Reject(file.name, row.line(), code, message, row.original()));
    }
}
