package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sluice.csv.CsvParser;
import sluice.csv.CsvProblem;
import sluice.csv.CsvRecord;

/** Says what is wrong with a record that breaks its dialect, and how recovery would read it. */
final class MalformedText {
    private static final int SHOWN_CELLS = 5;
    private static final int SHOWN_CHARACTERS = 30;

    private MalformedText() {}

    /** The sentence for the record at hand, which has a problem. */
    static String of(CsvParser parser, CsvProblem problem) {
        CsvRecord record = parser.record();
        StringBuilder text = new StringBuilder(problem.message());
        long swallowed = parser.line() - record.line();
        if (problem == CsvProblem.UNCLOSED_QUOTE && swallowed > 0) {
            text.append(": it swallows ").append(swallowed).append(swallowed == 1 ? " line" : " lines");
        }
        if (problem == CsvProblem.REPEATED_HEADER) {
            return text.append("; --parsing recover passes it over").toString();
        }
        CsvRecord recovered = parser.recovered();
        return text.append("; --parsing recover reads line ")
                .append(recovered.line())
                .append(" as ")
                .append(cells(recovered))
                .toString();
    }

    private static String cells(CsvRecord record) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(record.fieldCount(), SHOWN_CELLS); i++) {
            String cell = record.string(i, StandardCharsets.UTF_8);
            cells.add(cell.length() <= SHOWN_CHARACTERS ? cell : cell.substring(0, SHOWN_CHARACTERS) + "…");
        }
        int count = record.fieldCount();
        return count
                + (count == 1 ? " cell: " : " cells: ")
                + String.join(" | ", cells)
                + (count > SHOWN_CELLS ? " | …" : "");
    }
}
