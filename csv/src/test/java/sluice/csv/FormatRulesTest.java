package sluice.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each corner of the format is read, as data: run against every reader. */
class FormatRulesTest {
    static List<FormatRule> rules() {
        return FormatRule.all();
    }

    static List<FormatRule> strict() {
        return rules().stream().filter(rule -> rule.holdsFor(Parsing.STRICT)).toList();
    }

    static List<FormatRule> recovering() {
        return rules().stream().filter(rule -> rule.holdsFor(Parsing.RECOVER)).toList();
    }

    static List<FormatRule> plain() {
        return strict().stream().filter(rule -> rule.dialect().isPlain()).toList();
    }

    static List<FormatRule> basic() {
        return rules().stream().filter(FormatRule::isBasic).toList();
    }

    @ParameterizedTest
    @MethodSource("strict")
    void theParserFollowsIt(FormatRule rule) throws IOException {
        follows(rule, new CsvParser(rule.dialect(), rule.rules()), List.of(CsvText.whole(rule.input())));
    }

    @ParameterizedTest
    @MethodSource("recovering")
    void theRecoveringParserFollowsIt(FormatRule rule) throws IOException {
        ReadRules rules = rule.rules().withParsing(Parsing.RECOVER);
        follows(rule, new CsvParser(rule.dialect(), rules), List.of(CsvText.whole(rule.input())));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itHoldsForChunksOfEverySize(FormatRule rule) throws IOException {
        for (Parsing parsing : Parsing.values()) {
            ReadRules rules = rule.rules().withParsing(parsing);
            for (int size = 1; rule.holdsFor(parsing) && size <= rule.input().length; size++) {
                follows(rule, new CsvParser(rule.dialect(), rules), chunks(rule, rules, ChunkSize.bytes(size)));
                follows(rule, new CsvParser(rule.dialect(), rules), chunks(rule, rules, ChunkSize.records(size)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plain")
    void theTokenScannerReadsWhatTheFastOneReads(FormatRule rule) {
        assertThat(rows(new TokenScanner(rule.dialect()), rule.input()))
                .isEqualTo(rows(new FastScanner(rule.dialect()), rule.input()));
    }

    @ParameterizedTest
    @MethodSource("basic")
    void theReferenceFollowsIt(FormatRule rule) {
        List<ReferenceParser.Row> rows = ReferenceParser.parse(rule.dialect(), rule.input());
        assertThat(rows.stream().map(ReferenceParser.Row::fields)).isEqualTo(rule.rows());
        assertThat(rows.isEmpty() ? null : rows.get(0).problem()).isEqualTo(rule.problem());
    }

    private static void follows(FormatRule rule, CsvParser parser, List<Chunk> chunks) {
        List<List<String>> rows = new ArrayList<>();
        List<@Nullable CsvProblem> problems = new ArrayList<>();
        for (Chunk chunk : chunks) {
            parser.reset(chunk);
            while (parser.next()) {
                rows.add(CsvText.row(parser.record()).fields());
                problems.add(parser.record().problem());
            }
        }
        assertThat(rows).isEqualTo(rule.rows());
        assertThat(problems.isEmpty() ? null : problems.get(0)).isEqualTo(rule.problem());
        Map<String, Integer> recoveries = new TreeMap<>();
        for (Recovery kind : Recovery.values()) {
            if (parser.recoveries(kind) > 0) {
                recoveries.put(kind.name(), (int) parser.recoveries(kind));
            }
        }
        assertThat(recoveries).isEqualTo(rule.recoveries());
    }

    private static List<Chunk> chunks(FormatRule rule, ReadRules rules, ChunkSize size) throws IOException {
        ChunkCutter cutter = new ChunkCutter(
                "test.csv",
                new ByteArrayInputStream(rule.input()),
                rule.dialect(),
                rules,
                TextEncoding.UTF_8,
                new ChunkCutter.Place(0, 1));
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk = cutter.next(size); chunk != null; chunk = cutter.next(size)) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private static List<CsvText.Read> rows(Scanner scanner, byte[] bytes) {
        scanner.reset(bytes, 0, bytes.length, bytes.length, 1);
        List<CsvText.Read> rows = new ArrayList<>();
        while (scanner.next()) {
            rows.add(CsvText.read(scanner.record));
        }
        return rows;
    }
}
