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
    /** Where each value of the id and of the key was first inserted in this load. */
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
            Map<String, Parent> references) {}

    /** A field of another collection. */
    public record Parent(String collection, String field) {}

    /** A row that was not loaded. The message of a duplicate names the first row of its key, if that is in the files. */
    public record Reject(String file, long line, String code, String message, String original) {}

    /** What became of the rows. */
    public static final class Outcome {
        public final Map<String, Long> counts = new HashMap<>();
        public final List<Reject> rejects = new ArrayList<>();
        public boolean stopped;

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
                if (!loader.outcome.stopped) {
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
            refused(file, row, document, e.getError().getCode());
        }
    }

    private void insert(File file, NaiveCsv.Row row, Document document) {
        if (isTaken(document)) {
            refused(file, row, document, DUPLICATE_KEY);
            return;
        }
        collection.insertOne(document);
        count("inserted");
        for (String name : names(document)) {
            firsts.putIfAbsent(name, file.name + ":" + row.line());
        }
    }

    /** A row whose id or key is in the collection is a duplicate, whatever else is wrong with it. */
    private boolean isTaken(Document document) {
        Document byKey = new Document();
        target.key.forEach(column -> byKey.append(column, document.get(column)));
        boolean idTaken = target.id != null
                && collection.find(new Document("_id", document.get("_id"))).first() != null;
        return idTaken || (!byKey.isEmpty() && collection.find(byKey).first() != null);
    }

    /** The id and the key of a document, as texts; an int and a string are never equal. */
    private List<String> names(Document document) {
        List<String> names = new ArrayList<>();
        if (target.id != null) {
            names.add("id " + new Document("v", document.get("_id")).toJson());
        }
        if (!target.key.isEmpty()) {
            Document key = new Document();
            target.key.forEach(column -> key.append(column, document.get(column)));
            names.add("key " + key.toJson());
        }
        return names;
    }

    private Document query(Document document) {
        if (target.id != null) {
            return new Document("_id", document.get("_id"));
        }
        Document query = new Document();
        target.key.forEach(column -> query.append(column, document.get(column)));
        return query;
    }

    private void count(UpdateResult result) {
        boolean inserted = result.getUpsertedId() != null;
        count(inserted ? "inserted" : result.getModifiedCount() == 1 ? "modified" : "matched");
    }

    private void count(String end) {
        outcome.counts.merge(end, 1L, Long::sum);
    }

    private void refused(File file, NaiveCsv.Row row, Document document, int code) {
        if (code != DUPLICATE_KEY) {
            reject(file, row, code == VALIDATION ? "validation" : "server", "");
        } else if (target.onDuplicate == OnDuplicate.SKIP) {
            count("skipped");
        } else if (target.onDuplicate == OnDuplicate.ERROR) {
            outcome.stopped = true;
        } else {
            reject(file, row, "duplicate-key", firstOf(file, document));
        }
    }

    private String firstOf(File file, Document document) {
        for (String name : names(document)) {
            String first = firsts.get(name);
            if (first != null) {
                int colon = first.lastIndexOf(':');
                String line = "line " + first.substring(colon + 1);
                return first.substring(0, colon).equals(file.name) ? line : line + " of " + first.substring(0, colon);
            }
        }
        return "before the load";
    }

    private void reject(File file, NaiveCsv.Row row, String code, String message) {
        outcome.rejects.add(new Reject(file.name, row.line(), code, message, row.original()));
    }
}
