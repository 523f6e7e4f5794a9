package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.ChunkSize;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.journal.Progress;
import sluice.journal.SourceId;
import sluice.operation.Operation;
import sluice.plan.Plan;
import sluice.report.LoadSummary;
import sluice.source.SourceException;
import sluice.testkit.Gen;
import sluice.testkit.NaiveLoader;
import sluice.testkit.Property;
import sluice.testkit.RealMongod;
import sluice.workers.StopSignal;

/**
 * The law of exactly once: wherever a load ends, going on leaves the documents, rejects and reasons of one that nobody
 * disturbed.
 *
 * <p>A load that ends without a word is made of one that came to its end: of its journal only the first lines are kept, half
 * of the next perhaps, and of the documents beyond those some are taken away, as if they had never been sent.
 */
class ResumeTest {
    @TempDir
    Path folder;

    /** A load, and where it ends. */
    record Case(RowByRowTest.Case load, long seed) {}

    @Test
    void whereverALoadEndsGoingOnLeavesWhatAnUndisturbedOneLeaves() {
        check(RealMongod.shared().connectionString(), 150);
    }

    @Test
    void soItIsOnAReplicaSet() {
        check(RealMongod.sharedReplicaSet().connectionString(), 30);
    }

    @Test
    void whatTheServerHasLostOfALoadIsLoadedAgain() throws IOException {
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), folder)) {
            load.file("a.csv", LoadFixture.rows(0, 1_000));
            LoadSummary first = load.load("c: { files: a.csv, key: k }", s -> s.withChunkSize(ChunkSize.records(50)));
            List<Document> documents = load.documents("c");
            Path directory = Path.of(first.directory());
            List<String> lines = Files.readAllLines(directory.resolve("journal"));
            Files.write(directory.resolve("journal"), lines.subList(0, lines.size() - 2));
            load.database()
                    .getCollection("c")
                    .deleteMany(new Document("k", new Document("$gte", 600).append("$lt", 610)));

            LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));

            assertThat(resumed.problems()).isEmpty();
            assertThat(resumed.notes()).anySatisfy(note -> assertThat(note).contains("no longer had 10"));
            assertThat(load.documents("c")).containsExactlyInAnyOrderElementsOf(documents);
        }
    }

    @Test
    void whatTheServerLosesDuringALoadIsLoadedAgain() {
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), folder)) {
            load.file("a.csv", LoadFixture.rows(0, 1_000));
            boolean[] lost = new boolean[1];
            LoadSummary summary = load.load(
                    load.plan("c: { files: a.csv, key: k }"),
                    new LoadListener() {
                        @Override
                        public void loaded() {
                            if (!lost[0]) {
                                load.database()
                                        .getCollection("c")
                                        .deleteMany(new Document("k", new Document("$gte", 990)));
                            }
                            lost[0] = true;
                        }
                    },
                    new StopSignal());
            assertThat(summary.problems()).isEmpty();
            assertThat(summary.notes()).anySatisfy(note -> assertThat(note).contains("had lost 10 documents"));
            assertThat(load.documents("c")).hasSize(1_000);
        }
    }

    @Test
    void aSourceAPlanOrACollectionThatChangedIsRefused() throws IOException {
        try (LoadFixture load = new LoadFixture(RealMongod.shared().connectionString(), folder)) {
            load.file("a.csv", LoadFixture.rows(0, 100));
            LoadSummary first = load.load("c: { files: a.csv, key: k }", s -> s.withChunkSize(ChunkSize.records(10)));
            Path directory = Path.of(first.directory());
            List<String> lines = Files.readAllLines(directory.resolve("journal"));
            Files.write(directory.resolve("journal"), lines.subList(0, 6));

            load.file("a.csv", LoadFixture.rows(0, 101));
            assertRefused(load, directory, SourceException.class, "has changed since");
            Files.delete(folder.resolve("a.csv"));
            assertRefused(load, directory, SourceException.class, "is no longer there");
            load.file("a.csv", LoadFixture.rows(0, 100));
            assertRefused(load, directory, SourceException.class, "was written to");
            assertThat(folder.resolve("a.csv").toFile().delete()).isTrue();

            String plan = Files.readString(directory.resolve("plan.yaml"));
            Files.writeString(directory.resolve("plan.yaml"), plan + "# mine\n");
            assertRefused(load, directory, JournalException.class, "was changed since");
            Files.writeString(directory.resolve("plan.yaml"), plan);

            load.database().getCollection("c").drop();
            load.database().getCollection("c").insertOne(new Document("k", 0));
            load.file("a.csv", LoadFixture.rows(0, 100));
            assertThatThrownBy(() -> load.resume(directory, new StopSignal())).isInstanceOf(RuntimeException.class);
        }
    }

    private static void assertRefused(
            LoadFixture load, Path directory, Class<? extends Exception> kind, String message) {
        assertThatThrownBy(() -> load.resume(directory, new StopSignal()))
                .isInstanceOf(kind)
                .hasMessageContaining(message);
        assertThat(load.documents("c")).hasSize(100);
    }

    /** A load without further unique indexes: those judge again what was in flight, and may see newer values then. */
    private static RowByRowTest.Case load(Gen gen) {
        RowByRowTest.Case load = RowByRowTest.random(gen, true);
        while (!load.parts().stream().allMatch(part -> part.unique().isEmpty())) {
            load = RowByRowTest.random(gen, true);
        }
        return load;
    }

    private void check(String server, int cases) {
        Property.named("going on leaves what an undisturbed load leaves")
                .cases(cases)
                .check(gen -> new Case(load(gen), gen.between(0, 1 << 30)), one -> endAndGoOn(server, one));
    }

    private void endAndGoOn(String server, Case one) throws IOException {
        Path own = Files.createTempDirectory(folder, "case");
        if (one.load().parts().stream()
                .anyMatch(part -> part.byId()
                        && part.mode() == NaiveLoader.Mode.INSERT
                        && (!one.load().keysFit() || !part.existing().isEmpty()))) {
            return;
        }
        try (LoadFixture load = new LoadFixture(server, own)) {
            for (RowByRowTest.Part part : one.load().parts()) {
                RowByRowTest.prepare(load.testDatabase(), part, true);
                for (int i = 0; i < part.files().size(); i++) {
                    load.file(part.fileName(i), part.text(i));
                }
            }
            Plan plan = load.plan(
                    one.load().parts().stream().map(RowByRowTest.Part::plan).collect(Collectors.joining()));
            LoadSummary first = load.load(
                    plan.withSettings(one.load().settings(plan.settings())), LoadListener.NONE, new StopSignal());
            assertThat(first.problems()).isEmpty();
            Path directory = Path.of(first.directory());
            Map<String, String> files = files(directory.resolve("rejects"), one);
            Map<String, List<Document>> documents = documents(load, one);
            assertThat(load.resume(directory, new StopSignal())).isNull();

            Gen gen = new Gen(one.seed());
            for (int i = gen.between(1, 3); i > 0; i--) {
                rewind(load, one, directory, gen);
                LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));
                assertThat(resumed.problems()).isEmpty();
                assertThat(resumed.status()).isEqualTo(first.status());
                assertThat(documents(load, one)).isEqualTo(documents);
                assertThat(files(directory.resolve("rejects"), one)).isEqualTo(files);
                assertThat(resumed.rejectsByCode()).isEqualTo(first.rejectsByCode());
                assertThat(resumed.records()).isEqualTo(first.records());
            }
        }
    }

    private static void rewind(LoadFixture load, Case one, Path directory, Gen gen) throws IOException {
        Path journal = directory.resolve("journal");
        List<String> lines = Files.readAllLines(journal);
        int kept = gen.between(2, lines.size() - 1);
        String text = String.join("\n", lines.subList(0, kept)) + "\n";
        String next = lines.get(kept);
        Files.writeString(journal, text + (gen.chance(50) ? next.substring(0, gen.between(0, next.length())) : ""));
        JournalState state = Journal.read(OperationDirectory.at(directory));
        for (int i = 0; i < one.load().parts().size(); i++) {
            RowByRowTest.Part part = one.load().parts().get(i);
            if (part.mode() == NaiveLoader.Mode.INSERT && !part.byId()) {
                takeAway(load, part, i, state, gen);
            }
        }
    }

    private static void takeAway(LoadFixture load, RowByRowTest.Part part, int index, JournalState state, Gen gen) {
        MongoCollection<Document> collection = load.database().getCollection(part.name());
        int share = gen.oneOf(0, 50, 100);
        for (int source = 0; source < part.files().size(); source++) {
            Progress progress = state.progress(new SourceId(index, source));
            ObjectId from = Operation.ids(state.header(), new SourceId(index, source))
                    .at(progress == null ? 0 : progress.end());
            ObjectId to = Operation.ids(state.header(), new SourceId(index, source + 1))
                    .at(0);
            List<Object> gone = new ArrayList<>();
            collection
                    .find(new Document("_id", new Document("$gte", from).append("$lt", to)))
                    .forEach(document -> {
                        if (gen.chance(share)) {
                            gone.add(document.get("_id"));
                        }
                    });
            collection.deleteMany(new Document("_id", new Document("$in", gone)));
        }
    }

    private static Map<String, List<Document>> documents(LoadFixture load, Case one) {
        Map<String, List<Document>> documents = new HashMap<>();
        one.load().parts().forEach(part -> {
            List<Document> all = new ArrayList<>(load.documents(part.name()));
            all.sort(Comparator.comparing(document -> String.valueOf(document.get("_id"))));
            documents.put(part.name(), all);
        });
        return documents;
    }

    private static Map<String, String> files(Path folder, Case one) {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path file : entries.toList()) {
                    files.put(
                            String.valueOf(file.getFileName()),
                            // The server names the document that would have been: a replaced one has another _id each
                            // time.
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .replaceAll("\"failingDocumentId\": \\{[^}]*}", "")
                                    // Where keys don't fit the server decides, and its words depend on when that
                                    // begins.
                                    .replaceAll(one.load().keysFit() ? "$^" : "\"code\": \"duplicate-.*", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
