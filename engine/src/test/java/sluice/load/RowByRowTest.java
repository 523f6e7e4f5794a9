package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.ValidationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.ChunkSize;
import sluice.plan.LoadSettings;
import sluice.plan.Plan;
import sluice.report.CollectionSummary;
import sluice.report.LoadSummary;
import sluice.report.SourceSummary;
import sluice.testkit.Gen;
import sluice.testkit.NaiveCsv;
import sluice.testkit.NaiveLoader;
import sluice.testkit.NaiveLoader.Mode;
import sluice.testkit.NaiveLoader.OnDuplicate;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;
import sluice.testkit.TestDatabase;
import sluice.workers.StopSignal;

/**
 * The law of linear equivalence: whatever the number of workers, the size of chunks and batches, the lanes and the memory
 * for keys, a load leaves the collections, rejects, reasons and counts that a {@link NaiveLoader} leaves row after row. The
 * law of conservation is checked by every load on the way.
 */
class RowByRowTest {
    @TempDir
    Path folder;

    /** What is loaded into one collection, and what is there before. */
    record Part(
            String name,
            List<List<String>> files,
            List<String> key,
            boolean byId,
            Mode mode,
            OnDuplicate onDuplicate,
            boolean omitBlank,
            boolean ifChanged,
            boolean validated,
            List<UniqueIndex> unique,
            List<Document> existing,
            boolean refers) {

        Part withFiles(List<List<String>> fewer) {
            return new Part(
                    name,
                    fewer,
                    key,
                    byId,
                    mode,
                    onDuplicate,
                    omitBlank,
                    ifChanged,
                    validated,
                    unique,
                    existing,
                    refers);
        }

        String text(int file) {
            return "k,l,v,n,p\n" + String.join("", files.get(file));
        }

        String fileName(int file) {
            return name + "-" + file + ".csv";
        }

        NaiveLoader.Target target() {
            List<NaiveLoader.File> texts = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                texts.add(new NaiveLoader.File(fileName(i), text(i)));
            }
            return new NaiveLoader.Target(
                    name,
                    texts,
                    List.of("l", "n"),
                    key,
                    byId ? "k" : null,
                    mode,
                    onDuplicate,
                    omitBlank,
                    plainlyUnique(),
                    refers ? Map.of("p", new NaiveLoader.Parent("parent", "k")) : Map.of());
        }

        /** What is unique by plain values besides id and key: the plan's before the collection's. */
        private List<List<String>> plainlyUnique() {
            return Stream.concat(
                            unique.stream().filter(UniqueIndex::planned),
                            unique.stream().filter(index -> !index.planned()))
                    .filter(UniqueIndex::plain)
                    .map(UniqueIndex::fields)
                    .toList();
        }

        /** Whether reasons name the line of the record that has a value: not if the server must decide. */
        boolean namesLines() {
            return mode == Mode.INSERT && unique.stream().allMatch(UniqueIndex::plain);
        }

