package sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    @Test
    void anExistingNameGoesBeforeThePatternThatItLooksLike() throws IOException {
        Files.createDirectories(folder.resolve("d[1]"));
        Files.createDirectories(folder.resolve("d1"));
        for (String name :
                List.of("c [x].csv", "c x.csv", "{d}.csv", "d.csv", "d[1]/a.csv", "d1/b.csv", "a?b", "axb")) {
            Files.writeString(folder.resolve(name), "id\n1\n");
        }
        assertThat(names("c [x].csv")).containsExactly("c [x].csv");
        assertThat(names("{d}.csv")).containsExactly("{d}.csv");
        assertThat(names("a?b")).containsExactly("a?b");
        assertThat(names("d[1]")).containsExactly("d[1]/a.csv");
        assertThat(names("d[1]/*.csv")).containsExactly("d[1]/a.csv");
        assertThat(names("d[1-9]/*.csv")).containsExactly("d1/b.csv");
        assertThat(Sources.isPattern(folder, "c [x].csv")).isFalse();
        assertThat(Sources.isPattern(folder, "c [y].csv")).isTrue();
    }

    @Test
    void globsFindFilesInOrder() throws IOException {
        Files.createDirectories(folder.resolve("data/deep"));
        for (String name : List.of("data/b.csv", "data/a.csv", "data/c.txt", "data/deep/d.csv")) {
            Files.writeString(folder.resolve(name), name);
        }
        assertThat(names("data/*.csv")).containsExactly("data/a.csv", "data/b.csv");
        assertThat(names("data/**.csv")).containsExactly("data/a.csv", "data/b.csv", "data/deep/d.csv");
        assertThat(names("data/{b,c}.*")).containsExactly("data/b.csv", "data/c.txt");
        assertThatThrownBy(() -> names("data/x*.csv")).hasMessage("data/x*.csv: no file matches.");
        assertThatThrownBy(() -> names("none/*.csv")).hasMessageContaining("no folder none/");
    }

    @Test
    void aFileWhoseNameLooksLikeAGlobIsThatFile() throws IOException {
        Files.writeString(folder.resolve("a[1].csv"), "x");
        assertThat(names("a[1].csv")).containsExactly("a[1].csv");
    }

    @Test
    void missingFilesAreSaidWithTheNearestOne() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "x");
        assertThatThrownBy(() -> names("custmers.csv"))
                .isInstanceOf(SourceException.class)
                .hasMessage("custmers.csv: no such file. Did you mean `customers.csv`?");
        assertThatThrownBy(() -> names("none/a.csv")).hasMessage("none/a.csv: no such file.");
        assertThatThrownBy(() -> names("a\0b")).hasMessageContaining("is no path");
    }

    @Test
    void aFolderMeansTheDataFilesDirectlyInItInOrder() throws IOException {
        Files.createDirectories(folder.resolve("data/deep.csv"));
        List<String> data = List.of("a.csv", "b.TSV", "c.txt.gz", "d.psv", "e.csv.zst");
        for (String name : data) {
            Files.writeString(folder.resolve("data/" + name), "x");
        }
        for (String name : List.of("z.json", ".hidden.csv", "csv", "f.csv.bak", "deep.csv/g.csv")) {
            Files.writeString(folder.resolve("data/" + name), "x");
        }
        List<String> found = data.stream().map(name -> "data/" + name).toList();
        assertThat(names("data")).isEqualTo(found);
        assertThat(names("data/")).isEqualTo(found);
    }

    @Test
    void aFolderWithoutDataFilesIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/a.json"), "x");
        assertThatThrownBy(() -> names("data"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("data: the folder holds no .csv, .tsv, .psv or .txt file")
                .hasMessageContaining("data/*.dat");
    }

    @Test
    void aPatternThatIsNoneIsSaid() {
        assertThatThrownBy(() -> names("q[.csv"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("q[.csv: is no pattern");
    }

    @Test
    void aPatternLooksOnlyAsDeepAsItSays() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/x.csv"), "x");
        Files.writeString(folder.resolve("a/y.csv"), "y");
        assertThat(names("a/*.csv")).containsExactly("a/y.csv");
        assertThat(names("a/*/*.csv")).containsExactly("a/b/x.csv");
    }

    @Test
    void aFileKnowsItsSizeAndStandardInputDoesNot() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "12345");
        Source file =
                Sources.find(folder, "a.csv", InputStream.nullInputStream()).get(0);
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.repeatable()).isTrue();
        assertThat(file.label()).isEqualTo("a.csv");
        Source stdin = Sources.find(folder, "-", new ByteArrayInputStream(new byte[] {'x'}))
                .get(0);
        assertThat(stdin.size()).isEqualTo(-1);
        assertThat(stdin.repeatable()).isFalse();
        assertThat(stdin.name()).isEqualTo("standard input");
    }

    @Test
    void whatIsNoTextIsNamed() throws IOException {
        assertThatThrownBy(() -> text(new byte[] {2, '!', 'L', 0x18})).hasMessageContaining("is LZ4 in its old form");
        assertThatThrownBy(() -> text(new byte[] {'P', 'K', 3, 4})).hasMessageContaining("ZIP archive");
        assertThat(text("BZhours,b".getBytes(StandardCharsets.UTF_8))).isEqualTo("0:BZhours,b");
    }

    @Test
    void whatIsCompressedIsReadOnceDecompressed() throws IOException {
        byte[] once = CompressionTest.compress(Compression.GZIP, "a,b".getBytes(StandardCharsets.UTF_8));
        assertThat(text(once)).isEqualTo("0:a,b");
        assertThatThrownBy(() -> text(CompressionTest.compress(Compression.XZ, once)))
                .hasMessage("standard input: is compressed twice: what it holds is gzip again; decompress it once.");
        assertThatThrownBy(() -> text(CompressionTest.compress(Compression.GZIP, new byte[] {'P', 'K', 3, 4})))
                .hasMessageContaining("ZIP archive");
    }

    @Test
    void aCompressedFileIsTheNearestOneToo() throws IOException {
        Files.writeString(folder.resolve("customers.csv.gz"), "x");
        assertThatThrownBy(() -> names("customers.csv"))
                .hasMessage("customers.csv: no such file. Did you mean `customers.csv.gz`?");
    }

    private List<String> names(String pattern) {
        return Sources.find(folder, pattern, InputStream.nullInputStream()).stream()
                .map(Source::name)
                .toList();
    }

    private static String text(byte[] bytes) throws IOException {
        try (SourceStream stream = SourceStream.open(new StandardInput(new ByteArrayInputStream(bytes)))) {
            return stream.offset() + ":" + new String(stream.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
