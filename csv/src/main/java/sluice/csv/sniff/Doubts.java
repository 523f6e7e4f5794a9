package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** Tells whether what was found may be something else, and shows how that would read. */
final class Doubts {
    /** Scores this near to the best one are as good. */
    private static final double CLOSE = 0.88;

    private static final double POOR_CELLS = 0.5;
    private static final int SHOWN_ROWS = 3;
    private static final int MOST_ENCODINGS = 3;

    private final Sample sample;
    private final Found found;
    private final FormatPins given;

    Doubts(Sample sample, Found found) {
        this.sample = sample;
        this.found = found;
        given = found.given();
    }

    /** The first reason for doubt, if there is one. */
    Optional<Doubt> first() {
        return Stream.<Function<Doubts, Optional<Doubt>>>of(
                        Doubts::encoding, Doubts::delimiter, Doubts::noTable, Doubts::firstRows, Doubts::header)
                .map(check -> check.apply(this))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Doubt> encoding() {
        List<TextEncoding> others = found.encoding().others();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> texts = new ArrayList<>(List.of(found.text().all()));
        List<Reading> readings =
                new ArrayList<>(List.of(reading(found.encoding().encoding())));
        for (TextEncoding encoding : others) {
            byte[] text = Text.of(sample, encoding).all();
            if (readings.size() < MOST_ENCODINGS && texts.stream().noneMatch(other -> Arrays.equals(other, text))) {
                texts.add(text);
                readings.add(reading(encoding));
            }
        }
        // Encodings in which the sample is the same text are no reason to ask.
        if (readings.size() == 1) {
            return Optional.empty();
        }
        return Optional.of(new Doubt(
                Doubt.Kind.ENCODING,
                "The text isn't UTF-8, and makes sense in " + readings.get(0).what() + " and in "
                        + readings.get(1).what() + ". Declare the encoding.",
                readings));
    }

    private Reading reading(TextEncoding encoding) {
        Text text = Text.of(sample, encoding);
        List<Row> rows = RowReader.read(found.best().dialect(), text.head(), 0, 1, text.whole());
        List<List<String>> telling = rows.stream()
                .map(Doubts::texts)
                .filter(cells -> cells.stream().anyMatch(cell -> cell.chars().anyMatch(c -> c > 0x7f)))
                .limit(SHOWN_ROWS)
                .toList();
        FormatPins pins = given.toBuilder().encoding(encoding).build();
        return new Reading(encoding.name(), pins.over(found.format()), pins, telling);
    }

    private Optional<Doubt> delimiter() {
        Optional<Trial> second = found.second()
                .filter(trial -> trial.score() >= CLOSE * found.best().score());
        if (isDelimiterKnown() || found.best().score() == 0 || second.isEmpty()) {
            return Optional.empty();
        }
        List<Reading> readings = List.of(reading(found.best()), reading(second.get()));
        return Optional.of(new Doubt(
                Doubt.Kind.DELIMITER,
                "Two readings are as good: " + said(found.best()) + ", and " + said(second.get())
                        + ". Declare the delimiter.",
                readings));
    }

    private boolean isDelimiterKnown() {
        return given.delimiter() != null || found.named().isPresent();
    }

    private static String said(Trial trial) {
        return what(trial) + " (" + trial.evidence().words() + ")";
    }

    private static String what(Trial trial) {
        return trial.oneColumn()
                ? "one column"
                : "delimiter " + Shown.text(trial.dialect().delimiter());
    }

    private Optional<Doubt> noTable() {
        Trial best = found.best();
        Evidence evidence = best.evidence();
        boolean poor = best.oneColumn() && best.candidate().quality() < POOR_CELLS && evidence.rows() > 1;
        if (isDelimiterKnown() || (!poor && best.score() > 0)) {
            return Optional.empty();
        }
        List<Reading> readings = found.trials().stream()
                .filter(trial -> trial.oneColumn() || trial.evidence().width() > 1)
                .limit(2)
                .map(this::reading)
                .toList();
        return Optional.of(new Doubt(
                Doubt.Kind.NO_TABLE,
                "No delimiter gives a regular table: with " + said(best)
                        + ". Declare the delimiter, or the preamble rows" + " if the table starts further down.",
                readings));
    }

    private Reading reading(Trial trial) {
        Dialect dialect = trial.dialect();
        FormatPins.Builder pins = given.toBuilder().delimiter(dialect.delimiter());
        if (dialect.quote() != '"') {
            pins.quote(dialect.quote());
        }
        if (dialect.escape() != dialect.quote()) {
            pins.escape(dialect.escape());
        }
        CsvFormat format = pins.build().over(found.format().withDialect(dialect));
        return new Reading(what(trial), format, pins.build(), rows(trial.table(), 0));
    }

    /** The first row has another width than the table, and it is not clear why. */
    private Optional<Doubt> firstRows() {
        Table table = found.table();
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
        int lines = found.skipped() + (int) table.rows().get(odd).line() - 1;
        int preamble = Math.min(lines, CsvFormat.Layout.MAX_ROWS);
        FormatPins header =
                given.toBuilder().preambleRows(found.skipped()).headerRows(1).build();
        FormatPins later = given.toBuilder().preambleRows(preamble).build();
        return Optional.of(new Doubt(
                Doubt.Kind.NO_TABLE,
                "The first row has " + Shown.count(table.rows().get(0).width(), "cell") + ", most others have "
                        + table.width()
                        + ". Declare whether it is the header, or how many lines stand before the table.",
                List.of(
                        new Reading("the first row is the header", header.over(found.format()), header, rows(table, 0)),
                        new Reading(
                                "the table starts at line " + (lines + 1),
                                later.over(found.format()),
                                later,
                                rows(table, odd)))));
    }

    private Optional<Doubt> header() {
        if (given.headerRows() != null || !found.header().doubtful()) {
            return Optional.empty();
        }
        FormatPins one = given.toBuilder().headerRows(1).build();
        FormatPins none = given.toBuilder().headerRows(0).build();
        List<List<String>> rows = rows(found.table(), found.table().lead());
        return Optional.of(new Doubt(
                Doubt.Kind.HEADER,
                "Some columns say that the first row is a header, others that it is a record: "
                        + found.header().because() + ". Declare whether there is a header.",
                List.of(
                        new Reading("the first row is the header", one.over(found.format()), one, rows),
                        new Reading("there is no header", none.over(found.format()), none, rows))));
    }

    private static List<List<String>> rows(Table table, int from) {
        return table.rows().stream()
                .skip(from)
                .limit(SHOWN_ROWS)
                .map(Doubts::texts)
                .toList();
    }

    private static List<String> texts(Row row) {
        return row.cells().stream().map(Cell::text).toList();
    }
}
