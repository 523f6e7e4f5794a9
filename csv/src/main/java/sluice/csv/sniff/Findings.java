package sluice.csv.sniff;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/** Makes a finding of each part of a format. */
final class Findings {
    private final Found found;
    private final FormatPins given;
    private final Dialect dialect;
    private final CsvFormat.Layout layout;

    private Findings(Found found) {
        this.found = found;
        given = found.given();
        dialect = found.best().dialect();
        layout = found.layout();
    }

    /** The findings, in the order of the parts. */
    static List<Finding> of(Found found) {
        Findings findings = new Findings(found);
        return List.of(
                found.encoding().finding(),
                findings.delimiter(),
                findings.quote(),
                findings.escape(),
                findings.blanks(),
                findings.comment(),
                findings.lineEnd(),
                findings.preamble(),
                findings.header(),
                findings.footer());
    }

    /** The findings of a format that is declared, or taken because there is nothing to look at. */
    static List<Finding> of(CsvFormat format, FormatPins given, String because) {
        CsvFormat.Layout layout = format.layout();
        return List.of(
                one(FormatPart.ENCODING, format.encoding().name(), given.encoding(), because),
                one(FormatPart.DELIMITER, Shown.text(format.dialect().delimiter()), given.delimiter(), because),
                one(FormatPart.QUOTE, Shown.character(format.dialect().quote()), given.quote(), because),
                one(FormatPart.ESCAPE, escape(format.dialect()), given.escape(), because),
                one(FormatPart.BLANKS, yes(format.dialect().blanks()), given.blanks(), because),
                one(FormatPart.COMMENT, Shown.character(format.dialect().comment()), given.comment(), because),
                one(FormatPart.LINE_END, lineEnd(format.dialect()), given.lineEnd(), because),
                one(FormatPart.PREAMBLE, "" + layout.preambleRows(), given.preambleRows(), because),
                one(FormatPart.HEADER, "" + layout.headerRows(), given.headerRows(), because),
                one(FormatPart.FOOTER, "" + layout.footerRows(), given.footerRows(), because));
    }

    private static Finding one(FormatPart part, String value, @Nullable Object pin, String because) {
        return pin == null ? Finding.usual(part, value, because) : Finding.pinned(part, value);
    }

    private Finding delimiter() {
        Evidence evidence = found.best().evidence();
        String value = found.best().oneColumn()
                        && given.delimiter() == null
                        && found.named().isEmpty()
                ? "none"
                : Shown.text(dialect.delimiter());
        Finding finding = given.delimiter() != null
                ? new Finding(
                        FormatPart.DELIMITER,
                        value,
                        Origin.PINNED,
                        Sureness.SURE,
                        evidence,
                        "declared; " + evidence.words())
                : Finding.found(FormatPart.DELIMITER, value, delimiterSureness(), reason(evidence));
        return finding.with(evidence);
    }

    private String reason(Evidence evidence) {
        if (found.named().isPresent()) {
            return "the first line names it; " + evidence.words();
        }
        Optional<Trial> second = found.trials().stream()
                .skip(1)
                .filter(trial -> !trial.oneColumn())
                .findFirst();
        return evidence.words()
                + second.map(trial -> "; with " + Shown.text(trial.dialect().delimiter()) + " "
                                + trial.evidence().brief())
                        .orElse("");
    }

    private Sureness delimiterSureness() {
        Evidence evidence = found.best().evidence();
        double runnerUp = found.second().map(Trial::score).orElse(0.0);
        boolean clear = runnerUp < 0.75 * found.best().score();
        if (found.named().isPresent() || (evidence.rows() > 2 && evidence.share() > 0.98 && clear)) {
            return Sureness.SURE;
        }
        return evidence.share() >= 0.8 && evidence.rows() > 1 ? Sureness.LIKELY : Sureness.WEAK;
    }

    private Finding quote() {
        String value = Shown.character(dialect.quote());
        if (given.quote() != null) {
            return Finding.pinned(FormatPart.QUOTE, value);
        }
        long cells = found.best().quotedCells();
        if (dialect.quote() == Dialect.NONE) {
            return Finding.found(
                    FormatPart.QUOTE, value, Sureness.LIKELY, "cells have quotes in them that don't enclose them");
        }
        return cells == 0
                ? Finding.usual(FormatPart.QUOTE, value, "no sampled cell stands in quotes")
                : Finding.found(
                        FormatPart.QUOTE,
                        value,
                        Sureness.SURE,
                        Shown.count((int) cells, "sampled cell") + (cells == 1 ? " stands" : " stand") + " in quotes");
    }

