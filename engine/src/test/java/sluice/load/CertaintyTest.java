package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.journal.OperationDirectory;
import sluice.report.LoadSummary;
import sluice.report.Timeline;
import sluice.server.ServerException;
import sluice.workers.StopSignal;

/** A summary claims no more than is certain, and each load that began leaves one. */
class CertaintyTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void anUpsertThatWasKilledSaysOnceWhatIsCertainAndWhatIsNot() throws IOException {
        load.file("a.csv", LoadFixture.rows(0, 100));
        LoadSummary first =
                load.load("c: { files: a.csv, key: k, mode: upsert }", s -> s.withChunkSize(ChunkSize.records(10)));
        assertThat(first.exact()).isTrue();
        Path directory = Path.of(first.directory());
        List<String> lines = Files.readAllLines(directory.resolve("journal"));
        Files.write(directory.resolve("journal"), lines.subList(0, 2));

        LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));

        assertThat(resumed.problems()).isEmpty();
        assertThat(resumed.exact()).isFalse();
        assertThat(resumed.notes())
                .containsOnlyOnce(
                        "c: what may have been in flight when the operation ended was sent again. Every record took"
                                + " effect; the counts say what its second time did, while 100 documents came by its"
                                + " first time.");
        assertThat(json(directory).getList("collections", Document.class).get(0).getBoolean("exact"))
                .isFalse();
        assertThat(load.documents("c")).hasSize(100);
    }

    @Test
    void anInsertThatWasKilledIsCertain() throws IOException {
        load.file("a.csv", LoadFixture.rows(0, 100));
        LoadSummary first = load.load("c: { files: a.csv, key: k }", s -> s.withChunkSize(ChunkSize.records(10)));
        Path directory = Path.of(first.directory());
        List<String> lines = Files.readAllLines(directory.resolve("journal"));
        Files.write(directory.resolve("journal"), lines.subList(0, 5));
        LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));
        assertThat(resumed.exact()).isTrue();
        assertThat(resumed.inserted() + resumed.counts().alreadyThere()).isEqualTo(100);
    }

    @Test
    void theTimelineNeverStepsBack() {
        load.file("a.csv", LoadFixture.rows(0, 2_000));
        for (int i = 0; i < 5; i++) {
            String name = "c" + i;
            LoadSummary summary = load.load(name + ": { files: a.csv }", s -> s.withChunkSize(ChunkSize.records(100)));
            assertThat(summary.timeline()).extracting(Timeline.Sample::seconds).isSorted();
            assertThat(summary.timeline()).extracting(Timeline.Sample::records).isSorted();
        }
    }

    @Test
    void aCollectionThatIsNotUniqueByTheKeyLeavesASummary() throws IOException {
        load.database().getCollection("c").insertMany(List.of(new Document("k", 1), new Document("k", 1)));
        load.file("a.csv", LoadFixture.rows(0, 10));
        assertThatThrownBy(() -> load.load("c: { files: a.csv, key: k }")).isInstanceOf(ServerException.class);
        OperationDirectory directory =
                OperationDirectory.in(load.folder().resolve("operations")).get(0);
        Document summary = json(directory.path());
        assertThat(summary.getString("status")).isEqualTo("failed");
        assertThat(summary.getList("problems", String.class)).hasSize(1);
        assertThat(summary.getList("collections", Document.class).get(0).get("countAfter"))
                .isEqualTo(2);
        assertThat(directory.report()).exists();
    }

    private static Document json(Path directory) throws IOException {
        return Document.parse(Files.readString(directory.resolve("summary.json")));
    }
}