        String plan() {
            Map<String, String> keys = new LinkedHashMap<>();
            keys.put(
                    "files",
                    "[" + target().files().stream().map(NaiveLoader.File::name).collect(Collectors.joining(", "))
                            + "]");
            keys.put("types", "string");
            keys.put("dialect", LoadFixture.USUAL_FORMAT);
            keys.put("columns", "{ l: { type: int }, n: { type: int } }");
            if (!key.isEmpty()) {
                keys.put("key", key.toString());
            }
            if (byId) {
                keys.put("id", "k");
            }
            keys.put("mode", word(mode));
            if (onDuplicate != OnDuplicate.REJECT) {
                keys.put("onDuplicate", word(onDuplicate));
            }
            if (omitBlank) {
                keys.put("blank", "omit");
            }
            if (ifChanged) {
                keys.put("ifChanged", "true");
            }
            List<String> planned = unique.stream()
                    .filter(UniqueIndex::planned)
                    .map(UniqueIndex::plan)
                    .toList();
            if (!planned.isEmpty()) {
                keys.put("indexes", planned.toString());
            }
            if (refers) {
                keys.put("references", "{ p: parent }");
            }
            return keys.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", name + ": { ", " }\n"));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    record Case(List<Part> parts, int workers, ChunkSize chunkSize, int batchSize, int lanes, long keyMemory) {
        LoadSettings settings(LoadSettings from) {
            return from.withWorkers(workers)
                    .withChunkSize(chunkSize)
                    .withBatchSize(batchSize)
                    .withLanes(lanes)
                    .withKeyMemory(keyMemory);
        }

        /** Whether all keys are sure to fit, so that reasons name the first line of a key. */
        boolean keysFit() {
            return keyMemory > 10_000_000;
        }

        List<List<List<String>>> files() {
            return parts.stream().map(Part::files).toList();
        }

        Case withFiles(List<List<List<String>>> fewer) {
            List<Part> changed = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                List<List<String>> files = new ArrayList<>(i < fewer.size() ? fewer.get(i) : List.of());
                while (files.size() < part.files().size()) {
                    files.add(List.of());
                }
                changed.add(part.withFiles(files));
            }
            return new Case(changed, workers, chunkSize, batchSize, lanes, keyMemory);
        }
    }

    static Case random(Gen gen, boolean fullServer) {
        List<Part> parts = new ArrayList<>();
        boolean refers = gen.chance(40);
        if (refers) {
            parts.add(part(gen, "parent", gen.chance(70) ? Mode.INSERT : gen.oneOf(Mode.values()), false, fullServer));
        }
        parts.add(part(gen, "child", gen.chance(40) ? Mode.INSERT : gen.oneOf(Mode.values()), refers, fullServer));
        return new Case(
                parts,
                gen.between(1, 6),
                gen.chance(50) ? ChunkSize.bytes(gen.between(1, 400)) : ChunkSize.records(gen.between(1, 30)),
                gen.between(1, 40),
                gen.between(1, 8),
                gen.chance(70) ? 1L << 26 : gen.chance(50) ? gen.oneOf(0, 1, 1024) : gen.between(160_000, 185_000));
    }

    private static Part part(Gen gen, String name, Mode mode, boolean refers, boolean fullServer) {
        boolean parent = name.equals("parent");
        boolean insert = mode == Mode.INSERT;
        boolean byId = !parent && gen.chance(insert ? 30 : 40);
        boolean keyed = parent || (insert ? gen.chance(85) : !byId);
        List<String> key = !keyed ? List.of() : parent || gen.chance(60) ? List.of("k") : List.of("k", "l");
        if (byId && !key.isEmpty()) {
            key = List.of("l");
        }
        int space = gen.oneOf(3, 12, 60);
        List<List<String>> files = new ArrayList<>();
        for (int i = gen.between(1, 3); i > 0; i--) {
            files.add(gen.list(60, row -> row(row, space)));
        }
        List<UniqueIndex> unique = gen.chance(60) || mode == Mode.DELETE
                ? List.of()
                : gen.list(2, one -> UniqueIndex.random(one, !fullServer)).stream()
                        .filter(distinct(UniqueIndex::fields))
                        .toList();
        return new Part(
                name,
                files,
                key,
                byId,
                mode,
                insert && gen.chance(25) ? OnDuplicate.SKIP : OnDuplicate.REJECT,
                gen.chance(25),
                (mode == Mode.UPSERT || mode == Mode.MERGE) && gen.chance(30),
                gen.chance(30),
                unique,
                gen.chance(50) ? existing(gen, key, byId, unique, space) : List.of(),
                refers);
    }

    private static String row(Gen gen, int space) {
        String key = "k" + gen.between(0, space);
        String value =
                gen.chance(70) ? gen.oneOf("a", "A", "b", "bad", "", "\"q\n\"\"\"", "é") : "v" + gen.between(0, space);
        String reference = gen.chance(80) ? "k" + gen.between(0, space) : "";
        String number = gen.chance(85) ? String.valueOf(gen.between(0, 2)) : gen.oneOf("", "x", "1.0");
        String good = key + "," + gen.between(1, 2) + "," + value + "," + number + "," + reference;
        return switch (gen.between(1, 20)) {
            case 1 -> "\"" + key + "\"x,1,a,1,\n";
            case 2 -> key + ",1\n";
            case 3 -> "\r\n";
            case 4 -> ",1,a,1,\n";
            case 5 -> good + "\r\n";
            case 6 -> "\"" + key + "\",,b,2," + reference + "\n";
            default -> good + "\n";
        };
    }

    private static <T> Predicate<T> distinct(Function<T, ?> by) {
        Set<Object> seen = new HashSet<>();
        return one -> seen.add(by.apply(one));
    }

    private static List<Document> existing(
            Gen gen, List<String> key, boolean byId, List<UniqueIndex> unique, int space) {
        List<List<String>> constraints =
                new ArrayList<>(unique.stream().map(UniqueIndex::fields).toList());
        constraints.add(List.of("_id"));
        if (!key.isEmpty()) {
            constraints.add(key);
        }
        Stream<Document> documents = gen.list(20, one -> existing(one, byId, space)).stream();
        for (List<String> fields : constraints) {
            documents = documents.filter(distinct(document -> fields.stream()
                    .map(field -> String.valueOf(document.get(field)).toLowerCase(Locale.ROOT))
                    .toList()));
        }
        return documents.toList();
    }

    private static Document existing(Gen gen, boolean byId, int space) {
        Document document = new Document();
        String key = "k" + gen.between(0, space);
        document.append("_id", byId ? key : new ObjectId());
        if (!byId) {
            document.append("k", key);
        }
        return document.append("l", gen.between(1, 2))
                .append("v", gen.chance(50) ? gen.oneOf("a", "old") : "v" + gen.between(0, space))
                .append("n", gen.chance(80) ? gen.between(0, 2) : null)
                .append("p", "");
    }

    @Test
    void aLoadLeavesWhatOneRowAfterTheOtherLeaves() {
        check(ServerKind.STANDALONE, 250);
    }

    @Test
    void soItIsOnAReplicaSet() {
        check(ServerKind.REPLICA_SET, 40);
    }

    @Test
    void soItIsOnTheEmbeddedServer() {
        check(ServerKind.EMBEDDED, 60);
    }

    private void check(ServerKind server, int cases) {
        boolean validates = server != ServerKind.EMBEDDED;
        Property.named("a load leaves what one row after the other leaves")
                .cases(cases)
                .check(
                        gen -> random(gen, validates),
                        Shrinker.list(Shrinker.list(Shrinker.list(Shrinker.<String>none())))
                                .of(Case::files, Case::withFiles),
                        one -> compare(server.connectionString(), one, validates));
    }

    private void compare(String server, Case one, boolean validates) throws IOException {
        Path own = Files.createTempDirectory(folder, "case");
        try (LoadFixture load = new LoadFixture(server, own);
                TestDatabase naive = TestDatabase.on(server)) {
            List<NaiveLoader.Outcome> expected = new ArrayList<>();
            for (Part part : one.parts()) {
                for (TestDatabase database : List.of(naive, load.testDatabase())) {
                    prepare(database, part, validates);
                }
                index(naive, part, UniqueIndex::planned);
                for (int i = 0; i < part.files().size(); i++) {
                    load.file(part.fileName(i), part.text(i));
                }
                expected.add(NaiveLoader.load(naive.database(), part.target()));
            }
            Plan plan = load.plan(one.parts().stream().map(Part::plan).collect(Collectors.joining()));
            LoadSummary summary =
                    load.load(plan.withSettings(one.settings(plan.settings())), LoadListener.NONE, new StopSignal());

            assertThat(summary.problems()).isEmpty();
            for (int i = 0; i < one.parts().size(); i++) {
                Part part = one.parts().get(i);
                compare(part, summary.collections().get(i), expected.get(i));
                boolean withMessage = one.keysFit() && part.namesLines();
                assertThat(rejects(summary, summary.collections().get(i), withMessage))
                        .isEqualTo(rejects(expected.get(i), withMessage));
                assertThat(documents(load.testDatabase(), part)).isEqualTo(documents(naive, part));
            }
        }
    }

    static void prepare(TestDatabase database, Part part, boolean validates) {
        if (part.validated() && validates) {
            database.database()
                    .createCollection(
                            part.name(),
                            new CreateCollectionOptions()
                                    .validationOptions(
                                            new ValidationOptions().validator(Document.parse("{v: {$ne: 'bad'}}"))));
        }
        if (!part.existing().isEmpty()) {
            database.collection(part.name())
                    .insertMany(part.existing().stream().map(Document::new).toList());
        }
        index(database, part, index -> !index.planned());
    }

    private static void index(TestDatabase database, Part part, Predicate<UniqueIndex> which) {
        List<Document> indexes = part.unique().stream()
                .filter(which)
                .map(UniqueIndex::specification)
                .toList();
        if (!indexes.isEmpty()) {
            database.database().runCommand(new Document("createIndexes", part.name()).append("indexes", indexes));
        }
    }

    private static void compare(Part part, CollectionSummary actual, NaiveLoader.Outcome expected) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("inserted", actual.inserted());
        counts.put("deleted", actual.deleted());
        counts.put("skipped", actual.skipped());
        counts.put("matched", actual.matched());
        counts.put("modified", actual.modified());
        if (part.ifChanged()) {
            // Without the option the server calls a replacement a change where nothing changes.
            counts.put("found", counts.remove("matched") + counts.remove("modified"));
            expected.counts.put("found", expected.count("matched") + expected.count("modified"));
        }
        counts.forEach((end, count) -> assertThat(count).as(end).isEqualTo(expected.count(end)));
    }

    private static List<String> rejects(NaiveLoader.Outcome outcome, boolean withMessage) {
        return outcome.rejects.stream()
                .map(reject -> reject.file() + ":" + reject.line() + " " + reject.code()
                        + (withMessage ? " " + reject.message() : "") + " " + reject.original())
                .toList();
    }

    private static List<String> rejects(LoadSummary summary, CollectionSummary collection, boolean withMessage) {
        List<String> rejects = new ArrayList<>();
        for (SourceSummary source : collection.sources()) {
            if (source.reasons() == null) {
                continue;
            }
            List<Document> reasons = lines(Path.of(summary.directory(), source.reasons())).stream()
                    .map(Document::parse)
                    .toList();
            for (Document reason : reasons) {
                boolean duplicate = reason.getString("code").startsWith("duplicate");
                String message = !withMessage ? "" : duplicate ? " " + first(reason.getString("message")) : " ";
                rejects.add(source.name() + ":" + reason.get("line") + " " + reason.getString("code") + message);
            }
            addOriginals(rejects, rejects.size() - reasons.size(), Path.of(summary.directory(), source.rejects()));
        }
        return rejects;
    }

    /** The first row of a key, as the naive loader names it. */
    private static String first(String message) {
        int has = message.indexOf(" has ");
        return message.startsWith("line ") ? message.substring(0, has) : "before the load";
    }

    /** The rejected rows stand one after the other under the header; a row may hold line ends. */
    private static void addOriginals(List<String> rejects, int from, Path file) {
        String text = read(file);
        assertThat(text).startsWith("k,l,v,n,p\n");
        List<NaiveCsv.Row> rows = NaiveCsv.read(text);
        assertThat(rows).hasSize(rejects.size() - from + 1);
        for (int i = from; i < rejects.size(); i++) {
            rejects.set(i, rejects.get(i) + " " + rows.get(i - from + 1).original());
        }
    }

    private static List<String> lines(Path file) {
        return read(file).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> documents(TestDatabase database, Part part) {
        return database.documents(part.name()).stream()
                .map(document -> {
                    if (document.get("_id") instanceof ObjectId) {
                        document.remove("_id");
                    }
                    return document.toJson();
                })
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
