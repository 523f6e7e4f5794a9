package sluice.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sluice.csv.sniff.Doubt;
import sluice.csv.sniff.Reading;
import sluice.plan.FormatText;

/** Says why a source is not read: it may be read in several ways, or should not be read at all. */
final class DoubtText {
    private static final int SHOWN_ROWS = 3;
    private static final int SHOWN_CELLS = 6;
    private static final int SHOWN_CHARACTERS = 24;

    private DoubtText() {}

    /** The doubt, each reading with its first rows, and the options that settle it. */
    static String of(String source, Doubt doubt) {
        List<String> lines = new ArrayList<>();
        lines.add(source + ": " + doubt.sentence());
        for (Reading reading : doubt.readings()) {
            lines.add("  " + reading.what() + ": settle it with " + options(reading) + "; then the first rows are");
            reading.rows().stream().limit(SHOWN_ROWS).forEach(row -> lines.add("    " + cells(row)));
        }
        return String.join("\n", lines);
    }

    /** The options of the command line that settle it, and the same as a plan says it. */
    private static String options(Reading reading) {
        Map<String, Object> pins = FormatText.toMap(reading.pins());
        String plan = pins.entrySet().stream()
                .map(pin -> pin.getKey() + ": " + quoted(String.valueOf(pin.getValue())))
                .collect(Collectors.joining(", "));
        return FormatText.options(reading.pins()) + " (dialect: { " + plan + " } in a plan)";
    }

    /** Quoted for YAML if it has to be. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.-]+") ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String cells(List<String> row) {
        String shown = row.stream()
                .limit(SHOWN_CELLS)
                .map(cell -> cell.length() <= SHOWN_CHARACTERS ? cell : cell.substring(0, SHOWN_CHARACTERS) + "…")
                .collect(Collectors.joining(" | "));
        return shown + (row.size() > SHOWN_CELLS ? " | … (" + row.size() + " cells)" : "");
    }
}
