package sluice.faults;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import sluice.testkit.Gen;

/**
 * Generated files, their plan, the documents that are there before, and what a load of them must leave. The same seed
 * gives the same. Immutable once made.
 */
final class DataSet {
    /** Declared, because the files have broken rows on purpose. */
    private static final String FORMAT = "{ delimiter: ',', quote: '\"', lineEnd: any, comment: none,"
            + " blanksAroundQuotes: false, encoding: utf-8, preambleRows: 0, headerRows: 1, footerRows: 0 }";

    static final String PARENT = "customers";
    static final String CHILD = "rentals";
    static final String PLAN = "plan.yaml";

    private final Shape shape;
    private final Map<String, String> parentFiles = new LinkedHashMap<>();
    private final Map<String, String> childFiles = new LinkedHashMap<>();
    private final List<Document> prior = new ArrayList<>();

    DataSet(Shape shape, Gen gen) {
        this.shape = shape;
        Rows rows = new Rows(gen);
        for (int i = 1; i <= shape.files(); i++) {
            parentFiles.put(PARENT + "-" + i + ".csv", rows.parents(shape.rows() / shape.files()));
        }
        parentFiles.computeIfPresent(lastFile(), (name, text) -> text + shape.tail());
        if (shape.child()) {
            childFiles.put(CHILD + ".csv", rows.children(shape.rows() / 2));
        }
        if (shape.prior()) {
            rows.keys(shape.rows() / 4).forEach(key -> prior.add(before(key)));
        }
    }

    private Document before(String key) {
        String name = shape.mode() == Mode.ID ? "_id" : "k";
        return new Document(name, key).append("n", "before").append("old", true);
    }

    Shape shape() {
        return shape;
    }

    /** Writes the files and the plan. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve(PLAN), plan());
    }

    /** All files by name. */
    Map<String, String> files() {
        Map<String, String> all = new LinkedHashMap<>(parentFiles);
        all.putAll(childFiles);
        return all;
    }

    /** The name of the last file of the first collection. */
    String lastFile() {
        return PARENT + "-" + shape.files() + ".csv";
    }

    private String plan() {
        StringBuilder plan = new StringBuilder("database: faults\ncollections:\n");
        plan.append(collection(PARENT, parentFiles));
        if (!shape.mode().identity().isEmpty()) {
            plan.append("    ").append(shape.mode().identity()).append(": k\n");
        }
        plan.append("    mode: ").append(shape.mode().word()).append('\n');
        if (shape.child()) {
            plan.append(collection(CHILD, childFiles)).append("    references: { customer: customers }\n");
        }
        return plan.toString();
    }

    private static String collection(String name, Map<String, String> files) {
        return "  " + name + ":\n    files: [" + String.join(", ", files.keySet())
                + "]\n    types: string\n    dialect: " + FORMAT + "\n    columns: { amount: { type: int } }\n";
    }

    /** Makes the documents that are there before the load. */
    void prepare(MongoDatabase database) {
        if (!prior.isEmpty()) {
            // Copies: the driver gives them an _id.
            database.getCollection(PARENT)
                    .insertMany(prior.stream().map(Document::new).collect(Collectors.toList()));
        }
    }

    /** What one row after the other makes of it. */
    Expectation expectation() {
        NaiveReader parent = new NaiveReader(shape.mode(), prior, null);
        parentFiles.forEach(parent::read);
        Map<String, List<Document>> documents = new LinkedHashMap<>();
        Map<String, List<NaiveReader.Reject>> rejects = new LinkedHashMap<>(parent.rejects());
        documents.put(PARENT, parent.documents());
        if (shape.child()) {
            NaiveReader child = new NaiveReader(Mode.NO_KEY, List.of(), parent.keys());
            childFiles.forEach(child::read);
            documents.put(CHILD, child.documents());
            rejects.putAll(child.rejects());
        }
        return new Expectation(shape.mode(), documents, rejects);
    }

    /** The size of all files. */
    long bytes() {
        return files().values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
