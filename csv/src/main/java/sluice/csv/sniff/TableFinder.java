package sluice.csv.sniff;

import java.util.List;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/** Finds the table in a sample's rows: what stands before it, among it and after it. */
final class TableFinder {
    private final Text text;
    private final FormatPins pins;

    /** For a text whose first lines, if they are pinned as preamble, are taken off. */
    TableFinder(Text text, FormatPins pins) {
        this.text = text;
        this.pins = pins;
    }

    Table find(Dialect plain) {
        List<Row> all = RowReader.read(plain, text.head(), 0, 1, text.whole());
        boolean commented = pins.comment() == null && hashMayComment(plain) && Comments.areIn(all, text.head());
        Dialect dialect = commented ? plain.toBuilder().comment('#').build() : plain;
        List<Row> rows = commented ? RowReader.read(dialect, text.head(), 0, 1, text.whole()) : all;
        int comments = commented ? (int) all.stream().filter(Row::hash).count() : 0;

        Widths widths = Widths.of(rows);
        List<Row> tail = rows;
        byte[] tailText = text.head();
        for (byte[] part : text.later()) {
            tail = PartReader.rows(dialect, part, text.tail().orElse(null) == part);
            tailText = part;
            tail.forEach(widths::add);
        }
        int width = widths.mode();
        boolean atEnd = text.whole() || text.tail().isPresent();
        int odd = pins.footerRows() != null
                ? pinnedFooter(tail, tailText)
                : atEnd ? Footers.count(tail, tailText, width) : 0;
        Lead lead = pins.preambleRows() != null ? Lead.NONE : Lead.of(rows, width, footerOf(rows, tail, odd));
        Footer footer = odd == 0
                ? Footer.NONE
                : Footer.found(
                        odd,
                        Lines.count(tailText, tail.get(tail.size() - odd).start()),
                        "the last rows don't have the table's " + Shown.count(width, "cell"));
        Table table = new Table(
                dialect,
                rows,
                lead.rows(),
                footer,
                lead.oddHeader(),
                comments,
                (int) rows.stream().filter(Row::wrapped).count(),
                evidence(widths, width, rows.subList(0, lead.rows()), tail.subList(tail.size() - odd, tail.size())));
        return pins.footerRows() == null && odd == 0 && atEnd
                ? table.with(new LastRows(table, tail, tailText).look(text.whole()))
                : table;
    }

    private static boolean hashMayComment(Dialect dialect) {
        return dialect.quote() != '#' && dialect.delimiter().codePointAt(0) != '#' && dialect.escape() != '#';
    }

    private static int footerOf(List<Row> rows, List<Row> tail, int footer) {
        return rows == tail ? footer : 0;
    }

    private int pinnedFooter(List<Row> rows, byte[] bytes) {
        Integer lines = pins.footerRows();
        if (lines == null || lines == 0 || !(text.whole() || text.tail().isPresent())) {
            return 0;
        }
        int start = Lines.start(bytes, Math.max(0, Lines.count(bytes, 0) - lines));
        return (int) rows.stream().filter(row -> row.start() >= start).count();
    }

    private static Evidence evidence(Widths all, int width, List<Row> lead, List<Row> footer) {
        Evidence evidence = all.evidence(width);
        long leading = lead.stream().filter(row -> !row.fits(width)).count();
        long last = footer.stream().filter(row -> !row.fits(width)).count();
        int others = (int) (leading + last);
        int fitting = evidence.fitting() - (int) (lead.size() - leading + footer.size() - last);
        boolean allPassed = evidence.widths() > 1 && fitting == evidence.rows() - lead.size() - footer.size();
        return new Evidence(
                evidence.rows() - lead.size() - footer.size(),
                fitting,
                width,
                others > 0 && allPassed ? 1 : evidence.widths());
    }
}
