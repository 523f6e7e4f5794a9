package sluice.faults;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.ObjectId;

/** What a load must leave: the documents of every collection, and the rejects of every file. */
record Expectation(Mode mode, Map<String, List<Document>> documents, Map<String, List<NaiveReader.Reject>> rejects) {
    private static final int SHOWN = 3;

    /**
     * How a state differs from the expected one.
     *
     * @param lost documents that should be there
     * @param twice documents that are there once more than they should
     * @param extra documents that should not be there
     * @param wrong documents that are there with other fields
     * @param examples a few of all of these, a sentence each
     */
    record Difference(long lost, long twice, long extra, long wrong, List<String> examples) {
        boolean none() {
            return lost + twice + extra + wrong == 0;
        }
    }

    /** The exit code of a load that comes to its end. */
    int exitCode() {
        return rejects.isEmpty() ? 0 : 1;
    }

    /** Compares a database, document by document. */
    Difference compare(MongoDatabase database) {
        long[] counts = new long[4];
        List<String> examples = new ArrayList<>();
        documents.forEach((name, expected) -> {
            Map<String, Document> missing = new HashMap<>();
            Map<String, Document> all = new HashMap<>();
            expected.forEach(document -> {
                missing.put(identity(name, document), document);
                all.put(identity(name, document), document);
            });
            for (Document found : database.getCollection(name).find()) {
                Document actual = withoutGeneratedId(found);
                String identity = identity(name, actual);
                Document wanted = missing.remove(identity);
                if (wanted == null) {
                    boolean twice = all.containsKey(identity);
                    note(counts, twice ? 1 : 2, examples, name + (twice ? ": twice " : ": extra ") + cut(found));
                } else if (!wanted.equals(actual)) {
                    note(counts, 3, examples, name + ": wrong " + cut(found) + ", expected " + cut(wanted));
                }
            }
            missing.values().forEach(document -> note(counts, 0, examples, name + ": lost " + cut(document)));
        });
        return new Difference(counts[0], counts[1], counts[2], counts[3], examples);
    }

    private static void note(long[] counts, int which, List<String> examples, String example) {
        if (counts[which]++ < SHOWN) {
            examples.add(example);
        }
    }

    private String identity(String collection, Document document) {
        boolean byKey = collection.equals(DataSet.PARENT) && mode != Mode.NO_KEY;
        Object number = document.get("n");
        if (!byKey) {
            return "before".equals(number) ? "before " + document.get("k") : String.valueOf(number);
        }
        return String.valueOf(document.get(mode == Mode.ID ? "_id" : "k"));
    }

    private static Document withoutGeneratedId(Document found) {
        Document document = new Document(found);
        if (document.get("_id") instanceof ObjectId) {
            document.remove("_id");
        }
        return document;
    }

    private static String cut(Document document) {
        String json = document.toJson();
        return json.length() <= 200 ? json : json.substring(0, 200) + "...";
    }

    /** What is wrong with an operation's rejects, a sentence each; empty where nothing is. */
    List<String> compareRejects(Path operation) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, List<NaiveReader.Reject>> entry : rejects.entrySet()) {
            String label = entry.getKey().replace(".csv", "");
            Path csv = operation.resolve("rejects").resolve(label + ".csv");
            Path reasons = operation.resolve("rejects").resolve(label + ".reasons.jsonl");
            if (!Files.exists(csv) || !Files.exists(reasons)) {
                problems.add("no rejects of " + entry.getKey() + ", expected "
                        + entry.getValue().size());
                continue;
            }
            StringBuilder records = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            entry.getValue().forEach(reject -> {
                records.append(reject.original()).append('\n');
                expected.append(reject.line()).append(' ').append(reject.code()).append('\n');
            });
            String text = Files.readString(csv);
            if (!text.substring(text.indexOf('\n') + 1).contentEquals(records)) {
                problems.add("the rejected records of " + entry.getKey() + " are not the expected ones");
            }
            StringBuilder actual = new StringBuilder();
            for (String line : Files.readAllLines(reasons, StandardCharsets.UTF_8)) {
                Document reason = Document.parse(line);
                actual.append(reason.get("line"))
                        .append(' ')
                        .append(reason.get("code"))
                        .append('\n');
            }
            if (!expected.toString().contentEquals(actual)) {
                problems.add("the reasons of " + entry.getKey() + " are not the expected ones");
            }
        }
        return problems;
    }

    /** The reject files of an operation: their bytes by name. */
    static Map<String, String> rejectFiles(Path operation) throws IOException {
        Map<String, String> all = new TreeMap<>();
        Path folder = operation.resolve("rejects");
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    all.put(
                            file.getFileName().toString(),
                            Files.readString(file, StandardCharsets.ISO_8859_1)
                                    // Compressed or not, it is the same source.
                                    .replace(".csv.gz", ".csv"));
                }
            }
        }
        return all;
    }
}
