package sluice.csv.sniff;

import java.util.List;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/** Makes the readings that a doubt shows. */
final class Readings {
    private static final int SHOWN_ROWS = 3;

    private final Found found;

    Readings(Found found) {
        this.found = found;
    }

    /** What is declared already: a reading adds to it. */
    FormatPins given() {
        return found.given();
    }

    /** A reading with some more parts declared. */
    Reading of(String what, FormatPins pins, List<List<String>> rows) {
        return new Reading(what, pins.over(found.format()), pins, rows);
    }

    /** The reading in another dialect. */
    Reading of(Trial trial) {
        Dialect dialect = trial.dialect();
        FormatPins.Builder pins = given().toBuilder().delimiter(dialect.delimiter());
        if (dialect.quote() != '"') {
            pins.quote(dialect.quote());
        }
        if (dialect.escape() != dialect.quote()) {
            pins.escape(dialect.escape());
        }
        CsvFormat format = pins.build().over(found.format().withDialect(dialect));
        return new Reading(what(trial), format, pins.build(), rows(trial.table(), 0));
    }

    /** A trial in words, with how regular its rows are. */
    static String said(Trial trial) {
        return what(trial) + " (" + trial.evidence().words() + ")";
    }

    private static String what(Trial trial) {
        return trial.oneColumn()
                ? "one column"
                : "delimiter " + Shown.text(trial.dialect().delimiter());
    }

    /** The first rows of a table from one on. */
    static List<List<String>> rows(Table table, int from) {
        return shown(table.rows().stream().skip(from).toList());
    }

    /** The first of some rows. */
    static List<List<String>> shown(List<Row> rows) {
        return rows.stream().limit(SHOWN_ROWS).map(Readings::texts).toList();
    }

    static List<String> texts(Row row) {
        return row.cells().stream().map(Cell::text).toList();
    }
}
