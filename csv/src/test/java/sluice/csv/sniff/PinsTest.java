package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** What is declared is never changed, and the rest is found given it. */
class PinsTest {
    private static final String SEMICOLONS = "Title of it\n\nid;name;n\n1;'a; b';2\n2;c;3\n";

    private static Sniffed sniff(String text, FormatPins.Builder pins) {
        return Sniffer.sniff(Sample.whole(text.getBytes(StandardCharsets.UTF_8)), pins.build());
    }

    private static String shown(Sniffed sniffed) {
        return SniffCase.shown(sniffed);
    }

    @Test
    void eachPartStays() {
        assertThat(sniff(SEMICOLONS, FormatPins.builder().delimiter(","))
                        .format()
                        .dialect()
                        .delimiter())
                .isEqualTo(",");
        assertThat(sniff(SEMICOLONS, FormatPins.builder().quote('"'))
                        .format()
                        .dialect()
                        .quote())
                .isEqualTo('"');
        assertThat(sniff(SEMICOLONS, FormatPins.builder().escape('\\'))
                        .format()
                        .dialect()
                        .escape())
                .isEqualTo('\\');
        assertThat(sniff(SEMICOLONS, FormatPins.builder().comment('%'))
                        .format()
                        .dialect()
                        .comment())
                .isEqualTo('%');
        assertThat(sniff(SEMICOLONS, FormatPins.builder().blanks(true))
                        .format()
                        .dialect()
                        .blanks())
                .isTrue();
        assertThat(sniff(SEMICOLONS, FormatPins.builder().lineEnd("\n"))
                        .format()
                        .dialect()
                        .lineEnd())
                .isEqualTo("\n");
        assertThat(sniff(SEMICOLONS, FormatPins.builder().preambleRows(0))
                        .format()
                        .layout()
                        .preambleRows())
                .isZero();
        assertThat(sniff(SEMICOLONS, FormatPins.builder().headerRows(0))
                        .format()
                        .layout()
                        .headerRows())
                .isZero();
        assertThat(sniff(SEMICOLONS, FormatPins.builder().headerRows(2))
                        .format()
                        .layout()
                        .headerRows())
                .isEqualTo(2);
        assertThat(sniff(SEMICOLONS, FormatPins.builder().footerRows(1))
                        .format()
                        .layout()
                        .footerRows())
                .isEqualTo(1);
        TextEncoding latin = TextEncoding.of("iso-8859-1");
        assertThat(sniff("ä;b\n1;2\n", FormatPins.builder().encoding(latin))
                        .format()
                        .encoding())
                .isEqualTo(latin);
    }

    @Test
    void theOthersAreFound() {
        assertThat(shown(sniff(SEMICOLONS, FormatPins.builder().headerRows(1)))).isEqualTo("; p2 q'");
        assertThat(shown(sniff(SEMICOLONS, FormatPins.builder().preambleRows(2))))
                .isEqualTo("; p2 q'");
        assertThat(shown(sniff(SEMICOLONS, FormatPins.builder().quote('\'')))).isEqualTo("; p2 q'");
        assertThat(shown(sniff(SEMICOLONS, FormatPins.builder().delimiter(";"))))
                .isEqualTo("; p2 q'");
        assertThat(shown(sniff("a|b;c\n1|2;3\n4|5;6\n", FormatPins.builder().delimiter("|"))))
                .isEqualTo("|");
        assertThat(shown(sniff("a,b\n% x\n1,2\n3,4\n", FormatPins.builder().comment('%'))))
                .isEqualTo(", c%");
        assertThat(shown(sniff("one\ntwo\nid;n\n1;2\n", FormatPins.builder().preambleRows(2))))
                .isEqualTo("; p2");
        assertThat(shown(sniff("id;n\n1;2\nx\n", FormatPins.builder().footerRows(1))))
                .isEqualTo("; f1");
    }

    @Test
    void pinnedFindingsSaySo() {
        Sniffed sniffed = sniff(SEMICOLONS, FormatPins.builder().delimiter(";").quote('\''));
        assertThat(sniffed.findings().stream()
                        .filter(finding -> finding.origin() == Origin.PINNED)
                        .map(Finding::part))
                .containsExactly(FormatPart.DELIMITER, FormatPart.QUOTE);
    }

    @Test
    void nothingIsLookedAtIfAllIsPinned() {
        CsvFormat format = new CsvFormat(TextEncoding.UTF_8, new Dialect("|", '"', '"'), new CsvFormat.Layout(3, 0, 1));
        Sniffed sniffed = Sniffer.sniff(Sample.whole("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8)), format.pins());
        assertThat(sniffed.format()).isEqualTo(format);
        assertThat(sniffed.doubt()).isEmpty();
        assertThat(sniffed.candidates()).isEmpty();
        assertThat(sniffed.findings()).allMatch(finding -> finding.origin() == Origin.PINNED);
    }

    @Test
    void aPinnedDelimiterBeatsTheOneThatTheFirstLineNames() {
        Sniffed sniffed = sniff("sep=;\na|b\n1|2\n", FormatPins.builder().delimiter("|"));
        assertThat(SniffCase.shown(sniffed)).isEqualTo("| p1");
    }

    @Test
    void aNamedDelimiterThatIsAlreadyTheQuoteIsNotTaken() {
        Sniffed sniffed = sniff("sep=;\n;a;,b\n1,2\n", FormatPins.builder().quote(';'));
        assertThat(SniffCase.shown(sniffed)).isEqualTo(", p1 q;");
    }

    @Test
    void aDelimiterIsNotWhatIsPinnedAsQuote() {
        assertThat(sniff("a,b\n1,2\n", FormatPins.builder().quote(','))
                        .format()
                        .dialect()
                        .delimiter())
                .isNotEqualTo(",");
    }

    @Test
    void pinsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(
                        () -> sniff("a,b\n", FormatPins.builder().delimiter(",").quote(',')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delimiter and quote are both ','");
    }

    @Test
    void theFormatFoundIsStableWhenPinned() {
        for (String text : List.of(SEMICOLONS, "a\tb\n1\t2\n", "x\ny\n", "sep=|\na|b\n1|2\n", "# c\na,b\n1,2\n")) {
            CsvFormat found = sniff(text, FormatPins.builder()).format();
            assertThat(Sniffer.sniff(Sample.whole(text.getBytes(StandardCharsets.UTF_8)), found.pins())
                            .format())
                    .isEqualTo(found);
        }
    }
}
