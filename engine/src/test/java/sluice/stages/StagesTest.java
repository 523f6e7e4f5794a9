package sluice.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.Sluice;
import sluice.csv.Chunk;
import sluice.csv.ChunkSize;
import sluice.outcome.Reject;
import sluice.plan.CollectionBuilder;
import sluice.plan.OnDuplicate;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.ValueType;
import sluice.plan.WriteMode;
import sluice.report.LoadSummary;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

/** A program with threads of its own, which knows nothing but the stages, comes to the same end as a load. */
class StagesTest {
    private static final int THREADS = 4;

    @TempDir
    Path folder;

    /** What is compared of a reject. */
    private record Reason(String code, long line, long offset, String column, String message) {}

    private void files(long seed) throws IOException {
        Random random = new Random(seed);
        for (int file = 1; file <= 2; file++) {
            StringBuilder text = new StringBuilder("k,n,mail\r\n");
            for (int i = 0; i < 400; i++) {
                int key = random.nextInt(280);
                switch (random.nextInt(20)) {
                    case 0 -> text.append(key).append(",no number,m").append(i).append("\r\n");
                    case 1 -> text.append(key).append(",1\r\n");
                    case 2 -> text.append('"').append(key).append("\"x,1,y\r\n");
                    // The collection's validator refuses them, so the next record of the key takes their place.
                    case 3, 4 -> text.append(key).append(",13,m").append(i).append("\r\n");
                    case 5 -> text.append(key).append(",1,same\r\n");
                    default ->
                        text.append(key)
                                .append(',')
                                .append(i)
                                .append(",\"m")
                                .append(file)
                                .append("\r\n")
                                .append(i)
                                .append("\"\r\n");
                }
            }
            Files.writeString(folder.resolve("part-" + file + ".csv"), text);
        }
    }

    private Plan plan(TestDatabase database, Consumer<CollectionBuilder> more) {
        return Plan.builder()
                .database(database.name())
                .directory(folder)
                .collection("c", c -> {
                    c.files("part-*.csv")
                            .key("k")
                            .column("n", ValueType.INT)
                            .index(BsonDocument.parse("{ mail: 1 }"), BsonDocument.parse("{ unique: true }"));
                    more.accept(c);
                })
                .build();
    }

    private static TestDatabase database(boolean empty) {
        TestDatabase database = TestDatabase.on(RealMongod.shared());
        database.database()
                .createCollection(
                        "c",
                        new CreateCollectionOptions()
                                .validationOptions(
                                        new ValidationOptions().validator(Document.parse("{ n: { $ne: 13 } }"))));
        if (!empty) {
            database.collection("c").insertOne(new Document("k", 7).append("mail", "other"));
        }
        return database;
    }

    @ParameterizedTest
    @CsvSource({"1, true, REJECT", "2, false, REJECT", "3, true, SKIP", "4, false, SKIP"})
    void comeToTheSameEndAsALoad(long seed, boolean empty, OnDuplicate onDuplicate) throws Exception {
        files(seed);
        try (TestDatabase loaded = database(empty);
                TestDatabase staged = database(empty);
                Sluice sluice = Sluice.builder()
                        // Nothing dies here, and waiting for the journal at each contested record takes seconds.
                        .uri(RealMongod.shared().connectionString() + "?w=1&journal=false")
                        .operations(folder.resolve("operations"))
                        .connect()) {
            LoadSummary summary = sluice.load(plan(loaded, c -> c.onDuplicate(onDuplicate)));
            List<ChunkOutcome> outcomes =
                    run(sluice, plan(staged, c -> c.onDuplicate(onDuplicate)), ChunkSize.records(15));

            assertThat(documents(staged)).isEqualTo(documents(loaded));
            assertThat(outcomes).hasSizeGreaterThan(40);
            assertThat(outcomes.stream().mapToLong(ChunkOutcome::records).sum()).isEqualTo(summary.records());
            assertThat(outcomes.stream().mapToLong(ChunkOutcome::inserted).sum())
                    .isEqualTo(summary.inserted());
            assertThat(outcomes.stream().mapToLong(ChunkOutcome::skipped).sum())
                    .isEqualTo(summary.collections().get(0).skipped());
            for (String part : List.of("part-1", "part-2")) {
                assertThat(reasons(outcomes, part)).isNotEmpty().isEqualTo(reasons(summary, part));
            }
            assertThat(reasons(outcomes, "part-1").stream().map(Reason::code).distinct())
                    .contains("wrong-type", "ragged", "malformed", "validation", "duplicate-value");
            assertThat(staged.collection("c").listIndexes())
                    .extracting(index -> index.get("name"))
                    .containsExactlyInAnyOrder("_id_", "k_1", "mail_1");
        }
    }

