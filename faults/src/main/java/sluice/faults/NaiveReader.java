package sluice.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import sluice.testkit.NaiveCsv;

/**
 * Says what a load must leave, from one row after the other and with nothing but maps: independent of the loader and of
 * the server. Knows the columns of {@link Rows} and no others.
 */
final class NaiveReader {
    private static final int MOST_BYTES = 16 << 20;
    private static final int KEY = 1;
    private static final int AMOUNT = 3;

    private final Mode mode;
    private final @Nullable Set<String> parentKeys;
    private final Map<String, Document> byIdentity = new LinkedHashMap<>();
    private final Map<String, List<Reject>> rejects = new LinkedHashMap<>();

    /** A row that is not loaded: the line it starts on, the code of the reason, its text. */
    record Reject(long line, String code, String original) {}

    /**
     * A collection before its load.
     *
     * @param parentKeys what values of the second column must be among, or null where anything goes
     */
    NaiveReader(Mode mode, List<Document> before, @Nullable Set<String> parentKeys) {
        this.mode = mode;
        this.parentKeys = parentKeys;
        for (Document document : before) {
            String key = document.getString(mode == Mode.ID ? "_id" : "k");
            byIdentity.put(mode == Mode.NO_KEY ? "before " + key : key, new Document(document));
        }
    }

    /** Loads a file. */
    void read(String file, String text) {
        List<NaiveCsv.Row> rows = NaiveCsv.read(text);
        List<String> header = rows.get(0).fields();
        for (NaiveCsv.Row row : rows.subList(1, rows.size())) {
            String code = fault(row, header.size());
            if (code == null) {
                take(header, row.fields());
            } else {
                rejects.computeIfAbsent(file, name -> new ArrayList<>())
                        .add(new Reject(row.line(), code, row.original()));
            }
        }
    }

    /** What the collection holds. */
    List<Document> documents() {
        return List.copyOf(byIdentity.values());
    }

    /** The keys of its documents. */
    Set<String> keys() {
        return byIdentity.keySet();
    }

    /** The rejects by file. */
    Map<String, List<Reject>> rejects() {
        return rejects;
    }

    private @Nullable String fault(NaiveCsv.Row row, int columns) {
        List<String> fields = row.fields();
        if (row.malformed()) {
            return "malformed";
        } else if (fields.size() != columns) {
            return "ragged";
        } else if (mode != Mode.NO_KEY && fields.get(KEY).isBlank()) {
            return "empty-key";
        } else if (mode != Mode.DELETE && !isAmount(fields.get(AMOUNT))) {
            return "wrong-type";
        } else if (fields.stream().anyMatch(field -> field.length() > MOST_BYTES)) {
            return "too-large";
        } else if (parentKeys != null
                && !parentKeys.contains(fields.get(KEY))
                && !fields.get(KEY).isBlank()) {
            return "orphan";
        }
        return mode.rejectsDuplicates() && byIdentity.containsKey(fields.get(KEY)) ? "duplicate-key" : null;
    }

    private static boolean isAmount(String text) {
        return text.isBlank() || text.matches("-?\\d{1,9}");
    }

    private void take(List<String> header, List<String> fields) {
        if (mode == Mode.DELETE) {
            byIdentity.remove(fields.get(KEY));
            return;
        }
        Document document = new Document();
        for (int i = 0; i < header.size(); i++) {
            String name = i == KEY && mode == Mode.ID ? "_id" : header.get(i);
            document.append(name, i == AMOUNT ? amount(fields.get(i)) : fields.get(i));
        }
        String identity = mode == Mode.NO_KEY ? fields.get(0) : fields.get(KEY);
        Document there = byIdentity.get(identity);
        if (mode == Mode.MERGE && there != null) {
            there.putAll(document);
        } else {
            byIdentity.put(identity, document);
        }
    }

    private static @Nullable Integer amount(String text) {
        return text.isBlank() ? null : Integer.valueOf(text);
    }
}
