package sluice.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.csv.ChunkSize;
import sluice.csv.FormatPins;
import sluice.csv.Parsing;
import sluice.csv.Ragged;
import sluice.csv.Recovery;
import sluice.csv.TextEncoding;
import sluice.plan.CollectionPlan;
import sluice.plan.InvalidBytes;
import sluice.plan.RecordPolicy;
import sluice.source.StandardInput;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.workers.StopSignal;

class ConversionTest {
    private static final RecordPolicy PADDED = new RecordPolicy(Parsing.STRICT, Ragged.PAD, InvalidBytes.REJECT);
    private static final RecordPolicy RECOVERED = new RecordPolicy(Parsing.RECOVER, Ragged.PAD, InvalidBytes.REJECT);

    private static CollectionPlan.Input input(FormatPins.Builder format, RecordPolicy policy) {
        return CollectionPlan.Input.of(List.of("-")).withFormat(format.build()).withRecords(policy);
    }

    private static FormatPins.Builder format() {
        return FormatPins.builder().delimiter(",").quote('"').escape('"').headerRows(1);
    }

    private static Converted convert(String text, FormatPins.Builder format) {
        return Converted.of(text.getBytes(UTF_8), input(format, PADDED), 2, ChunkSize.records(2));
    }

    @Test
    void onlyCellsThatNeedItAreQuoted() {
        Converted converted = convert("a;b\n\"x\"; y \n1,5;\"q\"\"r\"\n\"l\nm\";\uFEFFz\n", format().delimiter(";"));

        assertThat(converted.text()).isEqualTo("a,b\nx, y \n\"1,5\",\"q\"\"r\"\n\"l\nm\",\"\uFEFFz\"\n");
    }

    @Test
    void anEmptyCellAloneIsNoBlankLine() {
        assertThat(convert("a\n\"\"\nx\n", format()).text()).isEqualTo("a\n\"\"\nx\n");
    }

    @Test
    void anyTokensAndLineEndsAreRead() {
        assertThat(convert(
                                "a||b\r1||'x''y'\r",
                                format().delimiter("||").quote('\'').escape('\''))
                        .text())
                .isEqualTo("a,b\n1,x'y\n");
        assertThat(convert("a, b\r\n1, \"x, y\"\r\n", format().delimiter(", ")).text())
                .isEqualTo("a,b\n1,\"x, y\"\n");
        assertThat(convert("a\\tb#1\\t2#", format().delimiter("\\t").lineEnd("#"))
                        .text())
                .isEqualTo("a,b\n1,2\n");
    }

    @Test
    void anyEncodingBecomesUtf8() {
        for (Charset charset : List.of(UTF_16LE, ISO_8859_1, Charset.forName("windows-1252"))) {
            byte[] source = "näme,b\nÜ,\"é,\"\n".getBytes(charset);
            Converted converted = Converted.of(
                    source, input(format().encoding(TextEncoding.of(charset.name())), PADDED), 2, ChunkSize.bytes(5));

            assertThat(converted.text()).as(charset.name()).isEqualTo("näme,b\nÜ,\"é,\"\n");
        }
    }

    @Test
    void headerRowsAreJoinedAndNoneGiveNone() {
        String text = "a,b\nx,\n1,2\n";

        assertThat(convert(text, format().headerRows(0)).text()).isEqualTo("a,b\nx,\n1,2\n");
        assertThat(convert(text, format()).text()).isEqualTo("a,b\nx,\n1,2\n");
        assertThat(convert(text, format().headerRows(2)).text()).isEqualTo("a x,b\n1,2\n");
        CollectionPlan.Input named = input(format().headerRows(0), PADDED).withColumnNames(List.of("p", "q"));
        assertThat(Converted.of(text.getBytes(UTF_8), named, 1, null).text()).isEqualTo("p,q\na,b\nx,\n1,2\n");
    }

    @Test
    void preambleAndFooterAreLeftOut() {
        Converted converted = convert(
                "note\n\na,b\n1,2\ntotal\nend\n", format().preambleRows(2).footerRows(2));

        assertThat(converted.text()).isEqualTo("a,b\n1,2\n");
    }

    @Test
    void sourcesWithoutARecordGiveAnEmptyOutput() {
        assertThat(convert("", format()).text()).isEmpty();
        assertThat(convert("\n\n", format()).text()).isEmpty();
        assertThat(convert("a,b\n", format()).text()).isEqualTo("a,b\n");
    }

    @Test
    void shortRowsArePaddedAndWhatDoesNotFitIsARejectWithLineReasonAndBytes() {
        Converted converted = convert("a,b\r\n1\r\n1,2,3\r\n\"x\"y,2\r\n3,4\r\n", format());

        assertThat(converted.text()).isEqualTo("a,b\n1,\n3,4\n");
        assertThat(converted.rejects()).asString(UTF_8).isEqualTo("a,b\r\n1,2,3\n\"x\"y,2\n");
        assertThat(converted.result().records()).isEqualTo(4);
        assertThat(converted.result().rejected()).isEqualTo(2);
        assertThat(converted.result().recoveries()).isEqualTo(Map.of(Recovery.PADDED, 1L));
        assertThat(converted.result().firstRejects())
                .extracting(RejectedRecord::line)
                .containsExactly(3L, 4L);
        assertThat(converted.result().firstRejects().get(0).reason()).isEqualTo("has 3 cells, there are 2 columns");
        assertThat(converted.result().firstRejects().get(1).reason())
                .contains("text follows the closing quote", "--parsing recover reads line 4 as 2 cells: \"x\"y | 2");
    }

