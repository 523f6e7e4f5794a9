package sluice.cli.load;

import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.expected.CollectionForecast;
import sluice.expected.ForecastReport;

/** What {@code sluice load --dry-run} found, on the terminal. */
final class ForecastText {
    private static final int MIN_WIDTH = 40;

    private ForecastText() {}

    /** Prints a line for each collection, what would be rejected and why, and that nothing was written. */
    static void print(ForecastReport report, Screen screen) {
        report.collections().forEach(one -> one.notes().forEach(note -> screen.line(Columns.printableLines(note))));
        screen.line("");
        Table table = new Table("collection", "records", "would be taken", "skipped", "rejected", "documents now");
        for (CollectionForecast one : report.collections()) {
            table.row(
                    one.name(),
                    Numbers.count(one.records()),
                    Numbers.count(one.taken()),
                    Numbers.count(one.skipped()),
                    Numbers.count(one.rejected()),
                    Numbers.count(one.now().documents()));
        }
        table.lines(screen.width()).forEach(screen::line);
        screen.line("");
        for (CollectionForecast one : report.collections()) {
            screen.line(target(one));
            for (CollectionForecast.Group group : one.rejects()) {
                screen.line("  " + Columns.padLeft(Numbers.count(group.count()), 9) + " " + group.code());
                group.examples()
                        .forEach(example -> screen.line(Columns.cut(
                                "            " + Columns.printable(example), Math.max(MIN_WIDTH, screen.width()))));
            }
        }
        screen.line("");
        screen.line("Dry run: nothing was written."
                + (report.rejected() == 0
                        ? ""
                        : " A load would reject " + Numbers.counted(report.rejected(), "record") + "."));
    }

    private static String target(CollectionForecast one) {
        CollectionForecast.Now now = one.now();
        String there = !now.exists()
                ? " would be made"
                : now.dropped()
                        ? " is there: its " + Numbers.counted(now.documents(), "document") + " would be removed"
                        : " is there, with " + Numbers.counted(now.documents(), "document");
        String indexes = one.indexes().isEmpty() ? "" : "; indexes to build: " + String.join(", ", one.indexes());
        return Columns.printable(one.name() + there + "; mode " + one.mode() + indexes + ".");
    }
}
