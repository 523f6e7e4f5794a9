package sluice.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.ChunkSize;
import sluice.journal.JournalException;
import sluice.plan.PlanException;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.source.Compression;
import sluice.source.CompressionTest;
import sluice.source.FileServer;
import sluice.source.SourceException;
import sluice.testkit.ZipArchive;
import sluice.workers.StopSignal;

/** Archives, folders and URLs, from the load to the resume. */
class SourceKindsTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    @Test
    void aFileInAnArchiveIsLoadedAndItsRejectsAreNamedAfterIt() throws IOException {
        load.file("a.zip", ZipArchive.of("data/rows.csv", "k,v\n1,a\n2,b,x\n3,c\n"));

        LoadSummary summary = load.load("c: { files: a.zip }");

        assertThat(summary.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
        assertThat(numbers("c")).containsExactly(1, 3);
        assertThat(Path.of(summary.directory()).resolve("rejects/rows.csv"))
                .content()
                .isEqualTo("k,v\n2,b,x\n");
    }

    @Test
    void aFolderIsLoadedFileByFile() throws IOException {
        Files.createDirectory(load.folder().resolve("data"));
        load.file("data/b.csv", "k\n2\n").file("data/a.tsv", "k\n1\n").file("data/notes.md", "x\n");
        assertThat(load.load("c: { files: data }").status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(numbers("c")).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void anOperationOnAnArchiveGoesOnUnlessTheArchiveHasChanged() throws IOException {
        load.file("a.zip", ZipArchive.of("x.csv", LoadFixture.rows(0, 100), "y.csv", "k\n1\n"));
        Path directory = halfDone("c: { files: 'a.zip!x.csv', key: k }");

        byte[] whole = Files.readAllBytes(load.folder().resolve("a.zip"));
        var modified = Files.getLastModifiedTime(load.folder().resolve("a.zip"));
        load.file("a.zip", ZipArchive.of("x.csv", LoadFixture.rows(0, 101), "y.csv", "k\n1\n"));
        assertThatThrownBy(() -> load.resume(directory, new StopSignal()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.zip!x.csv: has changed since");
        Files.delete(load.folder().resolve("a.zip"));
        assertThatThrownBy(() -> load.resume(directory, new StopSignal()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.zip!x.csv: is no longer there");

        load.file("a.zip", whole);
        Files.setLastModifiedTime(load.folder().resolve("a.zip"), modified);
        LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));
        assertThat(resumed.status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(load.documents("c")).hasSize(100);
    }

    @Test
    void aDamagedArchiveLoadsItsSoundRowsAndFails() throws IOException {
        String rows = LoadFixture.rows(0, 50_000);
        byte[] bytes = ZipArchive.of("x.csv", rows);
        bytes[bytes.length / 2] ^= 0x55;
        bytes[bytes.length / 2 + 1] ^= 0x55;
        load.file("a.zip", bytes);

        LoadSummary summary = load.load("c: { files: a.zip }", s -> s.withChunkSize(ChunkSize.records(100)));

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .singleElement()
                .asString()
                .contains("a.zip: can't be read: its ZIP data is damaged");
        assertThat(summary.inserted())
                .isGreaterThan(1000)
                .isEqualTo(load.documents("c").size());
    }

    @Test
    void theSoundRowsOfADamagedFileAreAllLoadedWithTheirTypes() throws IOException {
        byte[] rows = LoadFixture.rows(0, 5000).getBytes(UTF_8);
        byte[] packed = CompressionTest.compress(Compression.GZIP, rows);
        byte[] cut = Arrays.copyOf(packed, packed.length - 8);
        load.file("a.csv.gz", cut);

        LoadSummary summary = load.load("c: { files: a.csv.gz }", s -> s.withChunkSize(ChunkSize.records(7)));

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .containsExactly("a.csv.gz: can't be read: its gzip data ends in the middle, at byte " + cut.length
                        + " of the compressed file; was it still being copied?");
        assertThat(numbers("c")).hasSize(5000).contains(0, 4999);
    }

    @Test
    void anOperationOnAUrlGoesOnIfItsTagIsTheSame() throws IOException {
        try (FileServer server = new FileServer()) {
            server.content = LoadFixture.rows(0, 100).getBytes(UTF_8);
            Path directory = halfDone("c: { files: '" + server.url("/a.csv") + "', key: k }");
            server.tag = "\"2\"";
            assertThatThrownBy(() -> load.resume(directory, new StopSignal()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("has changed since");
            server.tag = "\"1\"";
            LoadSummary resumed = Objects.requireNonNull(load.resume(directory, new StopSignal()));
            assertThat(resumed.status()).isEqualTo(LoadStatus.COMPLETED);
            assertThat(load.documents("c")).hasSize(100);
        }
    }

    @Test
    void anOperationOnAUrlWithASecretWritesNoneDownAndCanNotGoOn() throws IOException {
        try (FileServer server = new FileServer()) {
            server.content = LoadFixture.rows(0, 100).getBytes(UTF_8);
            String url = server.url("/a.csv?token=hunter2").replace("http://", "http://ann:s3cret@");
            Path directory = halfDone("c: { files: '" + url + "', key: k, types: string }");
            try (var files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain("hunter2").doesNotContain("s3cret");
                }
            }
            assertThatThrownBy(() -> load.resume(directory, new StopSignal()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("could be read only once")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void jsonLinesAreRefusedBeforeAnythingIsChanged() {
        load.file("a.csv", "{\"a\":1}\n{\"a\":2}\n");
        assertThatThrownBy(() -> load.load("c: { files: a.csv }"))
                .isInstanceOf(PlanException.class)
                .hasMessageEndingWith("a.csv: is JSON lines, not CSV. Use mongoimport, or export the data as CSV.");
        assertThat(load.documents("c")).isEmpty();
    }

    @Test
    void anArchiveOfSeveralFilesIsAMistakeInThePlan() throws IOException {
        load.file("a.zip", ZipArchive.of("x.csv", "k\n1\n", "y.csv", "k\n2\n"));
        assertThatThrownBy(() -> load.load("c: { files: a.zip }"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("a.zip: holds 2 files. Name one");
        load.load("c: { files: 'a.zip!*.csv' }");
        assertThat(numbers("c")).containsExactlyInAnyOrder(1, 2);
    }

    /** An operation of which the journal lost the end. */
    private Path halfDone(String collections) throws IOException {
        LoadSummary first = load.load(collections, s -> s.withChunkSize(ChunkSize.records(10)));
        assertThat(first.status()).isEqualTo(LoadStatus.COMPLETED);
        Path directory = Path.of(first.directory());
        List<String> lines = Files.readAllLines(directory.resolve("journal"));
        Files.write(directory.resolve("journal"), lines.subList(0, 6));
        return directory;
    }

    private List<Integer> numbers(String collection) {
        return load.documents(collection).stream()
                .map((Document document) -> document.getInteger("k"))
                .toList();
    }
}
