package sluice.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.TreeSet;

/** A row of the table: all runs of a scenario on one kind of server. */
final class Row {
    private static final String FORMAT = "%-22s %-12s %-7s %5s %6s %5s %6s %6s %6s %6s %8s %8s  %s%n";

    private final Scenario scenario;
    private final Backend.Kind kind;
    private final String mode;
    private int runs;
    private int strikes;
    private int bad;
    private long lost;
    private long twice;
    private long extra;
    private long wrong;
    private boolean rejectsRight = true;
    private double seconds;
    private final TreeSet<Integer> exitCodes = new TreeSet<>();

    Row(Scenario scenario, Backend.Kind kind, String mode) {
        this.scenario = scenario;
        this.kind = kind;
        this.mode = mode;
    }

    void add(Verdict verdict, double took) {
        runs++;
        strikes += verdict.strikes();
        bad += verdict.good() ? 0 : 1;
        lost += verdict.difference().lost();
        twice += verdict.difference().twice();
        extra += verdict.difference().extra();
        wrong += verdict.difference().wrong();
        rejectsRight &= verdict.rejectsRight();
        seconds += took;
        exitCodes.addAll(verdict.exitCodes());
    }

    boolean good() {
        return bad == 0;
    }

    /** Prints rows as a table. */
    static void print(List<Row> rows, PrintStream out) {
        out.printf(
                FORMAT,
                "scenario",
                "server",
                "mode",
                "runs",
                "faults",
                "bad",
                "lost",
                "twice",
                "extra",
                "wrong",
                "rejects",
                "s/run",
                "exit codes");
        for (Row row : rows) {
            out.printf(
                    FORMAT,
                    row.scenario.name(),
                    row.kind,
                    row.mode,
                    row.runs,
                    row.strikes,
                    row.bad,
                    row.lost,
                    row.twice,
                    row.extra,
                    row.wrong,
                    row.rejectsRight ? "exact" : "WRONG",
                    String.format("%.1f", row.seconds / Math.max(1, row.runs)),
                    row.exitCodes);
        }
    }
}
