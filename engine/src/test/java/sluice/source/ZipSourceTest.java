package sluice.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.testkit.Property;

class ZipSourceTest {
    @TempDir
    Path folder;

    @Test
    void anArchiveOfOneFileIsThatFile() throws IOException {
        zip("a.zip", "data/", "", "data/rows.csv", "a,b\n1,2\n", "__MACOSX/data/._rows.csv", "x");
        Source source = only("a.zip");
        assertThat(source.name()).isEqualTo("a.zip");
        assertThat(source.label()).isEqualTo("rows.csv");
        assertThat(source.size()).isEqualTo(8);
        assertThat(source.repeatable()).isTrue();
        assertThat(read(source, 0)).isEqualTo("a,b\n1,2\n");
        assertThat(read(source, 4)).isEqualTo("1,2\n");
        assertThat(read(source, 8)).isEmpty();
        assertThatThrownBy(() -> source.open(9)).isInstanceOf(IOException.class).hasMessage("it has only 8 bytes");
    }

    @Test
    void aStoredFileIsReadToo() throws IOException {
        byte[] rows = "a\n1\n".getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("a.csv");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(rows.length);
            CRC32 crc = new CRC32();
            crc.update(rows);
            entry.setCrc(crc.getValue());
            out.putNextEntry(entry);
            out.write(rows);
        }
        Files.write(folder.resolve("stored.bin"), bytes.toByteArray());
        assertThat(read(only("stored.bin"), 0)).isEqualTo("a\n1\n");
    }

    @Test
    void ofSeveralFilesTheOneThatIsNamedIsRead() throws IOException {
        zip("a.zip", "b.csv", "b", "sub/a.csv", "a", "notes.md", "n");
        assertThatThrownBy(() -> find("a.zip"))
                .isInstanceOf(SourceException.class)
                .hasMessage("a.zip: holds 3 files. Name one, or several by a pattern: `a.zip!b.csv`."
                        + " It holds: b.csv, sub/a.csv, notes.md.");
        assertThat(read(only("a.zip!b.csv"), 0)).isEqualTo("b");
        assertThat(only("a.zip!sub/a.csv").label()).isEqualTo("a.csv");
        assertThat(find("a.zip!*.csv").stream().map(Source::name)).containsExactly("a.zip!b.csv", "a.zip!sub/a.csv");
        assertThat(find("a.zip!sub/*").stream().map(Source::name)).containsExactly("a.zip!sub/a.csv");
        assertThatThrownBy(() -> find("a.zip!c.csv"))
                .hasMessage("a.zip!c.csv: the archive holds no such file. It holds: b.csv, sub/a.csv, notes.md.");
    }

    @Test
    void aFileWithAnExclamationMarkIsThatFile() throws IOException {
        Files.writeString(folder.resolve("a!b.csv"), "x");
        zip("wow!.zip", "c.csv", "c");
        assertThat(read(only("a!b.csv"), 0)).isEqualTo("x");
        assertThat(read(only("wow!.zip"), 0)).isEqualTo("c");
        assertThat(read(only("wow!.zip!c.csv"), 0)).isEqualTo("c");
        assertThatThrownBy(() -> find("a!b.csv!c.csv")).hasMessageContaining("a!b.csv: is not a ZIP archive");
        assertThatThrownBy(() -> find("none.zip!c.csv")).hasMessageContaining("none.zip!c.csv: no such file");
    }

    @Test
    void officeDocumentsAreNamed() throws IOException {
        zip("book.xlsx", "[Content_Types].xml", "<", "xl/workbook.xml", "<");
        zip("text.docx", "[Content_Types].xml", "<", "word/document.xml", "<");
        zip("table.ods", "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<");
        assertThatThrownBy(() -> find("book.xlsx"))
                .hasMessage("book.xlsx: is an Excel workbook. Save it as CSV and load that.");
        assertThatThrownBy(() -> find("text.docx")).hasMessageContaining("is an office document");
        assertThatThrownBy(() -> find("table.ods")).hasMessageContaining("is an office document");
    }

    @Test
    void emptyEncryptedAndBrokenArchivesAreSaid() throws IOException {
        zip("empty.zip", "dir/", "");
        assertThatThrownBy(() -> find("empty.zip")).hasMessage("empty.zip: holds no file.");
        byte[] whole = zip("a.zip", "a.csv", "a,b\n");
        Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> find("cut.zip"))
                .hasMessageContainingAll("cut.zip: is not a whole ZIP archive", "still being copied");
        byte[] encrypted = whole.clone();
        encrypted[6] |= 1;
        encrypted[directory(whole) + 8] |= 1;
        Files.write(folder.resolve("secret.zip"), encrypted);
        assertThatThrownBy(() -> find("secret.zip"))
                .hasMessage("secret.zip: is encrypted. Unpack it with its password, and load what it holds.");
    }

    @Test
    void whatIsInAnArchiveMustBeText() throws IOException {
        zip("json.zip", "b.json", "{\"a\":1}\n");
        assertThatThrownBy(() -> SourceStream.open(only("json.zip"))).hasMessageContaining("json.zip: is JSON lines");
        Files.write(
                folder.resolve("twice.zip"),
                zipOf("a.csv.gz", CompressionTest.compress(Compression.GZIP, "a\n".getBytes(UTF_8))));
        assertThatThrownBy(() -> SourceStream.open(only("twice.zip")))
                .hasMessageContaining("twice.zip: is compressed twice");
    }

    @Test
    void damageIsNoticed() {
        byte[] whole = zipBytes(Map.of("a.csv", "id,name\n" + "1,Ann\n2,Bob\n".repeat(200)));
        int start = 30 + "a.csv".length();
        Property.named("a damaged archive never gives other rows")
                .cases(200)
                .check(gen -> gen.between(start, directory(whole) - 1), at -> {
                    byte[] damaged = whole.clone();
                    damaged[at] ^= 0x10;
                    Files.write(folder.resolve("damaged.zip"), damaged);
                    try {
                        assertThat(read(only("damaged.zip"), 0))
                                .startsWith("id,name\n")
                                .hasSize(8 + 12 * 200);
                    } catch (IOException | SourceException e) {
                        assertThat(e).hasMessageContaining("ZIP");
                    }
                });
    }

    @Test
    void anArchiveThatChangesIsRefused() throws IOException {
        zip("a.zip", "a.csv", "a\n1\n");
        Source source = only("a.zip");
        assertThat(source.change()).isNull();
        zip("a.zip", "a.csv", "a\n1\n2\n");
        assertThat(source.change()).contains("bytes when the load found it");
        assertThatThrownBy(source::open).isInstanceOf(SourceException.class).hasMessageContaining("a.zip: had ");
        Files.delete(folder.resolve("a.zip"));
        assertThat(source.change()).isEqualTo("was removed since the load found it");
    }

    @Test
    void itIsFoundAgainByItsPlace() throws IOException {
        zip("a.zip", "a.csv", "a", "b.csv", "b");
        Source source = only("a.zip!b.csv");
        Origin origin = requireNonNull(source.origin());
        assertThat(origin.place()).isEqualTo(folder.resolve("a.zip") + "!b.csv").isEqualTo(source.address());
        Source again = requireNonNull(Sources.again(source.name(), origin.place()));
        assertThat(read(again, 0)).isEqualTo("b");
        assertThat(again.name()).isEqualTo("a.zip!b.csv");
        assertThat(requireNonNull(again.origin()).fingerprint()).isEqualTo(origin.fingerprint());
        assertThat(Sources.again("x", folder.resolve("a.zip") + "!c.csv")).isNull();
        assertThat(Sources.again("x", folder.resolve("none.csv").toString())).isNull();
    }

    private List<Source> find(String pattern) {
        return Sources.find(folder, pattern, InputStream.nullInputStream());
    }

    private Source only(String pattern) {
        List<Source> sources = find(pattern);
        assertThat(sources).hasSize(1);
        return sources.get(0);
    }

    private static String read(Source source, long offset) throws IOException {
        try (InputStream in = source.open(offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Where an archive's list of entries begins. */
    private static int directory(byte[] zip) {
        int at = zip.length - 22;
        return (zip[at + 16] & 0xff) | ((zip[at + 17] & 0xff) << 8);
    }

    private byte[] zip(String name, String... namesAndContents) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            entries.put(namesAndContents[i], namesAndContents[i + 1]);
        }
        byte[] bytes = zipBytes(entries);
        Files.write(folder.resolve(name), bytes);
        return bytes;
    }

    private static byte[] zipBytes(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] zipOf(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
