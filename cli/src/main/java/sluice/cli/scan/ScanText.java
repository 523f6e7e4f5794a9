package sluice.cli.scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sluice.cli.terminal.Columns;
import sluice.cli.terminal.CsvCell;
import sluice.cli.terminal.Numbers;
import sluice.cli.terminal.Screen;
import sluice.cli.terminal.Table;
import sluice.scan.ScanResult;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.ScanValue;

/** A scan's result as text: tables for people, CSV for programs. */
final class ScanText {
    private ScanText() {}

    /** The results, one table each. */
    static void tables(ScanResult result, Screen screen) {
        for (List<List<String>> block : blocks(result, true)) {
            Table table = new Table(block.get(0).toArray(String[]::new));
            block.subList(1, block.size()).forEach(row -> table.row(row.toArray(String[]::new)));
            table.lines(screen.width()).forEach(screen::line);
            screen.line("");
        }
    }

    /** The results as CSV, with an empty line between two of them. */
    static List<String> csv(ScanResult result, boolean raw) {
        UnaryOperator<String> cell = raw ? CsvCell::of : CsvCell::guarded;
        List<String> lines = new ArrayList<>();
        for (List<List<String>> block : blocks(result, false)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            block.forEach(row -> lines.add(row.stream().map(cell).collect(Collectors.joining(","))));
        }
        return lines;
    }

    /** Each result as rows of cells, the first its header. */
    private static List<List<List<String>>> blocks(ScanResult result, boolean people) {
        List<List<List<String>>> blocks = new ArrayList<>();
        boolean nothingAsked = result.counts().isEmpty()
                && result.totals().isEmpty()
                && result.groupings().isEmpty();
        if (nothingAsked) {
            blocks.add(List.of(List.of("rows"), List.of(count(result.counted(), people))));
        }
        if (!result.counts().isEmpty()) {
            List<List<String>> block = new ArrayList<>();
            block.add(List.of("where", "rows"));
            result.counts().forEach(count -> block.add(List.of(count.test(), count(count.rows(), people))));
            blocks.add(block);
        }
        if (!result.totals().isEmpty()) {
            List<List<String>> block = new ArrayList<>();
            block.add(List.of("of all rows", "value"));
            result.totals().forEach(total -> block.add(List.of(total.name(), number(total.value(), people))));
            blocks.add(block);
        }
        result.groupings().forEach(grouping -> blocks.add(block(grouping, people)));
        return blocks;
    }

    private static List<List<String>> block(ScanResult.Grouping grouping, boolean people) {
        List<List<String>> block = new ArrayList<>();
        List<String> header = new ArrayList<>(grouping.keys());
        header.add("rows");
        header.addAll(grouping.measures());
        block.add(header);
        for (ScanResult.Group group : grouping.groups()) {
            List<String> row = new ArrayList<>();
            group.values().forEach(value -> row.add(value(value, people)));
            row.add(count(group.rows(), people));
            group.measures().forEach(measure -> row.add(number(measure, people)));
            block.add(row);
        }
        return block;
    }

    /** A value; what would break the lines of a table is shown as a blank. */
    private static String value(ScanValue value, boolean people) {
        if (people) {
            return value.shown().replaceAll("\\p{Cntrl}", " ");
        }
        return value instanceof ScanValue.None ? "" : value.shown();
    }

    private static String count(long rows, boolean people) {
        return people ? Numbers.count(rows) : Long.toString(rows);
    }

    private static String number(@Nullable BigDecimal number, boolean people) {
        return number == null ? (people ? "-" : "") : number.toPlainString();
    }

    /** What was read, and what could not be used. */
    static void account(ScanResult result, Consumer<String> to) {
        Consumer<String> line = text -> to.accept(Columns.printable(text));
        StringBuilder read = new StringBuilder("Read " + Numbers.counted(result.rows(), "row"));
        read.append(": ").append(Numbers.count(result.counted())).append(" counted");
        if (result.excluded() > 0) {
            read.append(", ").append(Numbers.count(result.excluded())).append(" left out by --where");
        }
        read.append(", ").append(Numbers.count(result.malformed())).append(" malformed.");
        line.accept(read.toString());
        if (result.firstMalformed() != null) {
            line.accept("First malformed: " + result.firstMalformed());
        }
        result.groupings().stream()
                .filter(grouping -> grouping.outside() > 0)
                .forEach(grouping -> line.accept(
                        "Not shown by --in: " + Numbers.counted(grouping.outside(), "row") + " of other groups."));
        result.problems().forEach(problem -> line.accept(problem(problem)));
        if (!result.complete()) {
            line.accept("Interrupted: incomplete, the rest of the rows was not read.");
        }
    }

    private static String problem(ScanProblem problem) {
        String where = problem.source() + ", line " + problem.line();
        String value = problem.kind() == ScanProblem.Kind.NO_COLUMN
                ? ""
                : ": `" + problem.value().replaceAll("\\p{Cntrl}", " ") + "`";
        return problem.expression() + ": " + problem.kind().words() + " in " + Numbers.counted(problem.rows(), "row")
                + ", first: " + where + value;
    }
}