    /** The program: chunks are encoded and written by a pool, and pass in file order here. */
    private static List<ChunkOutcome> run(Sluice sluice, Plan plan, ChunkSize size) throws Exception {
        List<ChunkOutcome> outcomes = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (StagedLoad load = sluice.stages(plan, InputStream.nullInputStream())) {
            load.begin();
            for (StagedCollection collection : load.collections()) {
                Deque<Future<EncodedRecords>> encoded = new ArrayDeque<>();
                for (StagedSource source : collection.sources()) {
                    try (ChunkReader reader = source.open()) {
                        for (Chunk next = reader.next(size); next != null; next = reader.next(size)) {
                            Chunk chunk = next;
                            encoded.add(pool.submit(() -> source.encoder().encode(chunk)));
                        }
                    }
                }
                Deque<Future<Written>> written = new ArrayDeque<>();
                try (ChunkWriter own = collection.writer()) {
                    while (!encoded.isEmpty()) {
                        Decision decision =
                                collection.order().decide(encoded.remove().get());
                        written.add(pool.submit(() -> write(collection, decision)));
                        if (written.size() > THREADS) {
                            outcomes.add(
                                    collection.order().settle(written.remove().get(), own));
                        }
                    }
                    while (!written.isEmpty()) {
                        outcomes.add(collection.order().settle(written.remove().get(), own));
                    }
                }
                assertThat(collection.finish()).isEmpty();
            }
        } finally {
            pool.shutdown();
        }
        return outcomes;
    }

    private static Written write(StagedCollection collection, Decision decision) {
        try (ChunkWriter writer = collection.writer()) {
            return writer.write(decision);
        }
    }

    /** Of a generated {@code _id} the part that stands for the record's place in its file. */
    private static List<Document> documents(TestDatabase database) {
        List<Document> documents = database.documents("c");
        documents.forEach(document -> document.put(
                "_id",
                Objects.requireNonNull(document.getObjectId("_id"))
                        .toHexString()
                        .substring(14)));
        documents.removeIf(document -> "other".equals(document.get("mail")));
        documents.sort(Comparator.comparing(document -> document.getString("_id") + document.get("k")));
        return documents;
    }

    private static List<Reason> reasons(List<ChunkOutcome> outcomes, String part) {
        return outcomes.stream()
                .filter(outcome -> outcome.source().contains(part))
                .flatMap(outcome -> outcome.rejects().stream())
                .map(StagesTest::reason)
                .toList();
    }

    private static Reason reason(Reject reject) {
        return new Reason(
                reject.code().word(),
                reject.line(),
                reject.offset(),
                String.valueOf(reject.column()),
                reject.message());
    }

    private static List<Reason> reasons(LoadSummary summary, String part) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(summary.directory(), "rejects", part + ".reasons.jsonl"))) {
            return lines.map(Document::parse)
                    .map(line -> new Reason(
                            line.getString("code"),
                            line.get("line", Number.class).longValue(),
                            line.get("offset", Number.class).longValue(),
                            String.valueOf(line.getString("column")),
                            line.getString("message")))
                    .toList();
        }
    }

    @Test
    void chunksOutOfOrderAreRefused() throws Exception {
        files(5);
        try (TestDatabase database = database(true);
                Sluice sluice = Sluice.connect(RealMongod.shared().connectionString());
                StagedLoad load = sluice.stages(plan(database, c -> {}), InputStream.nullInputStream())) {
            load.begin();
            StagedCollection collection = load.collections().get(0);
            StagedSource first = collection.sources().get(0);
            try (ChunkReader reader = first.open();
                    ChunkWriter writer = collection.writer()) {
                ChunkEncoder encoder = first.encoder();
                EncodedRecords one = encoder.encode(Objects.requireNonNull(reader.next(ChunkSize.records(10))));
                EncodedRecords two = encoder.encode(Objects.requireNonNull(reader.next(ChunkSize.records(10))));
                assertThatThrownBy(() -> collection.order().decide(two))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is not next");
                Decision decision = collection.order().decide(one);
                assertThat(decision.admitted()
                                + decision.contested()
                                + decision.rejects().size())
                        .isEqualTo(one.count());
                Decision later = collection.order().decide(two);
                assertThatThrownBy(() -> collection.order().settle(writer.write(later), writer))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPSERT", "MERGE", "DELETE"})
    void whatTheStagesDoNotOfferIsRefusedBeforeAnythingChanges(WriteMode mode) throws Exception {
        files(6);
        try (TestDatabase database = TestDatabase.on(RealMongod.shared());
                Sluice sluice = Sluice.connect(RealMongod.shared().connectionString())) {
            assertThatThrownBy(() -> sluice.stages(plan(database, c -> c.mode(mode)), InputStream.nullInputStream()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("collections.c.mode: the stages only insert");
            assertThat(database.database().listCollectionNames()).isEmpty();
        }
    }
}
