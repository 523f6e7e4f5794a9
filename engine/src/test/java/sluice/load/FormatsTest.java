package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.csv.Recovery;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** Files of every format, from their bytes to the documents. */
class FormatsTest {
    @RegisterExtension
    final LoadFixture load = LoadFixture.own();

    private List<Document> documents() {
        return load.documents("c").stream()
                .map(document -> {
                    Document without = new Document(document);
                    without.remove("_id");
                    return without;
                })
                .toList();
    }

    private void file(String text, String charset) {
        load.file("a.csv", text.getBytes(Charset.forName(charset)));
    }

    @Test
    void textOfAnyEncodingIsStoredAsItReads() {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32BE", "windows-1252", "ISO-8859-1", "UTF-8")) {
            file("Straße,n\nMüller,1\n\"a\nö\",2\n", charset);
            load.load("c: { files: a.csv, drop: true, dialect: { encoding: "
                    + (charset.equals("UTF-16") ? "utf-16be" : charset) + " } }");
            assertThat(documents())
                    .as(charset)
                    .containsExactly(
                            new Document("Straße", "Müller").append("n", 1),
                            new Document("Straße", "a\nö").append("n", 2));
        }
    }

    @Test
    void aByteOrderMarkTellsTheEncoding() {
        file("\uFEFFk,v\n1,ü\n", "UTF-16LE");
        load.load("c: { files: a.csv }");
        assertThat(documents()).containsExactly(new Document("k", 1).append("v", "ü"));
    }

    @Test
    void rejectsOfUtf16AreItsOwnBytesAndLoadAgain() {
        StringBuilder text = new StringBuilder("\uFEFFk,v\n");
        for (int i = 0; i < 5_000; i++) {
            text.append(i).append(i % 1000 == 7 ? "\n" : ",ü\n");
        }
        file(text.toString(), "UTF-16LE");
        LoadSummary summary = load.load("c: { files: a.csv, dialect: { encoding: utf-16le }, key: k }");
        assertThat(summary.rejected()).isEqualTo(5);
        byte[] rejects = load.bytes(summary, "rejects/a.csv");
        assertThat(new String(rejects, StandardCharsets.UTF_16LE)).isEqualTo("k,v\n7\n1007\n2007\n3007\n4007\n");
        assertThat(load.read(summary, "rejects/a.reasons.jsonl"))
                .contains("\"line\": 9, \"offset\": " + 2 * (text.indexOf("\n7\n") + 1) + ",");
    }

    @Test
    void recoveryIsCountedByKind() {
        load.file("a.csv", "k,v\n1,\"a\"b\"\n2,\"open\n3,x,,\n4;y\n5\nk,v\n6,\"fine, \"\"too\"\"\"\n");
        LoadSummary strict = load.load("c: { files: a.csv, dialect: { delimiter: ',', quote: '\"' } }");
        assertThat(strict.status()).isEqualTo(LoadStatus.COMPLETED_WITH_REJECTS);

        LoadSummary summary = load.load(
                "c: { files: a.csv, drop: true, dialect: { delimiter: ',', quote: '\"', parsing: recover, ragged: pad } }");
        assertThat(summary.rejected()).isZero();
        assertThat(documents())
                .extracting(document -> document.get("v"))
                .containsExactly("a\"b", "\"open", "x", "y", "", "fine, \"too\"");
        assertThat(summary.collections().get(0).recovered().counts())
                .containsEntry(Recovery.QUOTE_AS_CONTENT, 1L)
                .containsEntry(Recovery.QUOTE_AS_LITERAL, 1L)
                .containsEntry(Recovery.SURPLUS_EMPTY, 1L)
                .containsEntry(Recovery.OTHER_DELIMITER, 1L)
                .containsEntry(Recovery.PADDED, 1L)
                .containsEntry(Recovery.REPEATED_HEADER, 1L);
        assertThat(summary.notes()).anySatisfy(note -> assertThat(note).contains("1 short records padded"));
    }

    @Test
    void aReasonSaysHowRecoveryWouldReadTheRecord() {
        load.file("a.csv", "k,v\n1,\"a\"b\"\n2,c\nk,v\n3,\"open\n" + "4,d\n".repeat(1_500));
        LoadSummary summary = load.load("c: { files: a.csv, types: string, dialect: { delimiter: ',', quote: '\"' } }");
        assertThat(load.read(summary, "rejects/a.reasons.jsonl"))
                .contains("--parsing recover reads line 2 as 2 cells: 1 | a\\\"b")
                .contains("the record repeats the header; --parsing recover passes it over")
                .contains("it swallows 1501 lines; --parsing recover reads line 5 as 2 cells: 3 | \\\"open");
    }

    @Test
    void preambleFooterAndHeaderRowsAreTakenAsDeclared() {
        load.file("a.csv", "report of\n\"today\n\nunit,\nk,v\n1,2\n3,4\nTotal: 2\nbye");
        load.load("c: { files: a.csv, dialect: { preambleRows: 3, headerRows: 2, footerRows: 2 } }");
        assertThat(documents())
                .containsExactly(new Document("unit k", 1).append("v", 2), new Document("unit k", 3).append("v", 4));
    }

    @Test
    void tokensMayBeOfAnyLength() {
        load.file("a.csv", "k||v||w\u001e#no\u001e «1|| « ||2||«a||b\u001e«\u001e3||4||\u001e");
        load.load("c: { files: a.csv, types: string, dialect: { delimiter: '||', quote: «, lineEnd: '\\u001e',"
                + " comment: '#', blanksAroundQuotes: true } }");
        assertThat(documents()).hasSize(2);
    }

    @Test
    void surplusCellsGoIntoAnExtraColumn() {
        load.file("a.csv", "k,v\n1,a\n2,b,c,\"d,e\"\n3\n");
        load.load("c: { files: a.csv, types: string, dialect: { ragged: extra-column } }");
        assertThat(documents())
                .containsExactly(
                        new Document("k", "1").append("v", "a").append("extra", ""),
                        new Document("k", "2").append("v", "b").append("extra", "c,\"d,e\""),
                        new Document("k", "3").append("v", "").append("extra", ""));
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() {
        load.file("a.csv", "1,x\n2,y\n");
        load.load("c: { files: a.csv, header: false }");
        assertThat(documents())
                .containsExactly(new Document("c1", 1).append("c2", "x"), new Document("c1", 2).append("c2", "y"));
    }
}
