package sluice.cli.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Style;
import sluice.cli.terminal.Table;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** The report on the terminal. */
public final class SummaryText {

    private SummaryText() {}

    /** Prints how a load ended: a line for each collection, times, rejects, and what to do next. */
    public static void print(LoadSummary summary, Screen screen) {
        screen.line("");
        List<Column> columns = Column.shown(summary);
        Table table = new Table(columns.stream().map(Column::title).toArray(String[]::new));
        summary.collections()
                .forEach(collection -> table.row(columns.stream()
                        .map(column -> column.cell().apply(collection))
                        .toArray(String[]::new)));
        table.lines(screen.width()).forEach(screen::line);
        screen.line("");
        LoadSummary.Times times = summary.times();
        screen.line("Elapsed program " + Numbers.seconds(times.program()) + ", import " + Numbers.seconds(times.load())
                + ", overhead " + Numbers.seconds(times.overhead()));
        screen.line("Throughput      " + Numbers.count(summary.recordsPerSecond()) + " rows/s, "
                + Numbers.megabytes(summary.bytesPerSecond()) + "/s with "
                + Numbers.counted(summary.settings().workers(), "worker"));
        LoadSummary.Latency latency = summary.latency();
        screen.line("Write latency   p50 " + Numbers.millis(latency.p50()) + ", p95 " + Numbers.millis(latency.p95())
                + ", p99 " + Numbers.millis(latency.p99()) + " over " + Numbers.counted(latency.batches(), "batch"));
        rejects(summary, screen);
        summary.notes().forEach(note -> screen.line("Note            " + Columns.printableLines(note)));
        screen.line("Report          " + Path.of(summary.directory()).resolve("report.html"));
        screen.line("");
        screen.line(style(summary.status()), sentence(summary));
        summary.problems().forEach(problem -> screen.line("  " + Columns.printableLines(problem)));
    }

    /** A column of the table: what every load has, and of the rest what is not zero. */
    private record Column(String title, boolean always, Function<CollectionSummary, String> cell) {
        private static Column count(String title, boolean always, ToLongFunction<CollectionSummary> count) {
            return new Column(title, always, collection -> Numbers.count(count.applyAsLong(collection)));
        }

        static List<Column> shown(LoadSummary summary) {
            List<Column> all = List.of(
                    new Column("collection", true, CollectionSummary::name),
                    count("added", true, CollectionSummary::inserted),
                    count("modified", false, CollectionSummary::modified),
                    count("matched", false, CollectionSummary::matched),
                    count("deleted", false, CollectionSummary::deleted),
                    count("already there", false, CollectionSummary::alreadyThere),
                    count("skipped", false, CollectionSummary::skipped),
                    count("error", true, CollectionSummary::rejected),
                    new Column("elapsed", true, one -> Numbers.seconds(one.elapsedSeconds())),
                    new Column("rows/s", true, SummaryText::rate),
                    count("count before", true, CollectionSummary::countBefore),
                    new Column(
                            "count after",
                            true,
                            one -> one.countAfter() < 0 ? "unknown" : Numbers.count(one.countAfter())));
            return all.stream()
                    .filter(column -> column.always
                            || summary.collections().stream()
                                    .anyMatch(one -> !column.cell.apply(one).equals("0")))
                    .toList();
        }
    }

    private static String rate(CollectionSummary collection) {
        double seconds = collection.elapsedSeconds();
        return seconds == 0 ? "-" : Numbers.count(collection.records() / seconds);
    }

    private static void rejects(LoadSummary summary, Screen screen) {
        if (summary.rejectsByCode().isEmpty()) {
            return;
        }
        screen.line("Rejects         " + Path.of(summary.directory()).resolve("rejects"));
        summary.rejectsByCode()
                .forEach((code, group) -> screen.line(Columns.cut(
                        "  " + Columns.padLeft(Numbers.count(group.count()), 9) + " " + code + ", first: "
                                + Columns.printable(group.example()),
                        Math.max(40, screen.width()))));
    }

