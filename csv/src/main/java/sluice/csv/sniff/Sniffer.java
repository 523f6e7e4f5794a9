package sluice.csv.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sluice.csv.CsvFormat;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/**
 * Tells the format of a CSV source by looking at a sample of it: encoding, delimiter, quote, escape, comments, line end,
 * preamble, header and footer.
 *
 * <p>Each dialect that the sample's characters allow is tried by parsing the sample with it. It is scored by how regular
 * the rows are and by how much their cells look like values (see van den Burg, Nazabal and Sutton: "Wrangling messy CSV
 * files by detecting row and type patterns", 2019). Of equal dialects the more usual one is taken, RFC 4180 first. If
 * two different readings are about as good, the result says so in {@link Sniffed#doubt()}.
 */
public final class Sniffer {
    private static final double REGULAR = 0.95;
    private static final double MUCH_WORSE = 0.85;

    private Sniffer() {}

    /**
     * Looks at a sample. Deterministic, and thread-safe; takes time in proportion to the sample, some ten milliseconds
     * for a full one.
     *
     * @param pins the parts that are declared: they are never changed, and the others are found given them. If all are
     *     declared, the sample is not looked at.
     * @return the format and the evidence, for any bytes
     * @throws IllegalArgumentException if the pins contradict each other
     */
    public static Sniffed sniff(Sample sample, FormatPins pins) {
        Sniffed sniffed = look(sample, pins);
        return sniffed.doubt().isEmpty()
                ? sniffed
                : sniffed.with(new Settlement(sample).complete(sniffed.doubt().get()));
    }

    /** What is found at first sight: each reading of a doubt settles that doubt only. */
    static Sniffed look(Sample sample, FormatPins pins) {
        CsvFormat usual = pins.over(usual(pins));
        if (pins.isComplete()) {
            return withoutLooking(usual, pins, "declared", Optional.empty());
        }
        EncodingFinder.Found encoding = EncodingFinder.find(sample, pins);
        Text text = Text.of(sample, encoding.encoding());
        CsvFormat plain = new CsvFormat(encoding.encoding(), usual.dialect(), usual.layout());
        Optional<Doubt> foreign = foreign(sample, text, pins);
        if (foreign.isPresent()) {
            return withoutLooking(plain, pins, "not looked for", foreign);
        }
        Optional<String> named = pins.preambleRows() != null && pins.preambleRows() == 0
                ? Optional.empty()
                : SepLine.delimiter(text.head());
        FormatPins known = with(pins, named);
        int skipped = pins.preambleRows() != null ? pins.preambleRows() : named.isPresent() ? 1 : 0;
        Text rows = text.withoutLines(skipped);
        List<Trial> trials = new Trials(rows, known).run();
        if (trials.isEmpty() || trials.get(0).table().rows().isEmpty()) {
            return withoutRows(plain, pins, known, encoding, skipped);
        }
        Optional<String> obeyed = named.filter(one -> pins.delimiter() == null && one.equals(known.delimiter()));
        Found found = new Found(
                text,
                pins,
                encoding,
                obeyed,
                obeyed.isPresent() ? rival(trials.get(0), new Trials(rows, pins).run()) : Optional.empty(),
                skipped,
                trials,
                header(trials.get(0)));
        return new Sniffed(
                found.format(),
                Findings.of(found),
                trials.stream().map(Trial::candidate).toList(),
                headerNames(found),
                Doubts.first(sample, found));
    }

    /** RFC 4180, or the nearest to it that the pins allow. */
    private static CsvFormat usual(FormatPins pins) {
        List<Dialect> dialects = new ArrayList<>();
        Dialects allowed = new Dialects(new byte[0], pins);
        for (String delimiter : pins.delimiter() == null ? Delimiters.USUAL : List.of(pins.delimiter())) {
            dialects.addAll(allowed.of(delimiter));
        }
        return dialects.isEmpty() ? CsvFormat.DEFAULT : CsvFormat.DEFAULT.withDialect(dialects.get(0));
    }

    private static Optional<Doubt> foreign(Sample sample, Text text, FormatPins pins) {
        if (pins.delimiter() != null) {
            return Optional.empty();
        }
        Optional<Doubt> notText = Foreign.notText(sample, text);
        return notText.isPresent() ? notText : Foreign.otherFormat(text);
    }

    /** With the delimiter that the first line names, unless it is something else already. */
    private static FormatPins with(FormatPins pins, Optional<String> delimiter) {
        boolean free = pins.delimiter() == null
                && delimiter
                        .filter(named ->
                                !new Dialects(new byte[0], pins).of(named).isEmpty())
                        .isPresent();
        return free ? pins.toBuilder().delimiter(delimiter.orElseThrow()).build() : pins;
    }

    /** The best reading with any delimiter, if the rows fit it, and the named one much worse. */
    private static Optional<Trial> rival(Trial named, List<Trial> all) {
        return all.stream()
                .findFirst()
                .filter(trial -> !trial.oneColumn() && trial.evidence().width() > 1)
                .filter(trial -> trial.evidence().share() >= REGULAR)
                .filter(trial -> named.score() < MUCH_WORSE * trial.score());
    }

    private static HeaderFinder.Found header(Trial best) {
        Table table = best.table();
        HeaderFinder.Found header = HeaderFinder.find(table.body(), table.width());
        if (!table.oddHeader()) {
            return header;
        }
        int names = table.rows().get(table.lead()).width();
        return new HeaderFinder.Found(
                1,
                Sureness.WEAK,
                false,
                1,
                0,
                "the first row names " + Shown.count(names, "column") + ", but the rows have "
                        + Shown.count(table.width(), "cell"));
    }

    private static List<String> headerNames(Found found) {
        List<Row> rows = found.table().body();
        int count = Math.min(found.layout().headerRows(), rows.size());
        if (count == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.get(0).cells().size(); i++) {
            int column = i;
            names.add(rows.subList(0, count).stream()
                    .filter(row -> column < row.cells().size())
                    .map(row -> row.cells().get(column).text())
                    .filter(text -> count == 1 || !text.isBlank())
                    .collect(Collectors.joining(" ")));
        }
        return names;
    }

    private static Sniffed withoutRows(
            CsvFormat plain, FormatPins pins, FormatPins known, EncodingFinder.Found encoding, int skipped) {
        CsvFormat format = known.toBuilder()
                .preambleRows(Math.min(skipped, CsvFormat.Layout.MAX_ROWS))
                .build()
                .over(plain);
        List<Finding> findings = new ArrayList<>(Findings.of(format, pins, "there are no rows"));
        findings.set(0, encoding.finding());
        return new Sniffed(format, findings, List.of(), List.of(), Optional.empty());
    }

    private static Sniffed withoutLooking(CsvFormat format, FormatPins pins, String because, Optional<Doubt> doubt) {
        return new Sniffed(format, Findings.of(format, pins, because), List.of(), List.of(), doubt);
    }
}
