package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;
import static sluice.csv.sniff.SniffCase.lines;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.csv.FormatPins;

/** What a person reads of it. */
class SniffedTest {
    private static final String ROWS = "1;2;3;4;5;6;a, b\n2;2;3;4;5;6;a\n3;2;3;4;5;6;a, b, c\n";

    @Test
    void theLineSaysWhatWasFoundAndWhy() {
        Sniffed sniffed = SniffCase.text("", "", "a;b;c;d;e;f;g\n" + ROWS).sniff();
        assertThat(sniffed.line())
                .startsWith("delimiter ; (4 of 4 sampled rows have 7 cells; with ")
                .endsWith("), encoding utf-8, header rows 1");
    }

    @Test
    void theLineNamesWhatIsUnusual() {
        Sniffed sniffed = lines("", "", "A title of it", "", "id;'n'", "1;'a; b'", "2;c", "", "That is all")
                .sniff();
        assertThat(sniffed.line())
                .contains("delimiter ; (")
                .contains("quote '")
                .contains("preamble rows 2")
                .contains("footer rows 1");
    }

    @Test
    void theReportHasEachPartAndTheCandidates() {
        List<String> report =
                SniffCase.text("", "", "a;b;c;d;e;f;g\n" + ROWS).sniff().report();
        assertThat(report).hasSizeGreaterThan(FormatPart.values().length);
        assertThat(report.subList(0, FormatPart.values().length))
                .map(line -> line.substring(0, 5))
                .containsExactly(
                        "encod", "delim", "quote", "escap", "blank", "comme", "line ", "pream", "heade", "foote");
        assertThat(report)
                .anyMatch(line -> line.startsWith("tried delimiter ;, quote \": 4 of 4 sampled rows have 7 cells"));
    }

    @Test
    void evidenceIsNumbers() {
        Evidence evidence = SniffCase.text("", "", "a;b;c;d;e;f;g\n" + ROWS + "4;5\n")
                .sniff()
                .finding(FormatPart.DELIMITER)
                .evidence();
        assertThat(evidence).isEqualTo(new Evidence(5, 4, 7, 2));
    }

    static List<SniffCase> doubts() {
        return List.of(
                lines("two delimiters", "DELIMITER", "a,b;c", "x,y;z", "p,q;r"),
                lines(
                        "prose or a table",
                        "DELIMITER",
                        "I came early, I saw nothing",
                        "He left late, she stayed here",
                        "We sat down, they stood up"),
                lines("nothing regular", "NO_TABLE", "a;b", "1;2;3", "4;5;6;7", "8;9;10;11;12", "13;14;15;16;17;18"),
                lines("wider rows", "NO_TABLE", "a,b", "1,2", "3,4", "5,6,7", "8,9,10", "11,12,13", "14,15,16"),
                lines("header or not", "HEADER", "total,5", "1,6", "2,7", "3,8"));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void theReadingsOfADoubtSettleIt(SniffCase one) {
        Doubt doubt = one.sniff().doubt().orElseThrow();
        assertThat(doubt.kind()).hasToString(one.expected());
        assertThat(doubt.readings()).hasSizeBetween(1, 2);
        assertThat(doubt.readings().stream().map(Reading::format)).doesNotHaveDuplicates();
        for (Reading reading : doubt.readings()) {
            Sniffed settled = Sniffer.sniff(Sample.whole(one.text().getBytes(StandardCharsets.UTF_8)), reading.pins());
            assertThat(settled.doubt().map(Doubt::kind))
                    .isNotEqualTo(one.sniff().doubt().map(Doubt::kind));
            assertThat(settled.format().dialect()).isEqualTo(reading.format().dialect());
            assertThat(reading.rows()).isNotEmpty();
        }
    }

    @Test
    void aDoubtSaysWhatToDo() {
        assertThat(doubts().get(0).sniff().doubt().orElseThrow().sentence())
                .isEqualTo("Two readings are as good: delimiter , (3 of 3 sampled rows have 2 cells), and delimiter ;"
                        + " (3 of 3 sampled rows have 2 cells). Declare the delimiter.");
    }

    @Test
    void middleAndTailCount() {
        String rows = IntStream.range(0, 3000)
                .mapToObj(i -> i + ",\"text, of\nlines " + i + "\",7\n")
                .collect(Collectors.joining());
        byte[] all = ("id,text,n\n" + rows + "\nTotal: 3000\n").getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < 40; cut++) {
            Sniffed sniffed = Sniffer.sniff(
                    Sample.parts(
                            part(all, 0, 20_000 + cut),
                            new Sample.Part(30_000 + cut, part(all, 30_000 + cut, 45_000 + cut)),
                            new Sample.Part(60_000 + cut, part(all, 60_000 + cut, all.length))),
                    FormatPins.NONE);
            assertThat(SniffCase.shown(sniffed)).isEqualTo(", f1");
            assertThat(sniffed.finding(FormatPart.DELIMITER).evidence().share()).isEqualTo(1);
        }
    }

    @Test
    void escapesThatOnlyLaterPartsHaveAreSeen() {
        String plain = "1,\"a, b\",7\n".repeat(500);
        byte[] head = ("id,text,n\n" + plain).getBytes(StandardCharsets.UTF_8);
        byte[] later = ("x\n" + "2,\"a \\\"b\\\", c\",8\n".repeat(500)).getBytes(StandardCharsets.UTF_8);
        Sniffed sniffed = Sniffer.sniff(
                Sample.parts(head, new Sample.Part(50_000, later), new Sample.Part(90_000, later)), FormatPins.NONE);
        assertThat(SniffCase.shown(sniffed)).isEqualTo(", e\\");
    }

    @Test
    void aHeadThatIsCutOffCountsWholeRowsOnly() {
        Sniffed sniffed = Sniffer.sniff(
                Sample.head("id;name;n\n1;a;2\n2;b;3\n3;c".getBytes(StandardCharsets.UTF_8)), FormatPins.NONE);
        assertThat(sniffed.finding(FormatPart.DELIMITER).evidence()).isEqualTo(new Evidence(3, 3, 3, 1));
        assertThat(sniffed.format().layout().footerRows()).isZero();
    }

    private static byte[] part(byte[] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }
}