    private static String sentence(LoadSummary summary) {
        String again = again(summary);
        return switch (summary.status()) {
            case COMPLETED ->
                "Loaded: " + done(summary, "") + skipped(summary)
                        + (summary.exact() ? ", every one accounted for." : ".");
            case COMPLETED_WITH_REJECTS ->
                "Loaded with rejects: " + done(summary, "") + skipped(summary) + ", "
                        + Numbers.counted(summary.rejected(), "record")
                        + " in the reject files. Once they are corrected: sluice load --rejects "
                        + OperationsMixin.argument(Path.of(summary.directory())) + with(summary) + ".";
            case STOPPED_AT_ERROR_LIMIT ->
                "Stopped at the error limit: " + done(summary, " read") + "; what was not read by then was not loaded."
                        + again;
            case INTERRUPTED ->
                "Interrupted: " + done(summary, " read so far") + ", the rest of the files was not loaded." + again;
            case FAILED ->
                isUnchanged(summary) && !summary.resumable() ? "Failed: nothing was loaded." : failed(summary) + again;
        };
    }

    /** Whether nothing was written, by the server's count too: what was in flight may be in no other. */
    private static boolean isUnchanged(LoadSummary summary) {
        return summary.written() == 0
                && summary.collections().stream().allMatch(one -> one.countAfter() == one.countBefore());
    }

    private static String failed(LoadSummary summary) {
        return "Failed: at least " + Numbers.count(summary.written()) + " records "
                + (inserts(summary) ? "are" : "took effect") + " in " + summary.database() + ".";
    }

    /** How to go on. */
    private static String again(LoadSummary summary) {
        if (summary.resumable()) {
            boolean limit = summary.status() == LoadStatus.STOPPED_AT_ERROR_LIMIT;
            return " To go on: sluice resume " + OperationsMixin.argument(Path.of(summary.directory()))
                    + (limit ? " --max-errors with a higher limit" : "") + with(summary) + ".";
        }
        return inserts(summary)
                ? " It can't be resumed. To remove what was inserted: sluice undo "
                        + OperationsMixin.argument(Path.of(summary.directory())) + "."
                : " It can't be resumed; the same command again goes over all of the records.";
    }

    /** A connection string may hold a password, so it is not kept. */
    private static String with(LoadSummary summary) {
        return summary.server().startsWith("embedded") ? "" : ", with the same --uri or SLUICE_URI";
    }

    private static boolean inserts(LoadSummary summary) {
        return summary.collections().stream().allMatch(one -> one.mode().equals("insert"));
    }

    /** How many records did what they should. */
    private static String done(LoadSummary summary, String read) {
        return Numbers.count(summary.written()) + " of " + Numbers.count(summary.records()) + " records" + read
                + (inserts(summary) ? " are in " + summary.database() : effect(summary));
    }

    /** What the records did, if that is certain; if not, a note says what is. */
    private static String effect(LoadSummary summary) {
        if (!summary.exact()) {
            return " took effect in " + summary.database();
        }
        Map<String, ToLongFunction<CollectionSummary>> ends = new LinkedHashMap<>();
        ends.put("added", CollectionSummary::inserted);
        ends.put("modified", CollectionSummary::modified);
        ends.put("equal already", CollectionSummary::matched);
        ends.put("deleted", CollectionSummary::deleted);
        List<String> parts = new ArrayList<>();
        ends.forEach((words, count) -> {
            long sum = summary.collections().stream().mapToLong(count).sum();
            if (sum > 0) {
                parts.add(Numbers.count(sum) + " " + words);
            }
        });
        return " took effect in " + summary.database() + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private static String skipped(LoadSummary summary) {
        long skipped = summary.collections().stream()
                .mapToLong(CollectionSummary::skipped)
                .sum();
        return skipped == 0 ? "" : ", " + Numbers.count(skipped) + " skipped";
    }

    private static Style style(LoadStatus status) {
        return switch (status) {
            case COMPLETED -> Style.GREEN;
            case COMPLETED_WITH_REJECTS -> Style.YELLOW;
            default -> Style.RED;
        };
    }
}
