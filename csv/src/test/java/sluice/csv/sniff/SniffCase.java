package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/**
 * A text and what the sniffer has to say of it.
 *
 * @param what the rule
 * @param text the source, as UTF-8
 * @param expected the delimiter, and whatever is not as usual: {@code h0} for no header, {@code p2} for a preamble of two
 *     lines, {@code f1} for a footer, {@code q'} for a quote, {@code e\} for an escape, {@code c#} for comments,
 *     {@code blanks}, {@code doubt:HEADER}
 */
record SniffCase(String what, String text, String expected) {

    static SniffCase lines(String what, String expected, String... lines) {
        return new SniffCase(what, String.join("\n", lines) + (lines.length == 0 ? "" : "\n"), expected);
    }

    static SniffCase text(String what, String expected, String text) {
        return new SniffCase(what, text, expected);
    }

    Sniffed sniff() {
        return Sniffer.sniff(Sample.whole(text.getBytes(StandardCharsets.UTF_8)), FormatPins.NONE);
    }

    void check() {
        Sniffed sniffed = sniff();
        assertThat(shown(sniffed))
                .as(
                        "%s%n%s%n%s",
                        what, text.length() > 500 ? text.substring(0, 500) : text, String.join("\n", sniffed.report()))
                .isEqualTo(expected);
    }

    static String shown(Sniffed sniffed) {
        CsvFormat format = sniffed.format();
        Dialect dialect = format.dialect();
        StringJoiner shown = new StringJoiner(" ");
        shown.add(sniffed.finding(FormatPart.DELIMITER).value());
        if (format.layout().preambleRows() != 0) {
            shown.add("p" + format.layout().preambleRows());
        }
        if (format.layout().headerRows() != 1) {
            shown.add("h" + format.layout().headerRows());
        }
        if (format.layout().footerRows() != 0) {
            shown.add("f" + format.layout().footerRows());
        }
        if (dialect.quote() != '"') {
            shown.add("q" + Shown.character(dialect.quote()));
        }
        if (dialect.escape() != dialect.quote()) {
            shown.add("e" + Shown.character(dialect.escape()));
        }
        if (dialect.comment() != Dialect.NONE) {
            shown.add("c" + Shown.character(dialect.comment()));
        }
        if (dialect.blanks()) {
            shown.add("blanks");
        }
        sniffed.doubt().ifPresent(doubt -> shown.add("doubt:" + doubt.kind()));
        return shown.toString();
    }

    @Override
    public String toString() {
        return what;
    }
}
