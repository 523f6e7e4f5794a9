package sluice.cli.convert;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.Numbers;
import sluice.convert.BatchOutcome;
import sluice.convert.ConversionResult;
import sluice.convert.RejectedRecord;
import sluice.csv.Recovery;

/** What a conversion says when it has ended. */
final class ConvertText {
    private final Consumer<String> to;

    ConvertText(Consumer<String> to) {
        this.to = to;
    }

    /** Says what became of a source. */
    void result(String source, ConversionResult result) {
        result.firstRejects().forEach(reject -> line(source + ", " + reject(reject)));
        if (result.rejected() > result.firstRejects().size()) {
            line("... and "
                    + Numbers.count(result.rejected() - result.firstRejects().size()) + " more rejects.");
        }
        StringBuilder text = new StringBuilder(source)
                .append(": ")
                .append(Numbers.counted(result.records(), "record"))
                .append(", ")
                .append(Numbers.count(result.records() - result.rejected()))
                .append(" written, ")
                .append(Numbers.count(result.rejected()))
                .append(" rejected.");
        if (!result.recoveries().isEmpty()) {
            text.append(" Recovered: ").append(recoveries(result.recoveries())).append('.');
        }
        line(text.toString());
        if (result.secondTable() > 0) {
            line(source + ", line " + result.secondTable() + ": a second table starts here; it is left out.");
        }
        if (!result.complete()) {
            line("Interrupted: the rest was not read, and no output was made.");
        }
    }

    /** Says which files of a batch are not clean, and how many are. */
    void outcome(BatchOutcome outcome) {
        String source = outcome.entry().name();
        RuntimeException failure = outcome.failure();
        ConversionResult result = outcome.result();
        if (failure != null) {
            line("line " + outcome.entry().line() + ": " + failure.getMessage());
        } else if (result != null && (!outcome.clean() || result.secondTable() > 0)) {
            result(source, result);
        }
    }

    /** Says something. */
    void line(String text) {
        to.accept(Columns.printable(text));
    }

    private static String reject(RejectedRecord reject) {
        return "line " + reject.line() + ": " + reject.reason();
    }

    private static String recoveries(Map<Recovery, Long> recoveries) {
        return recoveries.entrySet().stream()
                .map(entry ->
                        Numbers.count(entry.getValue()) + " " + entry.getKey().words())
                .collect(Collectors.joining(", "));
    }
}