    @Test
    void invalidBytesRejectTheRowOrAreReplaced() {
        byte[] source = "a,b\nx,\u00ff\ny,2\n".getBytes(ISO_8859_1);
        CollectionPlan.Input read = input(format().encoding(TextEncoding.UTF_8), PADDED);

        Converted rejected = Converted.of(source, read, 1, null);
        assertThat(rejected.text()).isEqualTo("a,b\ny,2\n");
        assertThat(rejected.rejects()).isEqualTo("a,b\nx,\u00ff\n".getBytes(ISO_8859_1));
        assertThat(rejected.result().firstRejects().get(0).reason())
                .startsWith("column 2 holds bytes that are not valid utf-8");

        RecordPolicy replace = new RecordPolicy(Parsing.STRICT, Ragged.PAD, InvalidBytes.REPLACE);
        assertThat(Converted.of(source, read.withRecords(replace), 1, null).text())
                .isEqualTo("a,b\nx,\uFFFD\ny,2\n");
        byte[] ascii = "a,b\nx,\u0081\n".getBytes(ISO_8859_1);
        CollectionPlan.Input western = input(format().encoding(TextEncoding.of("windows-1252")), replace);
        assertThat(Converted.of(ascii, western, 1, null).text()).isEqualTo("a,b\nx,\uFFFD\n");
    }

    @Test
    void onlyTheFirstRejectsAreKeptAndAllAreCounted() {
        Converted converted = convert("a,b\n" + "1,2,3\n".repeat(500), format());

        assertThat(converted.result().rejected()).isEqualTo(500);
        assertThat(converted.result().firstRejects()).hasSize(10);
    }

    @Test
    void aSecondTableIsKeptLeftOutOrRefused() {
        for (String second : List.of("a,b,c\n7,8,9\n", "a,b\n7,8\n", "a,b,c,d\n7,8,9,0\n", "\"a\",b,\n7,8,\n")) {
            byte[] source = ("a,b,c\n1,2,3\n4,5,6\n" + second + "1,1,1\n".repeat(30)).getBytes(UTF_8);
            CollectionPlan.Input read = input(format(), RECOVERED);

            Converted first = Converted.of(source, new ReadAs(read, Tables.FIRST), 3, ChunkSize.records(1));
            assertThat(first.text()).as(second).isEqualTo("a,b,c\n1,2,3\n4,5,6\n");
            assertThat(first.result().secondTable()).isEqualTo(4);
            assertThat(first.result().records()).isEqualTo(2);
            assertThat(Converted.of(source, read, 3, null).text()).contains("1,1,1\n".repeat(30));
            assertThatExceptionOfType(ConvertException.class)
                    .isThrownBy(() -> Converted.of(source, new ReadAs(read, Tables.REJECT), 3, null))
                    .withMessageContaining("line 4: a second table starts here");
        }
    }

    @Test
    void aValueThatOneNameHasIsNoSecondTable() {
        byte[] source = "a,b\na,1\na,\n2,b\n".getBytes(UTF_8);

        assertThat(Converted.of(source, new ReadAs(input(format(), PADDED), Tables.FIRST), 1, null)
                        .text())
                .isEqualTo("a,b\na,1\na,\n2,b\n");
    }

    @Test
    void anOutputThatFailsEndsAllWorkers() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        StandardInput source = new StandardInput(new ByteArrayInputStream("a\n1\n2\n3\n4\n5\n6\n".getBytes(UTF_8)));
        CollectionPlan plan = CollectionPlan.of("rows", List.of("-")).with(input(format().headerRows(0), PADDED));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new Conversion(source, plan, Tables.KEEP, 4, ChunkSize.records(1))
                        .run(full, OutputStream.nullOutputStream(), new StopSignal()))
                .withMessage("The output can't be written: disk full");
    }

    /** A text and how it is converted. */
    private record Case(String text, RecordPolicy policy, int workers, ChunkSize size, Tables tables) {}

    @Test
    void anyNumberOfWorkersGivesTheSameOutput() {
        Property.named("any number of workers gives the same output")
                .cases(400)
                .check(
                        gen -> new Case(
                                "a,b\n" + gen.string(200, "a,b\"\n\r' é;"),
                                gen.oneOf(PADDED, RECOVERED),
                                gen.between(2, 4),
                                gen.chance(50)
                                        ? ChunkSize.bytes(gen.between(1, 40))
                                        : ChunkSize.records(gen.between(1, 5)),
                                gen.oneOf(Tables.KEEP, Tables.FIRST)),
                        ConversionTest::workersAgree);
    }

    private static void workersAgree(Case one) {
        byte[] source = one.text.getBytes(UTF_8);
        ReadAs read = new ReadAs(input(format(), one.policy), one.tables);
        Converted alone = Converted.of(source, read, 1, null);
        Converted together = Converted.of(source, read, one.workers, one.size);

        assertThat(together.text()).isEqualTo(alone.text());
        assertThat(together.rejects()).isEqualTo(alone.rejects());
        assertThat(together.result().records()).isEqualTo(alone.result().records());
    }

    @Test
    void cleanCsvConvertsToItself() {
        Property.named("clean CSV converts to itself").cases(400).check(gen -> clean(gen), text -> {
            Converted once = convert(text, format());
            assertThat(convert(once.text(), format()).text()).isEqualTo(once.text());
            assertThat(once.result().rejected()).isZero();
        });
    }

    private static String clean(Gen gen) {
        StringBuilder text = new StringBuilder("h1,h2\n");
        for (int row = gen.between(0, 8); row > 0; row--) {
            text.append(cell(gen)).append(',').append(cell(gen)).append(gen.oneOf("\n", "\r\n"));
        }
        return text.toString();
    }

    private static String cell(Gen gen) {
        return '"' + gen.string(6, "ab,\"\n\r é").replace("\"", "\"\"") + '"';
    }
}
