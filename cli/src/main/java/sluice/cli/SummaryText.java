package sluice.cli;

import java.nio.file.Path;
import sluice.report.CollectionSummary;
import sluice.report.LoadStatus;
import sluice.report.LoadSummary;

/** The report on the terminal. */
final class SummaryText {
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private SummaryText() {}

    static void print(LoadSummary summary, Screen screen) {
        screen.line("");
        Table table = new Table("collection", "added", "error", "elapsed", "rows/s", "count before", "count after");
        summary.collections().forEach(collection -> addRow(table, collection));
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
        screen.line("Report          " + Path.of(summary.directory()).resolve("report.html"));
        screen.line("");
        screen.line(colour(summary.status(), screen) + sentence(summary) + (screen.coloured() ? PLAIN : ""));
        summary.problems().forEach(problem -> screen.line("  " + problem));
    }

    private static void addRow(Table table, CollectionSummary collection) {
        double seconds = collection.elapsedSeconds();
        table.row(
                collection.name(),
                Numbers.count(collection.inserted()),
                Numbers.count(collection.rejected()),
                Numbers.seconds(seconds),
                seconds == 0 ? "-" : Numbers.count(collection.records() / seconds),
                Numbers.count(collection.countBefore()),
                collection.countAfter() < 0 ? "unknown" : Numbers.count(collection.countAfter()));
    }

    private static void rejects(LoadSummary summary, Screen screen) {
        if (summary.rejectsByCode().isEmpty()) {
            return;
        }
        screen.line("Rejects         " + Path.of(summary.directory()).resolve("rejects"));
        summary.rejectsByCode()
                .forEach((code, group) -> screen.line(Columns.cut(
                        "  " + Columns.padLeft(Numbers.count(group.count()), 9) + " " + code + ", first: "
                                + group.example(),
                        Math.max(40, screen.width()))));
    }

    private static String sentence(LoadSummary summary) {
        String rows = Numbers.count(summary.inserted()) + " of " + Numbers.count(summary.records()) + " records";
        return switch (summary.status()) {
            case COMPLETED -> "Loaded: " + rows + " are in " + summary.database() + ", every one accounted for.";
            case COMPLETED_WITH_REJECTS ->
                "Loaded with rejects: " + rows + " are in " + summary.database() + ", "
                        + Numbers.counted(summary.rejected(), "record") + " in the reject files.";
            case STOPPED_AT_ERROR_LIMIT ->
                "Stopped at the error limit: " + rows + " read are in " + summary.database()
                        + "; what was not read by then was not loaded.";
            case INTERRUPTED ->
                "Interrupted: " + rows + " read so far are in " + summary.database()
                        + ", the rest of the files was not loaded. To start over: the same command with --drop.";
            case FAILED ->
                "Failed: at least " + Numbers.count(summary.inserted()) + " records are in " + summary.database()
                        + ". To start over: the same command with --drop.";
        };
    }

    private static String colour(LoadStatus status, Screen screen) {
        if (!screen.coloured()) {
            return "";
        }
        return switch (status) {
            case COMPLETED -> GREEN;
            case COMPLETED_WITH_REJECTS -> YELLOW;
            default -> RED;
        };
    }
}
