package sluice.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.Chunk;
import sluice.csv.ChunkCutter;
import sluice.csv.ChunkSize;
import sluice.csv.CsvFormat;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.plan.CollectionPlan;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.Sources;
import sluice.testkit.Gen;
import sluice.testkit.Property;

class CsvInputTest {
    /** Files of one format, whatever is in them. */
    private static final CollectionPlan PLAN = CollectionPlan.of("c", List.of("a.csv"))
            .with(CollectionPlan.Input.of(List.of("a.csv")).withFormat(CsvFormat.DEFAULT.pins()));

    @TempDir
    Path folder;

    /** A record and where it stands. */
    private record Row(
            long line,
            long offset,
            List<String> fields,
            @Nullable CsvProblem problem) {}

    /** A file, how it is cut, and which of its records comes first in the second part. */
    private record Case(byte[] bytes, boolean gzip, ChunkSize size, int part) {}

    @Test
    void aHeaderWithoutAnEndIsSaidAsSuch() throws IOException {
        byte[] text = new byte[ChunkCutter.MAX_RECORD_BYTES + (2 << 20)];
        Arrays.fill(text, (byte) 'x');
        text[0] = '"';
        for (byte[] bytes : List.of(text, gzip(text))) {
            Source source = source(bytes);
            assertThatThrownBy(() -> CsvInput.open(source, PLAN))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("line 1 (byte 0)")
                    .hasMessageContaining("64");
        }
    }

    @Test
    void aSourceInTwoPartsIsTheSourceInOne() {
        Property.named("two parts make the whole").cases(300).check(CsvInputTest::random, one -> {
            Source source = source(one.gzip() ? gzip(one.bytes()) : one.bytes());
            CsvInput whole = CsvInput.open(source, PLAN);
            List<Row> rows = rows(whole, one.size());
            int first = rows.isEmpty() ? 0 : one.part() % rows.size();
            long offset = rows.isEmpty() ? one.bytes().length : rows.get(first).offset();
            long line = rows.isEmpty() ? 1 : rows.get(first).line();

            CsvInput before = CsvInput.openUntil(source, PLAN, whole.format().csv(), offset);
            CsvInput after = CsvInput.openAt(source, whole.format(), whole.header(), offset, line);

            assertThat(before.header().names()).isEqualTo(whole.header().names());
            assertThat(before.header().bytes()).isEqualTo(whole.header().bytes());
            assertThat(rows(before, one.size())).isEqualTo(rows.subList(0, first));
            assertThat(rows(after, one.size())).isEqualTo(rows.subList(first, rows.size()));
        });
    }

    @Test
    void nothingIsBeforeTheFirstByteOrAfterTheLast() throws IOException {
        Source source = source(utf8("h\n1\n2\n"));
        CsvInput whole = CsvInput.open(source, PLAN);
        SourceFormat format = whole.format();
        Header header = whole.header();

        assertThat(rows(CsvInput.openUntil(source, PLAN, format.csv(), 2), ChunkSize.records(1)))
                .isEmpty();
        assertThat(rows(CsvInput.openAt(source, format, header, 6, 4), ChunkSize.records(1)))
                .isEmpty();
        assertThatThrownBy(() -> CsvInput.openAt(source, format, header, 7, 4))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.csv: ends before byte 7");
    }

    @Test
    void aRowThatIsStillBeingWrittenIsLeft() throws IOException {
        Source source = source(utf8("h\n1\n\"two\nlin"));
        CsvInput input = CsvInput.open(source, PLAN);
        Files.writeString(folder.resolve("a.csv"), "es\"\n3\n", StandardOpenOption.APPEND);

        List<Row> rows = rows(input, ChunkSize.records(10));

        assertThat(rows).extracting(Row::fields).containsExactly(List.of("1"));
        assertThat(source.change()).isEqualTo("had 12 bytes when the load found it and has 18 now");
    }

    @Test
    void whatIsAddedAfterARowIsNotRead() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            Source source = source(utf8("h" + end + "1" + end + "2" + end));
            CsvInput input = CsvInput.open(source, PLAN);
            Files.writeString(folder.resolve("a.csv"), "3" + end, StandardOpenOption.APPEND);

            assertThat(rows(input, ChunkSize.records(10)))
                    .extracting(Row::fields)
                    .containsExactly(List.of("1"), List.of("2"));
        }
    }

    @Test
    void aRowThatHasItsLineFeedCutOffIsWhole() throws IOException {
        Source source = source(utf8("h\r\n1\r\n2\r"));
        CsvInput input = CsvInput.open(source, PLAN);
        Files.writeString(folder.resolve("a.csv"), "\n3\r\n", StandardOpenOption.APPEND);

        assertThat(rows(input, ChunkSize.records(10))).hasSize(2);
    }

    @Test
    void aSourceThatStaysNeedsNoLastLineEnd() throws IOException {
        CsvInput input = CsvInput.open(source(utf8("h\n1\n2")), PLAN);

        assertThat(rows(input, ChunkSize.records(10))).hasSize(2);
    }

    @Test
    void aSourceThatWasReplacedIsNotOpenedAgain() throws IOException {
        Source source = source(utf8("h\n1\n"));
        Files.move(folder.resolve("a.csv"), folder.resolve("b.csv"));
        Files.writeString(folder.resolve("a.csv"), "h\n1\n");

        assertThatThrownBy(() -> CsvInput.open(source, PLAN))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a.csv: was replaced by another file");
    }

    private static Case random(Gen gen) {
        String mark = gen.chance(30) ? "\uFEFF" : "";
        String end = gen.oneOf("\n", "\r\n", "\r");
        String body = gen.string(200, "aab,,\"\"\n\n\r ");
        ChunkSize size = gen.chance(50) ? ChunkSize.bytes(gen.between(1, 64)) : ChunkSize.records(gen.between(1, 8));
        return new Case(utf8(mark + "h1,\"h" + end + "2\"" + end + body), gen.chance(30), size, gen.between(0, 1000));
    }

    private Source source(byte[] bytes) throws IOException {
        Files.write(folder.resolve("a.csv"), bytes);
        return Sources.find(folder, "a.csv", InputStream.nullInputStream()).get(0);
    }

    private static List<Row> rows(CsvInput input, ChunkSize size) {
        List<Row> rows = new ArrayList<>();
        CsvParser parser = input.format().parser();
        try (input) {
            for (Chunk chunk = input.next(size); chunk != null; chunk = input.next(size)) {
                parser.reset(chunk);
                while (parser.next()) {
                    rows.add(row(parser.record()));
                }
            }
        }
        return rows;
    }

    private static Row row(CsvRecord record) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < record.fieldCount(); i++) {
            fields.add(record.string(i, StandardCharsets.UTF_8));
        }
        return new Row(record.line(), record.offset(), fields, record.problem());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
