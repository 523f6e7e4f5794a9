package sluice.csv.reader;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.csv.CsvFormat;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.csv.Recovery;
import sluice.csv.TextEncoding;

class CsvReaderTest {
    @Test
    void aFileIsReadWithItsHeader(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "id,name\r\n1,\"Ann \"\"A\"\"\"\r\n2,Bob\r\n");
        try (CsvReader reader = CsvReader.builder().build(file)) {
            assertThat(reader.header()).containsExactly("id", "name");
            assertThat(reader.column("name")).isEqualTo(1);
            CsvRecord first = next(reader);
            assertThat(reader.text(first, "name")).isEqualTo("Ann \"A\"");
            assertThat(first.line()).isEqualTo(2);
            assertThat(first.offset()).isEqualTo(9);
            assertThat(reader.texts(next(reader))).containsExactly("2", "Bob");
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void theFormatIsFound() throws IOException {
        CsvReader reader =
                CsvReader.builder().sniff().build("a", in("id;price;day\n1;2,5;x\n2;3,5;y\n3;4,5;z\n", "UTF-16LE"));
        assertThat(reader.format().dialect().delimiter()).isEqualTo(";");
        assertThat(reader.format().encoding()).isEqualTo(TextEncoding.UTF_16LE);
        assertThat(rows(reader))
                .containsExactly(List.of("1", "2,5", "x"), List.of("2", "3,5", "y"), List.of("3", "4,5", "z"));
    }

    @Test
    void whatIsDeclaredIsNotLookedFor() throws IOException {
        FormatPins pins = FormatPins.builder().delimiter(",").headerRows(0).build();
        assertThat(rows(CsvReader.builder().sniff(pins).build("a", in("a;b,c\nd;e,f\n"))))
                .containsExactly(List.of("a;b", "c"), List.of("d;e", "f"));
    }

    @Test
    void aByteOrderMarkTellsTheEncodingAndIsNoText() throws IOException {
        CsvReader reader = CsvReader.builder().build("a", new ByteArrayInputStream("id\né\n".getBytes(UTF_16)));
        assertThat(reader.header()).containsExactly("id");
        CsvRecord record = next(reader);
        assertThat(reader.text(record, 0)).isEqualTo("é");
        assertThat(record.offset()).isEqualTo(8);
    }

    @Test
    void preambleFooterAndSeveralHeaderRowsAreNoRecords() throws IOException {
        CsvFormat format = new CsvFormat(TextEncoding.UTF_8, Dialect.RFC_4180, new CsvFormat.Layout(1, 2, 1));
        CsvReader reader = CsvReader.builder()
                .format(format)
                .build("a", in("\"exported today\nunit,price,\nid,EUR,note\n1,2,3\n1 row\n"));
        assertThat(reader.header()).containsExactly("unit id", "price EUR", "note");
        assertThat(rows(reader)).containsExactly(List.of("1", "2", "3"));
    }

    @Test
    void withoutAHeaderEveryRecordIsData() throws IOException {
        CsvReader reader = CsvReader.builder()
                .dialect(Dialect.builder().delimiter('|').build())
                .headerRows(0)
                .build("a", in("a|b\nc\n"));
        assertThat(reader.header()).isEmpty();
        assertThatThrownBy(() -> reader.column("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column is named `a`; the header has no names");
        assertThat(rows(reader)).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void aMalformedRecordEndsNothing() throws IOException {
        CsvReader reader = CsvReader.builder().build("a", in("a,b\n\"1\"x,2\n3,4\n"));
        CsvRecord first = next(reader);
        assertThat(first.problem()).isEqualTo(CsvProblem.TEXT_AFTER_QUOTE);
        assertThat(reader.texts(next(reader))).containsExactly("3", "4");
    }

    @Test
    void recoveriesAreCounted() throws IOException {
        CsvReader reader = CsvReader.builder()
                .parsing(Parsing.RECOVER)
                .ragged(Ragged.PAD)
                .build("a", in("a,b\n\"1\"x\",2\n3\na,b\n"));
        assertThat(rows(reader)).containsExactly(List.of("1\"x", "2"), List.of("3", ""));
        assertThat(reader.recoveries(Recovery.QUOTE_AS_CONTENT)).isEqualTo(1);
        assertThat(reader.recoveries(Recovery.PADDED)).isEqualTo(1);
        assertThat(reader.recoveries(Recovery.REPEATED_HEADER)).isEqualTo(1);
    }

    @Test
    void anUnknownColumnAndAMissingFieldAreNamed() throws IOException {
        CsvReader reader = CsvReader.builder().build("a", in("id,name\n1\n"));
        assertThatThrownBy(() -> reader.column("nam"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column is named `nam`; the header has id, name");
        CsvRecord record = next(reader);
        assertThatThrownBy(() -> reader.text(record, "name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2 has 1 fields, so none for column `name`");
    }

    @Test
    void theRecordsCanBeIteratedOverOnce() throws IOException {
        CsvReader reader = CsvReader.builder().build("a", in("a\n1\n"));
        Iterator<CsvRecord> records = reader.iterator();
        assertThat(records.hasNext()).isTrue();
        assertThat(records.hasNext()).isTrue();
        assertThat(reader.text(records.next(), 0)).isEqualTo("1");
        assertThat(records.hasNext()).isFalse();
        assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(reader::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptySourceHasNoNamesAndNoRecords() throws IOException {
        for (CsvReaderBuilder builder :
                List.of(CsvReader.builder(), CsvReader.builder().sniff())) {
            CsvReader reader = builder.build("a", in(""));
            assertThat(reader.header()).isEmpty();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aStreamThatFailsIsSaid() throws IOException {
        InputStream broken = new SequenceInputStream(in("xxxxxxxxx\n".repeat(60_000)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        });
        assertThatThrownBy(() -> rows(CsvReader.builder().build("a", broken)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("gone");
        assertThatThrownBy(() -> CsvReader.builder().build(Path.of("no-such-file")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void closingItClosesTheStream() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream("a\n".getBytes(UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        CsvReader.builder().build("a", in).close();
        assertThat(closed).isTrue();
    }

    private static CsvRecord next(CsvReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static List<List<String>> rows(CsvReader reader) {
        List<List<String>> rows = new ArrayList<>();
        for (CsvRecord record : reader) {
            rows.add(reader.texts(record));
        }
        return rows;
    }

    private static InputStream in(String text) throws IOException {
        return in(text, "UTF-8");
    }

    private static InputStream in(String text, String charset) throws IOException {
        return new ByteArrayInputStream(text.getBytes(charset));
    }
}
