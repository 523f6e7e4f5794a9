package sluice.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.plan.PlanException;
import sluice.report.LoadSummary;
import sluice.workers.StopSignal;

/** Nothing is declared: what each kind of file is found to be, and what is refused. */
class DetectionTest {
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

    private void file(String text) {
        load.file("a.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private LoadSummary loaded() {
        return load.load("c: { files: a.csv, drop: true }");
    }

    private void refused(String... parts) {
        load.documents("c");
        assertThatThrownBy(this::loaded).hasMessageContainingAll(parts);
        assertThat(documents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", ":", "^", "~", "\u0001", "\u001f", "||", "::", "|~|"})
    void theDelimiterIsFound(String delimiter) {
        StringBuilder text = new StringBuilder("name,qty,note\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("item ").append(i).append(',').append(i % 7).append(",some words\n");
        }
        file(text.toString().replace(",", delimiter));
        LoadSummary summary = loaded();
        assertThat(summary.inserted()).isEqualTo(2_000);
        assertThat(documents().get(3))
                .isEqualTo(new Document("name", "item 3").append("qty", 3).append("note", "some words"));
    }

    @Test
    void decimalCommasDontHideTheSemicolon() {
        file("article;price\nnut;1,5\nbolt;2,25\nwasher;3,125\n");
        loaded();
        assertThat(documents()).contains(new Document("article", "nut").append("price", "1,5"));
    }

    @ParameterizedTest
    @CsvSource({"sep=;,;", "sep=|,|", "SEP=;,;"})
    void theLineOfExcelIsObeyedNotLoaded(String line, String delimiter) {
        file(line + "\nname" + delimiter + "qty\nnut" + delimiter + "1\n");
        loaded();
        assertThat(documents()).containsExactly(new Document("name", "nut").append("qty", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}\n{\"a\":2}\n", "{\"a\":{\"b\":[1,2]}}\n", "[{\"a\":1},{\"a\":2}]"})
    void jsonIsRefusedByName(String text) {
        file(text);
        refused("a.csv: is JSON");
    }

    @Test
    void commentsAndPreambleArePassedOver() {
        file("# exported by a tool\n# on a day\nname,qty\nnut,1\nbolt,2\n");
        loaded();
        assertThat(documents())
                .containsExactly(
                        new Document("name", "nut").append("qty", 1), new Document("name", "bolt").append("qty", 2));
        file("Report of the warehouse\n\nname,qty\nnut,1\nbolt,2\nwasher,3\n");
        LoadSummary summary = loaded();
        assertThat(summary.rejected()).isZero();
        assertThat(documents()).hasSize(3).contains(new Document("name", "nut").append("qty", 1));
    }

    @Test
    void aFileWithoutHeaderIsRefusedWithTheWaysOut() {
        file("1,Ann,2020-01-01\n2,Bob,2021-02-03\n3,Cy,2022-03-04\n");
        refused("has no header, it seems", "--columns", "--no-header");
        load.load("c: { files: a.csv, header: false }");
        assertThat(documents()).hasSize(3);
        assertThat(documents().get(0)).containsEntry("c1", 1).containsEntry("c2", "Ann");
        load.load("c: { files: a.csv, drop: true, header: [id, name, born] }");
        assertThat(documents()).hasSize(3);
        assertThat(documents().get(0)).containsEntry("id", 1).containsEntry("name", "Ann");
    }

    @Test
    void aHeaderIsPassedOverWhenTheColumnsAreNamed() {
        file("ID,Name,Quantity\n1,nut,5\n2,bolt,6\n");
        load.load("c: { files: a.csv, header: [id, name, qty] }");
        assertThat(documents())
                .containsExactly(
                        new Document("id", 1).append("name", "nut").append("qty", 5),
                        new Document("id", 2).append("name", "bolt").append("qty", 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32LE"})
    void theEncodingIsFound(String charset) {
        String text = "Straße;Ort;n\nKönigsallee;Düsseldorf;1\nÄußere Straße;Nürnberg;2\nGänsemarkt;Hamburg;3\n";
        load.file("a.csv", text.getBytes(Charset.forName(charset)));
        loaded();
        assertThat(documents())
                .contains(new Document("Straße", "Äußere Straße")
                        .append("Ort", "Nürnberg")
                        .append("n", 2));
    }

    @Test
    void aBlankBeforeAQuoteIsPartOfTheDialect() {
        file("a, b\n1, \"x, y\"\n2, \"z\"\n3, \"w, v\"\n");
        LoadSummary summary = loaded();
        assertThat(summary.rejected()).isZero();
        assertThat(documents())
                .extracting(document -> document.values().toArray()[1])
                .contains("x, y", "z", "w, v");
    }

    @Test
    void twoReadingsAreRefusedWithWhatSettlesEach() {
        file("x\nSmith, John\nDoe, Jane\n");
        refused("Two readings are as good", "--delimiter");
    }

    @Test
    void aTextTableWithoutHeaderIsRefusedUntilItIsDeclared() {
        file("Ann,Berlin\nBert,Bonn\nCarl,Ulm\n");
        refused("can't be told whether the first row is a header", "--header-rows 1", "--header-rows 0");
        load.load("c: { files: a.csv, header: false }");
        assertThat(documents()).hasSize(3).contains(new Document("c1", "Ann").append("c2", "Berlin"));
        load.load("c: { files: a.csv, drop: true, header: [name, city] }");
        assertThat(documents()).hasSize(3).contains(new Document("name", "Ann").append("city", "Berlin"));
        load.load("c: { files: a.csv, drop: true, header: [ANN, berlin] }");
        assertThat(documents()).hasSize(2);
    }

    @Test
    void whatIsTakenForGrantedIsSaid() {
        file("q,r\na,b\n");
        assertThat(notes())
                .anyMatch(
                        note -> note.contains(
                                "the first row is taken as header: its cells occur nowhere else in their columns; if it is data: --no-header"));
        file("name,city\nAnn,Berlin\n");
        assertThat(notes()).noneMatch(note -> note.contains("taken as header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name\nAnn\nBert\n(2 rows)\n", "name\nAnn\nBert\n(2 rows)"})
    void theNumberOfRowsIsNoRecord(String text) {
        file(text);
        assertThat(notes()).anyMatch(note -> note.contains("footer rows 1"));
        assertThat(documents()).containsExactly(new Document("name", "Ann"), new Document("name", "Bert"));
    }

    @Test
    void aRemarkBelowOneColumnIsRefusedUntilItIsDeclared() {
        file("name\nAnn\nBert\nGenerated by a tool\n");
        refused("reads like a remark", "--footer-rows 1", "--footer-rows 0");
        load.load("c: { files: a.csv, dialect: { footerRows: 1 } }");
        assertThat(documents()).hasSize(2);
    }

    @Test
    void aLineOfExcelThatTheRowsDontFitIsRefused() {
        file("sep=,\nid;name\n1;Ann\n2;Bert\n");
        refused("The first line names the delimiter ,", "--delimiter ';'", "--delimiter ,");
        load.load("c: { files: a.csv, dialect: { delimiter: ';' } }");
        assertThat(documents()).contains(new Document("id", 1).append("name", "Ann"));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        load.load(
                load.plan("c: { files: a.csv, drop: true }"),
                new LoadListener() {
                    @Override
                    public void noted(String sentence) {
                        notes.add(sentence);
                    }
                },
                new StopSignal());
        return notes;
    }

    @Test
    void aLoadSaysWhatItFound() {
        file("name;qty\nnut;1\nbolt;2\n");
        List<String> notes = new ArrayList<>();
        load.load(
                load.plan("c: { files: a.csv }"),
                new LoadListener() {
                    @Override
                    public void noted(String sentence) {
                        notes.add(sentence);
                    }
                },
                new StopSignal());
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("a.csv: delimiter ; (3 of 3 sampled rows have 2 cells")
                .contains("encoding utf-8", "header rows 1");
    }

    @Test
    void whatIsDeclaredIsNotLookedFor() {
        file("a;b,c\n1;2,3\n");
        load.load("c: { files: a.csv, types: string, dialect: { delimiter: ',' } }");
        assertThat(documents()).containsExactly(new Document("a;b", "1;2").append("c", "3"));
    }

    @Test
    void filesOfOneCollectionMayDiffer() {
        load.file("a1.csv", "k;v\n1;x\n2;y\n");
        load.file("a2.csv", "k\tv\n3\tx\n4\ty\n");
        load.file("a3.csv", "k,v\n5,\"x,z\"\n6,y\n".getBytes(StandardCharsets.UTF_16));
        LoadSummary summary = load.load("c: { files: 'a*.csv', key: k }");
        assertThat(summary.inserted()).isEqualTo(6);
        assertThat(summary.rejected()).isZero();
        assertThat(documents()).contains(new Document("k", 5).append("v", "x,z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,c\n1,2,3\n4,5,6\n\nx,y\n1,2\n3,4\n5,6\n",
                "n,x\na\0b,1\nc,2\nd,3\n",
                "a,b,c\n1,v,w\n2,v,w\n3,v,w\n4,v,w\n5,v,w\n\n11\n12,x\n",
                "name,city,qty\nAnn,Bonn,1\nBob,Ulm,2\nCarl,Kiel,3\nDora,Trier,4\n\nFritz,Bonn\nHans,Ulm\n"
            })
    void rowsOfAnotherWidthAreNeverDroppedInSilence(String text) {
        file(text);
        long rows = text.lines().filter(line -> !line.isEmpty()).count() - 1;
        LoadSummary summary;
        try {
            summary = loaded();
        } catch (PlanException e) {
            assertThat(e).hasMessageContaining("eclare");
            return;
        }
        assertThat(summary.inserted() + summary.rejected()).isEqualTo(rows);
    }
}
