package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.journal.OperationDirectory;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;
import sluice.workers.StopSignal;

/** Files that are compressed, cut off, or change while they are loaded. */
class ChangingSourceTest {
    private static final String PLAN = "c: { files: a.csv, types: string, dialect: " + LoadFixture.USUAL_FORMAT + " }";

    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    /** Changes a file. */
    private interface Change {
        void make(Path file) throws IOException;
    }

    @Test
    void halfARowOfAGrowingFileIsNotLoaded() {
        load.file("a.csv", "id,name\n1,Ann\n2,Bo");

        LoadSummary summary = loadWhile(file -> append(file, "b\n3,Carl\n"), true);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .containsExactly(
                        "a.csv: had 18 bytes when the load found it and has 27 now. Loaded are its rows up to byte 14."
                                + " Load it again when it doesn't change any more; was it still being copied?");
        assertThat(names()).containsExactly("Ann");
    }

    @Test
    void rowsOfAGrowingFileAreLoadedAsFarAsItWentAndThatIsSaid() {
        load.file("a.csv", "id,name\n1,Ann\n2,Bob\n");

        LoadSummary summary = loadWhile(file -> append(file, "3,Carl\n"), true);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems()).singleElement().asString().contains("Loaded are its rows up to byte 20. ");
        assertThat(names()).containsExactly("Ann", "Bob");
    }

    @Test
    void aLastRowThatTurnsOutToBeHalfIsSaid() {
        load.file("a.csv", "id,name\n1,Ann\n2,Bo");

        LoadSummary summary = loadWhile(file -> append(file, "b\n"), false);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .singleElement()
                .asString()
                .contains("up to byte 18; the last of them had no line end and may be half a row");
    }

    @Test
    void aFileThatIsReplacedBeforeItIsReadIsNotLoaded() {
        load.file("a.csv", "id,name\n1,Ann\n").file("b.csv", "id,name\n8,Zoe\n");

        LoadSummary summary = loadWhile(
                file -> Files.move(load.folder().resolve("b.csv"), file, StandardCopyOption.REPLACE_EXISTING), true);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .containsExactly("a.csv: was replaced by another file since the load found it;"
                        + " start again when it doesn't change any more.");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsCutShortIsSaid() {
        for (boolean before : new boolean[] {true, false}) {
            load.file("a.csv", "id,name\n1,Ann\n2,Bob\n");

            LoadSummary summary = loadWhile(file -> Files.writeString(file, "id,name\n1,Ann\n"), before);

            assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
            assertThat(summary.problems())
                    .singleElement()
                    .asString()
                    .startsWith("a.csv: had 20 bytes when the load found it and has 14 now");
        }
    }

    @Test
    void aFileThatIsRemovedIsSaid() {
        load.file("a.csv", "id,name\n1,Ann\n");

        LoadSummary summary = loadWhile(Files::delete, false);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems()).singleElement().asString().startsWith("a.csv: was removed");
    }

    @Test
    void aFileThatStaysNeedsNoLastLineEnd() {
        load.file("a.csv", "id,name\n1,Ann\n2,Bob");

        assertThat(load.load(PLAN).status()).isEqualTo(LoadStatus.COMPLETED);
        assertThat(names()).containsExactly("Ann", "Bob");
    }

    @Test
    void anOpenQuoteAtTheEndIsARejectWithItsBytes() throws IOException {
        load.file("a.csv", gzip("id,name\n1,Ann\n2,\"Bo\nb\n"));

        LoadSummary summary = load.load(PLAN);

        assertThat(summary.rejectsByCode()).containsOnlyKeys("malformed");
        assertThat(load.read(summary, "rejects/a.csv")).startsWith("id,name\n2,\"Bo\nb\n");
        assertThat(names()).containsExactly("Ann");
    }

    @Test
    void aCompressedFileLoadsAsWhatItHolds() throws IOException {
        String rows = "\uFEFFid,name\n1,Ann\n2\n3,\"C\narl\"\n1,Eve\n";
        load.file("plain.csv", rows).file("packed.csv.gz", gzip(rows));

        LoadSummary plain = load.load("plain: { files: plain.csv, key: id }");
        LoadSummary packed = load.load("packed: { files: packed*, key: id }");

        assertThat(packed.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);
        assertThat(load.comparable("packed")).hasSize(2).isEqualTo(load.comparable("plain"));
        assertThat(load.read(packed, "rejects/packed.csv")).isEqualTo(load.read(plain, "rejects/plain.csv"));
        assertThat(load.read(packed, "rejects/packed.reasons.jsonl").replace("packed.csv.gz", "plain.csv"))
                .isEqualTo(load.read(plain, "rejects/plain.reasons.jsonl"));
    }

    @Test
    void aCompressedFileThatIsCutOffFailsTheLoad() throws IOException {
        StringBuilder rows = new StringBuilder("id,name\n");
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            rows.append(i).append(',').append(random.nextLong()).append('\n');
        }
        byte[] bytes = gzip(rows.toString());
        int half = bytes.length / 2;
        load.file("a.csv", Arrays.copyOf(bytes, half));

        LoadSummary summary = load.load(PLAN);

        assertThat(summary.status()).isEqualTo(LoadStatus.FAILED);
        assertThat(summary.problems())
                .containsExactly("a.csv: can't be read: its gzip data ends in the middle, at byte " + half
                        + " of the compressed file; was it still being copied?");
        List<Document> documents = load.documents("c");
        assertThat(documents).hasSize((int) summary.inserted()).hasSizeBetween(1, 99_999);
        Set<String> whole = Set.of(rows.toString().split("\n"));
        assertThat(documents).allMatch(document -> whole.contains(document.get("id") + "," + document.get("name")));
    }

    /** Loads, and changes the file before its rows are read, or after. */
    private LoadSummary loadWhile(Change change, boolean before) {
        return load.load(
                load.plan(PLAN),
                new LoadListener() {
                    @Override
                    public void checked(OperationDirectory directory) {
                        make(change, before);
                    }

                    @Override
                    public void loaded() {
                        make(change, !before);
                    }
                },
                new StopSignal());
    }

    private void make(Change change, boolean now) {
        try {
            if (now) {
                change.make(load.folder().resolve("a.csv"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private List<String> names() {
        return load.documents("c").stream()
                .map(document -> document.getString("name"))
                .toList();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