    private Finding escape() {
        if (given.escape() != null) {
            return Finding.pinned(FormatPart.ESCAPE, escape(dialect));
        }
        return dialect.escape() == dialect.quote()
                ? Finding.usual(FormatPart.ESCAPE, escape(dialect), "no row says otherwise")
                : Finding.found(
                        FormatPart.ESCAPE, escape(dialect), Sureness.LIKELY, "more rows are well-formed with it");
    }

    private static String escape(Dialect dialect) {
        return dialect.escape() == dialect.quote() && dialect.quote() != Dialect.NONE
                ? "doubled quote"
                : Shown.character(dialect.escape());
    }

    private Finding blanks() {
        String value = yes(dialect.blanks());
        if (given.blanks() != null) {
            return Finding.pinned(FormatPart.BLANKS, value);
        }
        return dialect.blanks()
                ? Finding.found(FormatPart.BLANKS, value, Sureness.LIKELY, "blanks stand next to quotes around cells")
                : Finding.usual(FormatPart.BLANKS, value, "no blank stands next to quotes around cells");
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    private Finding comment() {
        String value = Shown.character(dialect.comment());
        if (given.comment() != null) {
            return Finding.pinned(FormatPart.COMMENT, value);
        }
        int lines = found.table().comments();
        return lines == 0
                ? Finding.usual(FormatPart.COMMENT, value, "no line starts with # that isn't a row")
                : Finding.found(
                        FormatPart.COMMENT,
                        value,
                        Sureness.LIKELY,
                        Shown.count(lines, "sampled line") + (lines == 1 ? " starts" : " start") + " with # and "
                                + (lines == 1 ? "is no row" : "are no rows"));
    }

    private Finding lineEnd() {
        String value = lineEnd(dialect);
        if (given.lineEnd() != null) {
            return Finding.pinned(FormatPart.LINE_END, value);
        }
        return dialect.lineEnd().equals(Dialect.ANY_LINE_END)
                ? Finding.found(
                        FormatPart.LINE_END,
                        value,
                        Sureness.SURE,
                        Lines.Ends.of(found.text().head()).words())
                : Finding.found(
                        FormatPart.LINE_END,
                        value,
                        Sureness.LIKELY,
                        "the sample has no other line end, but many of these");
    }

    private static String lineEnd(Dialect dialect) {
        return switch (dialect.lineEnd()) {
            case Dialect.ANY_LINE_END -> "LF, CRLF or CR";
            case "\n" -> "LF";
            case "\r\n" -> "CRLF";
            case "\r" -> "CR";
            default -> Shown.text(dialect.lineEnd());
        };
    }

    private Finding preamble() {
        int lines = layout.preambleRows();
        if (given.preambleRows() != null) {
            return Finding.pinned(FormatPart.PREAMBLE, "" + lines);
        }
        if (lines == 0) {
            return Finding.usual(FormatPart.PREAMBLE, "0", "the first row belongs to the table");
        }
        String others =
                "they don't have the table's " + Shown.count(found.table().width(), "cell");
        return Finding.found(
                FormatPart.PREAMBLE,
                "" + lines,
                Sureness.LIKELY,
                found.named().isEmpty() ? others : lines == 1 ? "the line `sep=`" : "the line `sep=`, and " + others);
    }

    private Finding header() {
        if (given.headerRows() != null) {
            return Finding.pinned(FormatPart.HEADER, "" + layout.headerRows());
        }
        HeaderFinder.Found header = found.header();
        boolean evident = header.votesFor() + header.votesAgainst() > 0 || header.rows() != 1;
        return new Finding(
                FormatPart.HEADER,
                "" + header.rows(),
                evident ? Origin.FOUND : Origin.DEFAULT,
                header.sureness(),
                found.table().evidence(),
                header.because());
    }

    private Finding footer() {
        int lines = layout.footerRows();
        if (given.footerRows() != null) {
            return Finding.pinned(FormatPart.FOOTER, "" + lines);
        }
        boolean seen = found.text().whole() || found.text().tail().isPresent();
        return lines == 0
                ? Finding.usual(
                        FormatPart.FOOTER,
                        "0",
                        seen ? "the last row belongs to the table" : "the end was not looked at")
                : Finding.found(
                        FormatPart.FOOTER,
                        "" + lines,
                        Sureness.LIKELY,
                        found.table().footer().because());
    }
}
