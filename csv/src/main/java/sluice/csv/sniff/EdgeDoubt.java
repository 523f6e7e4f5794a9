package sluice.csv.sniff;

import java.util.List;
import java.util.Optional;
import sluice.csv.Dialect;
import sluice.csv.FormatPins;

/** Shows a table with and without lines that fit it, but may not be records. */
final class EdgeDoubt {
    private final Found found;
    private final Table table;
    private final FormatPins given;
    private final Readings readings;

    EdgeDoubt(Found found) {
        this.found = found;
        table = found.table();
        given = found.given();
        readings = new Readings(found);
    }

    /** A few lines of one column start with {@code #}. */
    Optional<Doubt> comments() {
        List<Row> marked = table.rows().stream().filter(Row::hash).toList();
        int others = table.rows().size() - marked.size();
        boolean few = !marked.isEmpty() && marked.size() * 2 <= others;
        if (given.comment() != null
                || !found.best().oneColumn()
                || table.dialect().comment() != Dialect.NONE
                || !few) {
            return Optional.empty();
        }
        List<Row> without = table.rows().stream().filter(row -> !row.hash()).toList();
        FormatPins comment = given.toBuilder().comment('#').build();
        FormatPins none = given.toBuilder().comment(Dialect.NONE).build();
        return Optional.of(new Doubt(
                Doubt.Kind.COMMENT,
                Shown.count(marked.size(), "line") + (marked.size() == 1 ? " starts" : " start")
                        + " with #, the others don't: "
                        + Shown.cell(Readings.texts(marked.get(0)).stream()
                                .findFirst()
                                .orElse("#"))
                        + ". Declare whether # starts a comment.",
                List.of(
                        readings.of("comments start with #", comment, Readings.shown(without)),
                        readings.of("there are no comments", none, Readings.shown(marked)))));
    }

    /** The last rows fit, but read like a remark or a sum. */
    Optional<Doubt> footer() {
        Footer footer = table.footer();
        if (given.footerRows() != null || footer.suspects() == 0) {
            return Optional.empty();
        }
        FormatPins below = given.toBuilder().footerRows(footer.suspectLines()).build();
        FormatPins none = given.toBuilder().footerRows(0).build();
        List<List<String>> rows = Readings.rows(table, table.lead());
        return Optional.of(new Doubt(
                Doubt.Kind.FOOTER,
                footer.because() + ". Declare whether it is a record.",
                List.of(
                        readings.of("it stands below the table", below, rows),
                        readings.of("it is a record", none, rows))));
    }
}
