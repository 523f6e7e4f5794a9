package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.csv.FormatPins;

/** What isn't CSV is not taken for CSV, and the other way round. */
class ForeignTest {

    private static Sniffed sniff(String text) {
        return Sniffer.sniff(Sample.whole(text.getBytes(StandardCharsets.UTF_8)), FormatPins.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":2}\n",
                "{\"a\":1}",
                "{\"a\":1,\"b\":\"x, y\"}\r\n{\"a\":2,\"b\":null}\r\n",
                "\n{ \"_id\" : { \"$oid\" : \"65a1\" } }\n{ \"_id\" : { \"$oid\" : \"65a2\" } }\n",
                "{}\n{\"a\":[1,2]}\n"
            })
    void jsonLinesAreTold(String text) {
        Doubt doubt = sniff(text).doubt().orElseThrow();
        assertThat(doubt.kind()).isEqualTo(Doubt.Kind.OTHER_FORMAT);
        assertThat(doubt.sentence()).startsWith("This is JSON lines, not CSV.").contains("mongoimport");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},\n{\"a\":2}]\n",
                "[\n  {\n    \"a\": 1\n  }\n]\n",
                "[1,2,3]",
                "{\n  \"a\": 1,\n  \"b\": [1, 2]\n}\n",
                "[]"
            })
    void jsonIsTold(String text) {
        assertThat(sniff(text).doubt().orElseThrow().sentence()).startsWith("This is JSON, not CSV.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?>\n<a/>",
                "<!DOCTYPE html>\n<p>",
                "<html><body>",
                "<rows>\n<row a=\"1\"/></rows>"
            })
    void markupIsTold(String text) {
        assertThat(sniff(text).doubt().orElseThrow().sentence()).startsWith("This is XML or HTML, not CSV.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[id],[name]\n1,a\n2,b\n",
                "id,data\n1,\"{\"\"a\"\":1}\"\n",
                "{id},{name}\n1,a\n",
                "data\tn\n{\"a\":1}\t1\n{\"a\":2}\t2\n",
                "<5,>6\n1,2\n"
            })
    void tablesAreNone(String text) {
        assertThat(sniff(text).doubt()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreTold() {
        byte[] zeros = new byte[5000];
        byte[] random = new byte[20_000];
        new SplittableRandom(7).nextBytes(random);
        for (byte[] bytes : new byte[][] {
            zeros,
            random,
            "PAR1\u0015\u0004".getBytes(StandardCharsets.ISO_8859_1),
            "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)
        }) {
            Doubt doubt =
                    Sniffer.sniff(Sample.whole(bytes), FormatPins.NONE).doubt().orElseThrow();
            assertThat(doubt.kind()).isEqualTo(Doubt.Kind.NOT_TEXT);
            assertThat(doubt.readings()).isEmpty();
        }
    }

    @Test
    void aDeclaredDelimiterSettlesIt() {
        Sniffed sniffed = Sniffer.sniff(
                Sample.whole("{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8)),
                FormatPins.builder().delimiter("\t").headerRows(1).build());
        assertThat(sniffed.doubt()).isEmpty();
        assertThat(sniffed.format().dialect().delimiter()).isEqualTo("\t");
    }

    @Test
    void oneZeroByteIsNoReason() {
        assertThat(sniff("id,x\n1,a\0b\n" + "2,c\n".repeat(20)).doubt()).isEmpty();
    }
}
