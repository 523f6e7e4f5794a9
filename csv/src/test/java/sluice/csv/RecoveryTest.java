package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How recovery reads records of three columns, and what it counts. */
class RecoveryTest {
    private static final Dialect RFC = Dialect.RFC_4180;
    private static final Dialect CRLF = Dialect.builder().lineEnd("\r\n").build();

    record Rule(
            String sentence,
            Dialect dialect,
            String input,
            List<List<String>> rows,
            @Nullable Recovery counted) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static List<Rule> rules() {
        return List.of(
                rule(
                        "a stray quote in quotes is content",
                        "1,\"a\"b,c\",3\n",
                        Recovery.QUOTE_AS_CONTENT,
                        "1",
                        "a\"b,c",
                        "3"),
                rule(
                        "a quote that is never closed is content",
                        "\"1,2,3\n",
                        Recovery.QUOTE_AS_LITERAL,
                        "\"1",
                        "2",
                        "3"),
                rule("surplus empty cells are dropped", "1,2,3,,\n", Recovery.SURPLUS_EMPTY, "1", "2", "3"),
                rule("a row with semicolons is read", "1;\"2;3\";4\n", Recovery.OTHER_DELIMITER, "1", "2;3", "4"),
                rule("a row with blanks is read", "1 \"2 3\" 4\n", Recovery.OTHER_DELIMITER, "1", "2 3", "4"),
                rule("a sentence is one cell", "three more words\n", null, "three more words"),
                rule("blanks next to commas are text", "a b, \"c\"\n", null, "a b", " \"c\""),
                rule("another delimiter must give the right width", "1;2;3;4\n", null, "1;2;3;4"),
                rule("a row in apostrophes is read", "'1','2, 3','4'\n", Recovery.OTHER_QUOTE, "1", "2, 3", "4"),
                rule("so is one of the right width", "'1','2','it''s'\n", Recovery.OTHER_QUOTE, "1", "2", "it's"),
                rule("a cell in apostrophes is text", "'1',2,3\n", null, "'1'", "2", "3"),
                rule("apostrophes around commas are quotes", "1,'2, 3',4\n", Recovery.OTHER_QUOTE, "1", "2, 3", "4"),
                rule(
                        "a backslash escapes a quote",
                        "1,\"a \\\"b\\\", c\",3\n",
                        Recovery.OTHER_ESCAPE,
                        "1",
                        "a \"b\", c",
                        "3"),
                rule("also at the end", "1,\"a\\\"\",3\n", Recovery.OTHER_ESCAPE, "1", "a\"", "3"),
                rule("a doubled quote needs no backslash", "1,\"a\\\"\"b\",3\n", null, "1", "a\\\"b", "3"),
                rule(
                        "text and quotes are two cells",
                        "1,two\"a, b, c\"\n",
                        Recovery.MISSING_DELIMITER,
                        "1",
                        "two",
                        "a, b, c"),
                rule("two quoted texts are two cells", "1,\"a.\"\"b\"\n", Recovery.MISSING_DELIMITER, "1", "a.", "b"),
                rule(
                        "quotes and text are two cells",
                        "1,\"a, b, c\"d\n",
                        Recovery.MISSING_DELIMITER,
                        "1",
                        "a, b, c",
                        "d"),
                rule("a doubled quote before a blank is one", "1,\"5\"\" wide\"\n", null, "1", "5\" wide"),
                rule("where two places fit, none is taken", "1,\"a\"\"b\"\"c\"\n", null, "1", "a\"b\"c"),
                new Rule(
                        "another line end is taken if the width fits",
                        CRLF,
                        "1,2,3\n4,5,6\r\n",
                        List.of(List.of("1", "2", "3"), List.of("4", "5", "6")),
                        Recovery.OTHER_LINE_END),
                new Rule(
                        "and not if it fits without",
                        CRLF,
                        "1,2,3\nmore\r\n",
                        List.of(List.of("1", "2", "3\nmore")),
                        null));
    }

    private static Rule rule(String sentence, String input, @Nullable Recovery counted, String... cells) {
        return new Rule(sentence, RFC, input, List.of(List.of(cells)), counted);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theReaderFollowsIt(Rule rule) {
        CsvParser parser = new CsvParser(rule.dialect(), ReadRules.recover(3));
        parser.reset(CsvText.whole(rule.input().getBytes(UTF_8)));
        List<List<String>> rows = new ArrayList<>();
        while (parser.next()) {
            List<String> cells = new ArrayList<>();
            for (int cell = 0; cell < parser.record().fieldCount(); cell++) {
                cells.add(parser.record().string(cell, UTF_8));
            }
            rows.add(cells);
        }
        Map<Recovery, Long> counts = new EnumMap<>(Recovery.class);
        for (Recovery kind : Recovery.values()) {
            if (parser.recoveries(kind) > 0) {
                counts.put(kind, parser.recoveries(kind));
            }
        }

        assertThat(rows).isEqualTo(rule.rows());
        Recovery counted = rule.counted();
        assertThat(counts).isEqualTo(counted == null ? Map.of() : Map.of(counted, 1L));
    }
}
