package sluice.cli.scan;

import java.io.PrintWriter;
import sluice.cli.terminal.Screen;
import sluice.scan.ScanResult;

/** How a scan's result is written. */
enum ScanFormat {
    /** For people. */
    TABLE,
    /** One JSON document with everything. */
    JSON,
    /** One JSON object for each result. */
    JSONL,
    /** CSV with a header. */
    CSV,
    /** The lines of {@code --calls}. */
    CALLS;

    /**
     * Writes the result to the screen. What was read and what could not be used goes there too where people or the
     * document have a place for it, and to standard error elsewhere.
     *
     * @param raw whether cells of CSV are exact, even where a spreadsheet would run them
     */
    void print(ScanResult result, Screen screen, PrintWriter err, boolean raw) {
        if (!result.complete() && this != TABLE && this != JSON) {
            // Half a result would be taken for the whole one by whatever reads it.
            ScanText.account(result, err::println);
            return;
        }
        switch (this) {
            case TABLE -> {
                ScanText.tables(result, screen);
                ScanText.account(result, screen::line);
            }
            case JSON -> screen.json(ScanJson.document(result));
            case JSONL -> {
                ScanJson.lines(result).forEach(screen::json);
                ScanText.account(result, err::println);
            }
            case CSV -> {
                ScanText.csv(result, raw).forEach(screen::exact);
                ScanText.account(result, err::println);
            }
            case CALLS -> {
                screen.line("'ao' was found " + result.counts().get(0).rows() + " times");
                result.groupings()
                        .get(0)
                        .groups()
                        .forEach(year -> screen.line(year.values().get(0).shown() + ":" + year.rows()));
                if (result.malformed() > 0 || !result.problems().isEmpty()) {
                    ScanText.account(result, err::println);
                }
            }
        }
    }
}
