package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.journal.OperationDirectory;
import sluice.plan.ErrorLimit;
import sluice.plan.Plan;
import sluice.plan.PlanException;
import sluice.plan.PlanReader;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.workers.LoadProgress;
import sluice.workers.StopSignal;
import sluice.workers.StoppedException;

/** What a load does on a real mongod, beyond what every server must do. */
class LoadTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void aRowTooLargeForADocumentIsARejectAndTheRestIsLoaded() {
        load.file("large.csv", "a\n1\n" + "x".repeat(17 << 20) + "\n2\n");
        LoadSummary summary = load.load("c: { files: large.csv }");
        assertThat(summary.inserted()).isEqualTo(2);
        assertThat(summary.rejectsByCode()).containsOnlyKeys("too-large");
    }

    @Test
    void theLargestDocumentTheServerTakesIsLoaded() {
        int overhead = new RawBsonDocument(
                        new BsonDocument("_id", new BsonObjectId()).append("a", new BsonString("")),
                        new BsonDocumentCodec())
                .getByteBuffer()
                .remaining();
        load.file(
                "large.csv",
                "a\n" + "x".repeat((16 << 20) - overhead) + "\n" + "x".repeat((16 << 20) - overhead + 1) + "\n1\n");
        LoadSummary summary = load.load("c: { files: large.csv, types: string }");
        assertThat(summary.inserted()).isEqualTo(2);
        assertThat(summary.rejectsByCode()).containsOnlyKeys("too-large");
    }

    @Test
    void documentsOfManyMegabytesAreSentInBatchesTheServerTakes() {
        String row = "x".repeat(15 << 20) + "\n";
        load.file("large.csv", "a\n" + row.repeat(5));
        assertThat(load.load("c: { files: large.csv, types: string }").inserted())
                .isEqualTo(5);
    }

    @Test
    void mistakesAgainstTheFilesAreSaidAllAtOnceWithLines() {
        load.file("customers.csv", "user_id,name,a.b,$x,name,_id\n");
        PlanException e = catchThrowableOfType(PlanException.class, () -> load.load("""
                        customers:
                          files: [customers.csv, custmers.csv]
                          key: user_di
                          columns:
                            nam: { type: int }
                        """));
        assertThat(e.problems().stream().map(problem -> problem.describe("plan.yaml")))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:4: collections.customers.files: custmers.csv: no such file.")
                        .contains("Did you mean `customers.csv`?"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:5: collections.customers.key: `user_di`")
                        .contains("Did you mean `user_id`?"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("plan.yaml:7: collections.customers.columns.nam: `nam` is no column")
                        .contains("Did you mean `name`?"))
                .anySatisfy(text -> assertThat(text).contains("column 3: `a.b`: a dot"))
                .anySatisfy(text -> assertThat(text).contains("column 4: `$x`"))
                .anySatisfy(text -> assertThat(text).contains("column 5: `name` stands twice"))
                .anySatisfy(text -> assertThat(text).contains("--relabel user_id,name,a_b,x,name_2,_id"));
    }

    @Test
    void columnsThatBecomeOneFieldAreAMistake() {
        load.file("a.csv", "a,b,c\n1,2,3\n");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, columns: { a: { name: b } } }"))
                .hasMessageContaining("two columns become the field `b`");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, columns: { a: { name: b.x } } }"))
                .hasMessageContaining("`b.x` lies inside `b`");
    }

    @Test
    void typesAreInferredFromEveryRow() {
        load.file("a.csv", "i,l,d,b,s,e\n" + "1,1,1,true,1,\n".repeat(3_000) + "2,3000000000,1.5,false,00501,\n");
        LoadSummary summary = load.load("c: { files: a.csv }", s -> s.withChunkSize(ChunkSize.records(100)));
        assertThat(summary.collections().get(0).types())
                .containsExactly(
                        Map.entry("i", "int"),
                        Map.entry("l", "long"),
                        Map.entry("d", "double"),
                        Map.entry("b", "bool"),
                        Map.entry("s", "string"),
                        Map.entry("e", "string"));
        Document last = load.documents("c").get(3_000);
        last.remove("_id");
        assertThat(last)
                .isEqualTo(new Document("i", 2)
                        .append("l", 3_000_000_000L)
                        .append("d", 1.5)
                        .append("b", false)
                        .append("s", "00501")
                        .append("e", ""));
        assertThat(load.read(summary, "plan.yaml")).contains("type: long");
    }

    @Test
    void standardInputIsLoadedAsStrings() {
        Plan plan = load.plan("c: { files: '-', header: [a, b] }");
        LoadOptions options = new LoadOptions(
                plan,
                load.operations(),
                new ByteArrayInputStream("1,2\n3,4\n5\n".getBytes(StandardCharsets.UTF_8)),
                Instant.now());
        LoadSummary summary = new Load(options, load.server(), LoadListener.NONE, new StopSignal()).run();
        assertThat(load.documents("c"))
                .extracting(document -> document.get("b"))
                .containsExactly("2", "4");
        assertThat(load.read(summary, "rejects/stdin.csv")).isEqualTo("5\n");
    }

    @Test
    void standardInputIsReadOnlyOnce() {
        Plan plan = load.plan("a: { files: '-', header: [x] }\nb: { files: '-', header: [x] }");
        assertThatThrownBy(() -> load.load(plan, LoadListener.NONE, new StopSignal()))
                .hasMessageContaining("can be read only once");
    }

    @Test
    void theErrorLimitStopsTheLoad() {
        load.file("a.csv", "a,b\n" + "1\n".repeat(1_000) + "1,2\n".repeat(100_000));
        LoadSummary summary = load.load(
                "c: { files: a.csv, types: string }",
                s -> s.withLinear(true)
                        .withChunkSize(ChunkSize.records(100))
                        .withErrorLimit(new ErrorLimit.Absolute(50)));
        assertThat(summary.status()).isEqualTo(LoadStatus.STOPPED_AT_ERROR_LIMIT);
        assertThat(summary.rejected()).isEqualTo(100);
        assertThat(summary.inserted()).isZero();
    }

    @Test
    void stoppingFinishesWhatIsInFlightAndAccountsForIt() {
        load.file("a.csv", "a,b\n" + "1,2\n".repeat(200_000));
        StopSignal stop = new StopSignal();
        LoadSummary summary = load.load(
                load.plan("c: { files: a.csv, types: string }"),
                new LoadListener() {
                    @Override
                    public void loading(LoadProgress progress) {
                        new Thread(() -> {
                                    while (progress.meters().get(0).records() == 0) {
                                        Thread.onSpinWait();
                                    }
                                    stop.request();
                                })
                                .start();
                    }
                },
                stop);
        assertThat(summary.status()).isEqualTo(LoadStatus.INTERRUPTED);
        assertThat(summary.problems()).isEmpty();
        assertThat(summary.inserted()).isPositive().isLessThan(200_000);
        assertThat(load.documents("c")).hasSize((int) summary.inserted());
    }

    @Test
    void stoppingBeforeAnythingWasChangedChangesNothing() {
        load.file("a.csv", "a\n1\n");
        StopSignal stop = new StopSignal();
        stop.request();
        Plan plan = load.plan("c: { files: a.csv, drop: true }");
        assertThatThrownBy(() -> load.load(plan, LoadListener.NONE, stop)).isInstanceOf(StoppedException.class);
        assertThat(load.operations()).doesNotExist();
    }

    @Test
    void aPipeWithANameIsReadOnceAndWhole() throws Exception {
        Path pipe = load.folder().resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "a,b\n" + "1,2\n".repeat(200_000));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        LoadSummary summary = load.load("c: { files: pipe.csv }");
        writer.join();
        assertThat(summary.inserted()).isEqualTo(200_000);
        assertThat(summary.collections().get(0).types().values()).containsOnly("string");
    }

    @Test
    void aHeaderThatIsNoUtf8IsRefused() {
        load.file("a.csv", new byte[] {'G', 'r', (byte) 0xf6, '\n', '1', '\n'});
        assertThatThrownBy(() -> load.load("c: { files: a.csv, dialect: { encoding: utf-8 } }"))
                .hasMessageContaining("a.csv, line 1, column 1 of the header: is not valid utf-8");
    }

    @Test
    void aHeaderInLatin1NamesItsFields() {
        load.file("a.csv", new byte[] {'G', 'r', (byte) 0xf6, ',', 'x', '\n', '1', ',', '2', '\n'});
        load.load("c: { files: a.csv, dialect: { encoding: latin1 } }");
        assertThat(load.documents("c").get(0)).containsEntry("Gr\u00f6", 1);
    }

    @Test
    void keyAndIdCantBeSkipped() {
        load.file("a.csv", "a,b\n1,2\n");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, key: a, columns: { a: { type: skip } } }"))
                .hasMessageContaining("can't be skipped");
        assertThatThrownBy(() -> load.load("c: { files: a.csv, columns: { a: { name: _id.x } } }"))
                .hasMessageContaining("becomes `_id`");
    }

    @Test
    void longNamesOfSourcesMakeShortNamesOfRejectFiles() {
        String name = "n".repeat(240) + ".csv";
        load.file(name, "a,b\n1\n");
        assertThat(load.load("c: { files: " + name + " }").rejected()).isEqualTo(1);
    }

    @Test
    void theOperationDirectoryIsTheOwnersOnly() throws IOException {
        load.file("a.csv", "a,b\n1\n");
        LoadSummary summary = load.load("c: { files: a.csv }");
        assertThat(summary.operation()).matches("LOAD_\\d{8}-\\d{6}-[0-9a-f]{4}");
        try (Stream<Path> files = Files.walk(load.operations())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
        assertThat(PlanReader.read(Path.of(summary.directory(), "plan.yaml")).database())
                .isEqualTo(summary.database());
    }

    @Test
    void sourcesOfOneNameHaveRejectFilesOfTheirOwn() throws IOException {
        Files.createDirectories(load.folder().resolve("x"));
        Files.createDirectories(load.folder().resolve("y"));
        load.file("x/a.csv", "p,q\n1\n").file("y/a.csv", "p,q\n2\n");
        LoadSummary summary = load.load("c: { files: [x/a.csv, y/a.csv] }");
        assertThat(load.read(summary, "rejects/a.csv")).isEqualTo("p,q\n1\n");
        assertThat(load.read(summary, "rejects/a-2.csv")).isEqualTo("p,q\n2\n");
    }

    @Test
    void listenersHearTheStepsInOrder() {
        load.file("a.csv", "a\n1\n");
        StringBuilder heard = new StringBuilder();
        load.load(
                load.plan("c: { files: a.csv }"),
                new LoadListener() {
                    @Override
                    public void inferring(LoadProgress progress) {
                        heard.append("inferring ");
                    }

                    @Override
                    public void checked(OperationDirectory directory) {
                        heard.append("checked ");
                    }

                    @Override
                    public void loading(LoadProgress progress) {
                        heard.append("loading ");
                    }

                    @Override
                    public void loaded() {
                        heard.append("loaded");
                    }
                },
                new StopSignal());
        assertThat(heard).hasToString("inferring checked loading loaded");
    }
}
