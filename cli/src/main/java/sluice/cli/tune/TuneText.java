package sluice.cli.tune;

import java.nio.file.Path;
import java.util.Locale;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.plan.Sizes;
import sluice.tune.TuneFinding;
import sluice.tune.TuneReport;
import sluice.tune.TuneResult;
import sluice.tune.TuneSetting;
import sluice.tune.TuneSetting.Kind;

/** What was measured, on the terminal. */
final class TuneText {
    private static final int MAX_WIDTH = 100;

    /** Below that the start of a load and the noise of the machine are a large part of a run. */
    private static final double SHORT_SECONDS = 0.5;

    private TuneText() {}

    static void print(TuneReport report, Path page, String plan, boolean applied, Screen screen) {
        TuneFinding finding = report.finding();
        screen.line("");
        Table table = new Table("setting", "rows/s", "slowest", "fastest", "seconds", "speed-up");
        for (TuneResult result : report.results()) {
            table.row(
                    (result.equals(finding.recommended()) ? "* " : "  ") + name(result.setting()),
                    Numbers.count(result.rate()),
                    Numbers.count(result.slowest()),
                    Numbers.count(result.fastest()),
                    String.format(Locale.ROOT, "%.3f", result.medianSeconds()),
                    String.format(Locale.ROOT, "%.2f", result.speedUp(report.baseline())));
        }
        table.lines(screen.width()).forEach(screen::line);
        screen.line("");
        for (String sentence : finding.sentences()) {
            wrap(sentence, screen);
        }
        screen.line("");
        TuneSetting best = finding.recommended().setting();
        if (report.data().rejected() > 0) {
            screen.line("Note            in every run "
                    + Numbers.counted(report.data().rejected(), "record")
                    + " of " + Numbers.count(report.data().records())
                    + (report.data().rejected() == 1 ? " was" : " were") + " rejected");
        }
        if (report.baseline().medianSeconds() < SHORT_SECONDS) {
            screen.line("Note            runs as short as these ("
                    + Numbers.seconds(report.baseline().medianSeconds())
                    + ") hardly tell settings apart; tune with more rows");
        }
        screen.line("Recommended     " + best.workers() + (best.workers() == 1 ? " worker" : " workers")
                + ", chunks of " + best.showChunk());
        screen.line(
                applied
                        ? "Plan            " + plan + " has it now"
                        : "To use it       sluice load " + plan + " --workers " + best.workers() + " --chunk-size "
                                + Sizes.show(best.chunkSize()));
        screen.line("Report          " + page);
    }

    private static String name(TuneSetting setting) {
        return (setting.kind() == Kind.CANDIDATE ? "" : setting.kind().word() + ": ") + setting.show();
    }

    /** A sentence in lines that are cut between words. */
    private static void wrap(String sentence, Screen screen) {
        int width = Math.min(MAX_WIDTH, screen.width() - 1);
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (!line.isEmpty() && Columns.width(line.toString()) + 1 + Columns.width(word) > width) {
                screen.line(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        screen.line(line.toString());
    }
}
