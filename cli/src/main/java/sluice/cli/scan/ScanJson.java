package sluice.cli.scan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sluice.query.Row;
import sluice.scan.ScanResult;
import sluice.scan.value.ScanProblem;
import sluice.scan.value.ScanValue;

/** A scan's result as JSON. Numbers stand there with all their digits. */
final class ScanJson {
    private ScanJson() {}

    /** Everything as one document. */
    static String document(ScanResult result) {
        return object(
                pair("rows", result.rows()),
                pair("counted", result.counted()),
                pair("malformed", result.malformed()),
                pair("firstMalformed", text(result.firstMalformed())),
                pair("excluded", result.excluded()),
                pair("complete", result.complete()),
                pair("counts", array(result.counts().stream().map(ScanJson::count))),
                pair("totals", array(result.totals().stream().map(ScanJson::total))),
                pair("groupings", array(result.groupings().stream().map(ScanJson::grouping))),
                pair("problems", array(result.problems().stream().map(ScanJson::problem))));
    }

    /** Each result as an object of its own. */
    static List<String> lines(ScanResult result) {
        List<String> lines = new ArrayList<>();
        result.counts().forEach(count -> lines.add(count(count)));
        result.totals().forEach(total -> lines.add(total(total)));
        result.groupings().forEach(grouping -> grouping.groups().forEach(group -> lines.add(group(grouping, group))));
        return lines.isEmpty() ? List.of(object(pair("rows", result.counted()))) : lines;
    }

    private static String count(ScanResult.Count count) {
        return object(pair("where", text(count.test())), pair("rows", count.rows()));
    }

    private static String total(ScanResult.Value total) {
        return object(pair("measure", text(total.name())), pair("value", number(total.value())));
    }

    private static String grouping(ScanResult.Grouping grouping) {
        return object(
                pair("by", array(grouping.keys().stream().map(ScanJson::text))),
                pair("outside", grouping.outside()),
                pair("groups", array(grouping.groups().stream().map(group -> group(grouping, group)))));
    }

    private static String group(ScanResult.Grouping grouping, ScanResult.Group group) {
        Stream<String> keys = IntStream.range(0, grouping.keys().size())
                .mapToObj(i -> text(grouping.keys().get(i)) + ": "
                        + value(group.values().get(i)));
        Stream<String> measures = IntStream.range(0, grouping.measures().size())
                .mapToObj(i -> text(grouping.measures().get(i)) + ": "
                        + number(group.measures().get(i)));
        return object(
                pair("group", object(keys.toArray(String[]::new))),
                pair("rows", group.rows()),
                pair("measures", object(measures.toArray(String[]::new))));
    }

    private static String problem(ScanProblem problem) {
        return object(
                pair("expression", text(problem.expression())),
                pair("problem", text(problem.kind().words())),
                pair("rows", problem.rows()),
                pair("source", text(problem.source())),
                pair("line", problem.line()),
                pair("value", text(problem.value())));
    }

    private static String value(ScanValue value) {
        if (value instanceof ScanValue.None) {
            return "null";
        }
        return value instanceof ScanValue.Text ? text(value.shown()) : value.shown();
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "null" : number.toPlainString();
    }

    private static String object(String... pairs) {
        return "{" + String.join(", ", pairs) + "}";
    }

    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(", ", "[", "]"));
    }

    private static String pair(String name, Object json) {
        return text(name) + ": " + json;
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : Row.quoted(text);
    }
}
