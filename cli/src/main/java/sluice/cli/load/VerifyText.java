package sluice.cli.load;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.verify.Difference;
import sluice.verify.VerifyReport;
import sluice.verify.VerifyReport.CollectionVerdict;

/** The outcome of a verification on the terminal. */
final class VerifyText {
    private VerifyText() {}

    /** Prints it; {@code file} has all differences, where there is one. */
    static void print(VerifyReport report, Screen screen, @Nullable Path file) {
        screen.line("");
        Table table = new Table(
                "collection", "mode", "expected", "found", "missing", "extra", "different", "elapsed", "state");
        report.collections().forEach(one -> table.row(row(one)));
        table.lines(screen.width()).forEach(screen::line);
        screen.line("");
        for (CollectionVerdict one : report.collections()) {
            screen.line("Hash            " + one.name() + ": by the files " + one.expectedHash()
                    + ", in the collection " + one.foundHash());
            one.notes().forEach(note -> screen.line("Note            " + one.name() + ": " + Columns.printable(note)));
        }
        differences(report, screen);
        screen.line("");
        screen.line(sentence(report, file));
    }

    private static String[] row(CollectionVerdict one) {
        return new String[] {
            one.name(),
            one.mode(),
            Numbers.count(one.expected()),
            Numbers.count(one.found()),
            Numbers.count(one.missing()),
            Numbers.count(one.extra()),
            Numbers.count(one.different()),
            Numbers.seconds(one.seconds()),
            one.equal() ? "equal" : "DIFFERENT"
        };
    }

    private static void differences(VerifyReport report, Screen screen) {
        if (report.differences().isEmpty()) {
            return;
        }
        screen.line("");
        int width = Math.max(40, screen.width());
        for (Difference difference : report.differences()) {
            String text = Columns.padRight(difference.kind().word(), 10) + difference.text();
            screen.line(Columns.cut(Columns.printable(text), width));
            difference
                    .fields()
                    .forEach(field -> screen.line(Columns.cut("          " + Columns.printable(field.text()), width)));
        }
        long more = report.differing() - report.differences().size();
        if (more > 0) {
            screen.line("and " + Numbers.count(more) + " more");
        }
    }

    private static String sentence(VerifyReport report, @Nullable Path file) {
        if (report.equal()) {
            long documents = report.collections().stream()
                    .mapToLong(CollectionVerdict::expected)
                    .sum();
            return "Equal: " + report.database() + " holds what the files give ("
                    + Numbers.counted(documents, "document") + " compared).";
        }
        return "Different: " + Numbers.counted(report.differing(), "difference") + " in " + report.database() + "."
                + (file != null
                        ? " All of them are in " + file + "."
                        : " --differences FILE writes all of them to a file.");
    }
}
