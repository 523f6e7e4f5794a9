package sluice.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sluice.csv.CsvProblem;
import sluice.csv.Dialect;
import sluice.csv.ScannerRows;
import sluice.csv.ScannerRows.Row;
import sluice.testkit.NaiveCsv;

/** The parser: its two scanners and the naive reader find the same records. Input: a plain dialect, then CSV. */
public final class ParserTarget {
    private ParserTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        Dialect dialect = FuzzDialects.plain(input);
        byte[] csv = input.rest();
        List<Row> rows = ScannerRows.token(dialect, csv);
        if (ScannerRows.isPlain(dialect)) {
            assertThat(ScannerRows.fast(dialect, csv)).isEqualTo(rows);
        }
        if (isNaive(dialect)) {
            NaiveCsv.Rules rules = new NaiveCsv.Rules(dialect.delimiter().charAt(0), dialect.quote(), dialect.escape());
            List<Row> naive = NaiveCsv.read(new String(csv, ISO_8859_1), rules).stream()
                    .map(row -> new Row(row.line(), row.offset(), row.fields(), problem(row.fault())))
                    .toList();
            assertThat(rows).isEqualTo(naive);
        }
    }

    /** Whether the naive reader knows all that the dialect has. */
    private static boolean isNaive(Dialect dialect) {
        return dialect.lineEnd().equals(Dialect.ANY_LINE_END)
                && dialect.comment() == Dialect.NONE
                && (dialect.quote() != Dialect.NONE || dialect.escape() == Dialect.NONE);
    }

    private static @Nullable CsvProblem problem(NaiveCsv.@Nullable Fault fault) {
        return fault == null
                ? null
                : switch (fault) {
                    case TEXT_AFTER_QUOTE -> CsvProblem.TEXT_AFTER_QUOTE;
                    case UNCLOSED_QUOTE -> CsvProblem.UNCLOSED_QUOTE;
                };
    }
}
