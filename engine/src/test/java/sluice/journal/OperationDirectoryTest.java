package sluice.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.outcome.Reason;
import sluice.outcome.RecordOrigin;
import sluice.outcome.Reject;
import sluice.outcome.RejectCode;

class OperationDirectoryTest {
    private static final byte[] LATIN = {'a', (byte) 0xe4, ',', '1'};

    @TempDir
    Path folder;

    @Test
    void rejectsKeepTheirBytesUnderTheirHeader() throws IOException {
        OperationDirectory directory = OperationDirectory.create(folder.resolve("operations"), Instant.now());
        try (RejectFiles files = directory.rejectFiles("a", "k,v".getBytes(UTF_8), new byte[] {'\n'})) {
            files.add("data/a.csv", List.of());
            assertThat(files.recordsFile()).doesNotExist();
            files.add("data/a.csv", List.of(reject(LATIN, "{\"why\": {\"$numberLong\": \"1\"}}")));
            files.add("data/a.csv", List.of(reject(new byte[] {'b'}, null)));
            assertThat(files.recordsFile())
                    .hasBinaryContent(new byte[] {'k', ',', 'v', '\n', 'a', (byte) 0xe4, ',', '1', '\n', 'b', '\n'});
            List<Document> reasons = Files.readAllLines(files.reasonsFile()).stream()
                    .map(Document::parse)
                    .toList();
            assertThat(reasons.get(0))
                    .isEqualTo(Document.parse("{source: 'data/a.csv', line: 7, offset: 42, code: 'validation',"
                            + " message: 'no', column: 'k', value: 'x\\ny', serverCode: 121, errInfo: {why: 1}}"));
            assertThat(reasons.get(1)).doesNotContainKey("errInfo");
        }
    }

    @Test
    void aSourcesNameCantLeaveTheFolder() {
        OperationDirectory directory = OperationDirectory.create(folder, Instant.now());
        assertThat(directory
                        .rejectFiles(new RejectNames().of("../../x y.csv"), new byte[0], new byte[0])
                        .recordsFile())
                .isEqualTo(directory.path().resolve("rejects/.._.._x_y.csv"));
        assertThat(directory
                        .rejectFiles(new RejectNames().of("Zürich.CSV"), new byte[0], new byte[0])
                        .recordsFile()
                        .getFileName())
                .hasToString("Zürich.CSV.csv");
    }

    @Test
    void aFolderThatCantBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OperationDirectory.create(file, Instant.now()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no folder for the operation can be made");
        assertThatThrownBy(() -> OperationDirectory.write(file.resolve("x"), ""))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't be written");
    }

    @Test
    void rejectsThatCantBeWrittenEndTheLoad() throws IOException {
        OperationDirectory directory = OperationDirectory.create(folder, Instant.now());
        Files.writeString(directory.path().resolve("rejects"), "in the way");
        RejectFiles files = directory.rejectFiles("a.csv", new byte[0], new byte[] {'\n'});
        assertThatThrownBy(() -> files.add("a.csv", List.of(reject(LATIN, null))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("rejects can't be written");
    }

    private static Reject reject(byte[] original, @Nullable String errInfo) {
        return new Reject(
                new RecordOrigin(7, 42, original),
                Reason.of(RejectCode.VALIDATION, "k", "x\ny", "no").withServer(errInfo == null ? 0 : 121, errInfo));
    }
}
