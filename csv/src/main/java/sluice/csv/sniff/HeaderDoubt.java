package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.csv.CsvFormat;
import sluice.csv.FormatPins;

/** Shows a table with and without its first row as header. */
final class HeaderDoubt {
    private final Found found;
    private final Table table;
    private final FormatPins given;
    private final Readings readings;

    HeaderDoubt(Found found) {
        this.found = found;
        table = found.table();
        given = found.given();
        readings = new Readings(found);
    }

    /** The first row has another width than the table, and it is not clear why. */
    Optional<Doubt> oddFirstRow() {
        int odd = 0;
        while (odd < table.rows().size() && !table.rows().get(odd).fits(table.width())) {
            odd++;
        }
        boolean known = given.preambleRows() != null || given.headerRows() != null || table.lead() > 0;
        boolean regular = table.width() > 1
                && table.evidence().share() >= 0.5
                && odd < table.rows().size();
        if (known || odd == 0 || table.oddHeader() || !regular) {
            return Optional.empty();
        }
        FormatPins header =
                given.toBuilder().preambleRows(found.skipped()).headerRows(1).build();
        return Optional.of(new Doubt(
                Doubt.Kind.NO_TABLE,
                "The first row has " + Shown.count(table.rows().get(0).width(), "cell") + ", most others have "
                        + table.width()
                        + ". Declare whether it is the header, or how many lines stand before the table.",
                List.of(readings.of("the first row is the header", header, Readings.rows(table, 0)), startingAt(odd))));
    }

    /** The reading in which the table starts at one of the rows. */
    private Reading startingAt(int row) {
        int lines = found.skipped() + (int) table.rows().get(row).line() - 1;
        FormatPins pins = given.toBuilder()
                .preambleRows(Math.min(lines, CsvFormat.Layout.MAX_ROWS))
                .build();
        return readings.of("the table starts at line " + (lines + 1), pins, Readings.rows(table, row));
    }

    /** The first row may be a record. */
    Optional<Doubt> find() {
        if (given.headerRows() != null || !found.header().doubtful()) {
            return Optional.empty();
        }
        FormatPins one = given.toBuilder().headerRows(1).build();
        FormatPins none = given.toBuilder().headerRows(0).build();
        List<List<String>> rows = Readings.rows(table, table.lead());
        List<Reading> all = new ArrayList<>(List.of(
                readings.of("the first row is the header", one, rows), readings.of("there is no header", none, rows)));
        if (given.preambleRows() == null && secondRowIsHeader()) {
            all.add(startingAt(table.lead() + 1));
        }
        return Optional.of(new Doubt(
                Doubt.Kind.HEADER,
                "It can't be told whether the first row is a header or a record: "
                        + found.header().because() + ". Declare whether there is a header.",
                all));
    }

    /** A remark that fits the table stands above its header. */
    Optional<Doubt> remark() {
        List<Row> body = table.body();
        if (given.headerRows() != null || given.preambleRows() != null || body.size() < 2 || table.oddHeader()) {
            return Optional.empty();
        }
        String first = body.get(0).cells().get(0).text();
        if (!Remarks.isRemark(first) || (table.width() > 1 && !secondRowIsHeader())) {
            return Optional.empty();
        }
        FormatPins header =
                given.toBuilder().preambleRows(found.skipped()).headerRows(1).build();
        return Optional.of(new Doubt(
                Doubt.Kind.PREAMBLE,
                Shown.cell(first) + " in the first row reads like a remark. Declare whether the table starts below it.",
                List.of(
                        startingAt(table.rows().indexOf(body.get(1))),
                        readings.of("the first row is the header", header, Readings.rows(table, table.lead())))));
    }

    private boolean secondRowIsHeader() {
        List<Row> body = table.body();
        return body.size() > 2
                && HeaderFinder.find(body.subList(1, body.size()), table.width())
                        .isCertain();
    }
}
