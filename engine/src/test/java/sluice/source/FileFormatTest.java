package sluice.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":2}\n",
                "{\"a\":1}",
                "{ \"a\" : {\"b\":[1,2]} }\r\n{}\r\n",
                "{}\n{}\n",
                "\n {\"a\":1}\n",
                "{\"a, b\":\"x\\\"y\", \"c\":null}\n"
            })
    void jsonLinesAreNamed(String text) {
        assertThat(format(text)).isEqualTo(FileFormat.JSON_LINES);
    }

    @Test
    void aJsonLineLongerThanWhatIsLookedAtIsNamed() {
        assertThat(format("{\"a\":\"" + "x".repeat(FileFormat.HEAD_BYTES))).isEqualTo(FileFormat.JSON_LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1},{\"a\":2}]",
                "[\n  {\n    \"a\": 1\n  }\n]\n",
                "[ {} ]",
                "{\n  \"a\": 1\n}\n",
                "{\r\n\t\"a\": 1\r\n}\r\n",
                "[[1,2],[3,4]]",
                "[[{\"a\":1}]]"
            })
    void jsonIsNamed(String text) {
        assertThat(format(text)).isEqualTo(FileFormat.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b\n1,2\n",
                "\"{\"\"a\"\":1}\",b\n1,2\n",
                "{a},b\n1,2\n",
                "{a}\n1\n",
                "{\"a\"},b\n1,2\n",
                "{\"a\":1},b\n1,2\n",
                "{\"\n1\n",
                "[a],[b]\n1,2\n",
                "[1,2],b\n",
                "{id}\tname\n",
                "<b>,c\n1,2\n",
                "PARIS,1\n",
                "PKW,LKW\n",
                "ORCHID,1\n",
                "Object,1\n",
                "Rar,1\n",
                "%,b\n",
                "BZhours,b\n",
                "SQLite,b\n",
                "7z,b\n"
            })
    void whatMayBeCsvIsNot(String text) {
        assertThat(format(text)).as(text).isNull();
    }

    @Test
    void binaryFormatsAreNamed() {
        assertThat(format("PAR1\u0015\u0004")).isEqualTo(FileFormat.PARQUET);
        assertThat(format("ARROW1\0\0")).isEqualTo(FileFormat.ARROW);
        assertThat(format("Obj\u0001\u0004")).isEqualTo(FileFormat.AVRO);
        assertThat(format("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")).isEqualTo(FileFormat.EXCEL);
        assertThat(format("SQLite format 3\0x")).isEqualTo(FileFormat.SQLITE);
        assertThat(format("%PDF-1.7\n")).isEqualTo(FileFormat.PDF);
        assertThat(format("PK\u0003\u0004")).isEqualTo(FileFormat.ZIP);
        assertThat(format("7z\u00bc\u00af'\u001c")).isEqualTo(FileFormat.SEVEN_ZIP);
        assertThat(format("Rar!\u001a\u0007\0")).isEqualTo(FileFormat.RAR);
        assertThat(format("a.csv" + "\0".repeat(252) + "ustar\0")).isEqualTo(FileFormat.TAR);
        assertThat(format("\u0016\0\0\0\u0010a\0\u0001\0\0\0")).isEqualTo(FileFormat.BSON);
        assertThat(format("\u0016\u0001\0\0\u0007_id\0abc")).isEqualTo(FileFormat.BSON);
    }

    @Test
    void markupIsNamed() {
        assertThat(format("<!DOCTYPE html>\n<html>")).isEqualTo(FileFormat.HTML);
        assertThat(format("\n<HTML lang=en>")).isEqualTo(FileFormat.HTML);
        assertThat(format("<!-- x --><html>")).isEqualTo(FileFormat.HTML);
        assertThat(format("<?xml version=\"1.0\"?>")).isEqualTo(FileFormat.XML);
    }

    @Test
    void aRefusalSaysWhatItIsAndWhatToDo() {
        assertThat(FileFormat.JSON_LINES.refusal())
                .isEqualTo("is JSON lines, not CSV. Use mongoimport, or export the data as CSV.");
        for (FileFormat format : FileFormat.values()) {
            assertThat(format.refusal()).startsWith("is ").endsWith(format == FileFormat.EMPTY_ZIP ? "?" : ".");
        }
    }

    private static @Nullable FileFormat format(String text) {
        return FileFormat.of(text.getBytes(ISO_8859_1));
    }
}
