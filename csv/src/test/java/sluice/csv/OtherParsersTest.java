package sluice.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.NaiveCsv;
import sluice.testkit.Property;
import sluice.testkit.Shrinker;

/**
 * Two parsers of other people read text that follows RFC 4180 as Sluice does. Of text that breaks it they have opinions of
 * their own; if all three differ, the reference decides, see {@link ParserPropertyTest}.
 */
class OtherParsersTest {
    private static final Shrinker<byte[]> SHRINK = Shrinker.bytes();

    @Test
    void wellFormedTextIsReadAlikeByAll() {
        Property.named("well-formed text is read alike by all")
                .cases(5_000)
                .check(OtherParsersTest::wellFormed, text -> {
                    List<List<String>> rows = sluice(text);
                    assertThat(rows).isEqualTo(fastCsv(text));
                    assertThat(rows).isEqualTo(commonsCsv(text));
                });
    }

    @Test
    void anyTextThatTheReferenceFindsWellFormedIsReadAlikeByAll() {
        Property.named("any text that the reference finds well-formed is read alike by all")
                .cases(10_000)
                .check(gen -> gen.bytes(40, "ab,,\"\"\n\r"), SHRINK, bytes -> {
                    String text = new String(bytes, ISO_8859_1);
                    if (isRegular(text)) {
                        List<List<String>> rows = sluice(text);
                        assertThat(rows).isEqualTo(fastCsv(text));
                        assertThat(rows).isEqualTo(commonsCsv(text));
                    }
                });
    }

    /** RFC 4180 has no quotes in plain fields, and no CR but before LF. */
    private static boolean isRegular(String text) {
        return !text.replace("\r\n", "").contains("\r")
                && NaiveCsv.read(text).stream()
                        .allMatch(row ->
                                !row.malformed() && !row.original().matches("(?s).*[^,\"\r\n]\".*[^,\"\r\n]?.*"));
    }

    private static String wellFormed(Gen gen) {
        String lineEnd = gen.oneOf("\n", "\r\n");
        int width = gen.between(1, 6);
        StringBuilder text = new StringBuilder();
        for (int row = gen.between(1, 12); row > 0; row--) {
            for (int i = 0; i < width; i++) {
                text.append(i == 0 ? "" : ",").append(field(gen, lineEnd));
            }
            text.append(row == 1 && gen.chance(50) ? "" : lineEnd);
        }
        return text.toString();
    }

    /** Never empty without quotes: a line of nothing is a blank line to some, and a record to others. */
    private static String field(Gen gen, String lineEnd) {
        if (gen.chance(50)) {
            return "x" + gen.string(8, "ab cé1;'|");
        }
        String value = gen.string(12, "ab,\"é ").replace("é", gen.oneOf("é", lineEnd));
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> sluice(String text) {
        List<List<String>> rows = new ArrayList<>();
        CsvParser parser = new CsvParser(Dialect.RFC_4180);
        parser.reset(CsvText.whole(text.getBytes(UTF_8)));
        while (parser.next()) {
            CsvRecord record = parser.record();
            assertThat(record.problem()).isNull();
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < record.fieldCount(); i++) {
                fields.add(record.string(i, UTF_8));
            }
            rows.add(fields);
        }
        return rows;
    }

    private static List<List<String>> fastCsv(String text) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .stream()
                .map(record -> List.copyOf(record.getFields()))
                .toList();
    }

    private static List<List<String>> commonsCsv(String text) {
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        try (CSVParser parser = format.parse(new StringReader(text))) {
            return parser.stream().map(record -> record.toList()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
