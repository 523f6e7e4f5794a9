package sluice.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.testkit.NaiveCsv;

/** What {@link NaiveCsv} makes of bytes in a dialect. What the parser and the cutter do is right if it is the same. */
final class ReferenceParser {
    /** A record as values. */
    record Row(
            long line,
            long offset,
            List<String> fields,
            @Nullable CsvProblem problem) {}

    private ReferenceParser() {}

    static List<Row> parse(Dialect dialect, byte[] bytes) {
        NaiveCsv.Rules rules = new NaiveCsv.Rules(dialect.delimiter().charAt(0), dialect.quote(), dialect.escape());
        return NaiveCsv.read(new String(bytes, StandardCharsets.ISO_8859_1), rules).stream()
                .map(row -> new Row(row.line(), row.offset(), row.fields(), problem(row.fault())))
                .toList();
    }

    private static @Nullable CsvProblem problem(NaiveCsv.@Nullable Fault fault) {
        if (fault == null) {
            return null;
        }
        return switch (fault) {
            case TEXT_AFTER_QUOTE -> CsvProblem.TEXT_AFTER_QUOTE;
            case UNCLOSED_QUOTE -> CsvProblem.UNCLOSED_QUOTE;
        };
    }
}
